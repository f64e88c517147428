import { afterAll } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RunningBank, SiteName } from './use-running-bank.ts';
import { openWindow, signIn, type VisitorOptions } from './visitor.ts';

interface Where {
  readonly browser: () => Browser;
  readonly bank: () => RunningBank;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
/** A person may be signed in five times at most, so all windows of a file share one session for each site. */
const entered = new Map<string, Promise<Cookies>>();

/** A page for each viewer and site, opened and signed in once for the tests of a file; `nobody` stays outside. */
export function useWindows(
  { browser, bank }: Where,
  options: VisitorOptions = {},
): (viewer: string, site: SiteName) => Promise<Page> {
  const pages = new Map<string, Promise<Page>>();
  const contexts: BrowserContext[] = [];
  const enter = async (page: Page, viewer: string, site: SiteName): Promise<Cookies> => {
    await signIn(page, bank(), viewer, site);
    return page.context().cookies();
  };
  const open = async (viewer: string, site: SiteName): Promise<Page> => {
    const context = await openWindow(browser(), site, options);
    contexts.push(context);
    const page = await context.newPage();
    if (viewer === 'nobody') return page;
    const key = `${viewer} ${bank().origin(site)}`;
    const cookies = entered.get(key);
    if (cookies) await context.addCookies(await cookies);
    else entered.set(key, enter(page, viewer, site));
    await entered.get(key);
    return page;
  };
  afterAll(async () => {
    for (const context of contexts) await context.close();
  });
  return (viewer, site) => {
    const key = `${viewer} ${site}`;
    const page = pages.get(key) ?? open(viewer, site);
    pages.set(key, page);
    return page;
  };
}
