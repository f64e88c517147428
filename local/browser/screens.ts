import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { root } from '../config.ts';
import { launchChromium } from './chromium.ts';
import { startOwnStack } from './own-stack.ts';
import { openWindow, signIn, visit } from './testing/visitor.ts';

// Makes the pictures of docs/screens, from a bank of its own that is thrown away: npm run screens

const folder = join(root, 'docs/screens');
const sizes = [
  { width: 1280, height: 720 },
  { width: 320, height: 640 },
] as const;
const themes = ['light', 'dark'] as const;

interface Walk {
  readonly page: Page;
  readonly origin: string;
}

/** Scenes of one person, in the order in which they are walked through; each begins where the last one ended. */
interface Person {
  readonly userName?: string;
  readonly scenes: Readonly<Record<string, (walk: Walk) => Promise<unknown>>>;
}

const at =
  (path: string) =>
  ({ page, origin }: Walk): Promise<unknown> =>
    visit(page, origin + path);

const titled = (page: Page, title: string): Promise<unknown> =>
  page.waitForSelector(`h1:has-text("${title}")`);

const people: readonly Person[] = [
  { scenes: { 'sign-in': at('/sign-in') } },
  {
    userName: 'alice',
    scenes: {
      accounts: at('/accounts'),
      account: async ({ page }) => {
        await page.click('main h2 a');
        await titled(page, 'Checking');
      },
      'transfer-check': async (walk) => {
        await at('/transfers/new')(walk);
        await walk.page.fill('#to', '1000000201');
        await walk.page.fill('#amount', '42.50');
        await walk.page.fill('#reference', 'Concert tickets');
        await walk.page.click('main button[type=submit]');
        await titled(walk.page, 'Check your transfer');
      },
      'transfer-receipt': async ({ page }) => {
        await page.click('main button[type=submit]');
        await titled(page, 'Transfer done');
      },
    },
  },
  {
    userName: 'teller',
    scenes: {
      counter: at('/counter?account=1000000101'),
      customer: async (walk) => {
        await at('/customers?q=alice')(walk);
        await walk.page.click('main table a');
        await titled(walk.page, 'Alice');
      },
    },
  },
  {
    userName: 'accountant',
    scenes: {
      'trial-balance': at('/trial-balance'),
      reports: at('/reports'),
      report: at('/reports/quarter/2026Q2'),
    },
  },
];

async function takePictures(page: Page, scene: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        scrollTo(0, 0);
      });
      await page.screenshot({ path: join(folder, `${scene}-${size.width}-${colorScheme}.png`) });
    }
  }
}

interface Where {
  readonly browser: Browser;
  readonly origin: string;
  readonly password: string;
}

async function walkThrough(
  { userName, scenes }: Person,
  { browser, origin, password }: Where,
): Promise<void> {
  const context = await openWindow(browser, 'bank');
  const page = await context.newPage();
  if (userName !== undefined) await signIn(page, { origin: () => origin, password }, userName, 'bank');
  for (const [scene, open] of Object.entries(scenes)) {
    await open({ page, origin });
    await page.evaluate(() => document.fonts.ready);
    await takePictures(page, scene);
    console.log(scene);
  }
  await context.close();
}

/** Pages of paper are no screens: they stay. */
const isScreen = (file: string): boolean => file.endsWith('.png') && !file.includes('-pdf-page-');

function emptyFolder(): void {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) if (isScreen(file)) rmSync(join(folder, file));
}

/** Every clone carries them. */
const mostKilobytes = 2200;

function weigh(): void {
  const bytes = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
  const kilobytes = Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1000);
  console.log(`docs/screens: ${bytes.length} files, ${kilobytes} kB`);
  if (kilobytes > mostKilobytes)
    throw new Error(`More than ${mostKilobytes} kB: leave a scene or a size out.`);
}

async function main(): Promise<void> {
  const browser = await launchChromium();
  const { stack, close } = await startOwnStack();
  try {
    emptyFolder();
    const where = { browser, origin: stack.bankOrigin.origin, password: stack.signIns[0]?.password ?? '' };
    for (const person of people) await walkThrough(person, where);
    weigh();
  } finally {
    await browser.close();
    await close();
  }
}

await main();
