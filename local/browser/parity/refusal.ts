import type { Page } from 'playwright-core';
import { visit } from '../testing/visitor.ts';
import type { BadForm } from './screen-cases.ts';

/** Fills a form in, sends it and waits until it comes back refused. */
export async function sendBadForm(page: Page, origin: string, { path, fields }: BadForm): Promise<void> {
  await visit(page, origin + path);
  for (const [field, text] of Object.entries(fields)) await fill(page, field, text);
  await page.click('main form[method=post] button[type=submit]');
  await page.waitForSelector('[role=alert]');
  // The page reads its data again behind the refusal, and is dimmed for so long.
  await page.waitForSelector('.lb-busy', { state: 'detached' });
}

async function fill(page: Page, field: string, text: string): Promise<void> {
  const isSelect = (await page.locator(`select#${field}`).count()) > 0;
  if (isSelect) await page.selectOption(`#${field}`, text);
  else await page.fill(`#${field}`, text);
}

export const viewerOf = ({ userName }: BadForm): string => (userName === '' ? 'nobody' : userName);
