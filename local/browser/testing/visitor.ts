import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RunningBank, SiteName } from './use-running-bank.ts';

export interface VisitorOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  /** Otherwise scripts run on the single-page site alone. */
  readonly scripts?: boolean;
}

/** A browser window of its own on one of the sites. The server-rendered one gets no JavaScript. */
export async function openWindow(
  browser: Browser,
  site: SiteName,
  { colorScheme = 'light', width = 1280, scripts = site === 'bank' }: VisitorOptions = {},
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    javaScriptEnabled: scripts,
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'America/New_York',
  });
}

/** Opens a page of the site and waits until it has something to say. Answers the status the server gave. */
export async function visit(page: Page, address: string): Promise<number> {
  const answer = await page.goto(address);
  await page.waitForSelector('h1');
  await page.waitForSelector('.lb-busy', { state: 'detached' });
  return answer?.status() ?? 0;
}

type Where = Pick<RunningBank, 'origin' | 'password'>;

export async function signIn(page: Page, bank: Where, userName: string, site: SiteName): Promise<void> {
  await visit(page, `${bank.origin(site)}/sign-in`);
  await page.fill('#userName', userName);
  await page.fill('#password', bank.password);
  await page.click('main button[type=submit]');
  await page.waitForSelector('.lb-who');
}
