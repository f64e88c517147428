import type { BrowserContext, Locator, Page } from 'playwright-core';

const answers = new WeakMap<Page, number>();

/** Keeps the status of the page that a server answered with last, for every page of these windows. */
export function watchStatus(context: BrowserContext): void {
  context.on('response', (response) => {
    const leads = response.status() >= 300 && response.status() < 400;
    if (!response.request().isNavigationRequest() || leads) return;
    answers.set(response.frame().page(), response.status());
  });
}

const isClassic = (page: Page): boolean => new URL(page.url()).hostname.startsWith('classic.');

/** The status of the page: the server's own where a server made it, else what the page says. */
export async function statusOf(page: Page): Promise<number> {
  if (isClassic(page)) return answers.get(page) ?? 0;
  return Number(await page.getAttribute('meta[name="status"]', 'content'));
}

/** Where one is, without the host: path and query. */
export function placeOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

export async function settle(page: Page): Promise<void> {
  await page.waitForSelector('h1');
  await page.waitForSelector('.lb-busy', { state: 'detached' });
}

export async function arriveAt(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  await settle(page);
}

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
export const link = (page: Page, name: string): Locator => page.getByRole('link', { name, exact: true });

/** Clicks what leads to another address, and waits until it is there. */
export async function follow(target: Locator): Promise<void> {
  const page = target.page();
  const before = page.url();
  await target.click();
  await page.waitForURL((url) => url.href !== before);
  await settle(page);
}

/** Types into fields, by label; chooses where the field is a list. */
export async function fillIn(page: Page, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(texts)) {
    const field = page.getByLabel(label, { exact: true });
    if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(text);
    else await field.fill(text);
  }
}

/** What stands in fields, by label. */
export async function typedInto(page: Page, labels: readonly string[]): Promise<Record<string, string>> {
  const texts = await Promise.all(
    labels.map((label) => page.getByLabel(label, { exact: true }).inputValue()),
  );
  return Object.fromEntries(labels.map((label, index) => [label, texts[index] ?? '']));
}

/** What a page says under a name, such as `Balance afterwards`. */
export function factOf(page: Page, name: string): Promise<string> {
  const pair = page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
  return pair.getByRole('definition').innerText();
}

/** Rows of a table, cell by cell, without its heading. */
export async function rowsOf(page: Page, caption: string): Promise<string[][]> {
  const rows = page.getByRole('table', { name: caption }).locator('tbody tr');
  return rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent.trim())),
  );
}

/** The texts of the navigation. */
export function navigationOf(page: Page): Promise<string[]> {
  return page.getByRole('navigation', { name: 'Bank' }).getByRole('link').allInnerTexts();
}

/** Signs in at the form that stands in the place of a page. */
export async function signInHere(page: Page, userName: string, password: string): Promise<void> {
  await fillIn(page, { 'User name': userName, Password: password });
  await button(page, 'Sign in').click();
  await page.waitForSelector('.lb-who');
  await settle(page);
}
