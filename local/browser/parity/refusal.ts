import type { Page } from 'playwright-core';
import { visit } from '../testing/visitor.ts';
import type { BadForm } from './screen-cases.ts';

/** Fills a form in, sends it and waits until it comes back refused. */
export async function sendBadForm(page: Page, origin: string, { path, fields }: BadForm): Promise<void> {
  await visit(page, origin + path);
  const filled = Object.entries(fields).filter(([field]) => !isButton(field));
  for (const [field, text] of filled) await fill(page, field, text);
  await page.click(buttonOf(fields));
  await page.waitForSelector('[role=alert]');
  // The page reads its data again behind the refusal, and is dimmed for so long.
  await page.waitForSelector('.lb-busy', { state: 'detached' });
}

/** Buttons have names, too, that begin so. */
const isButton = (field: string): boolean => field.startsWith('_');

/** The named button, or the first of the form that was filled in. */
function buttonOf(fields: BadForm['fields']): string {
  const named = Object.entries(fields).find(([field]) => isButton(field));
  if (named) return `main button[name="${named[0]}"][value="${named[1]}"]`;
  const [field] = Object.keys(fields);
  return `main form[method=post]${field === undefined ? '' : `:has(#${field})`} button[type=submit]`;
}

async function fill(page: Page, field: string, text: string): Promise<void> {
  const isSelect = (await page.locator(`select#${field}`).count()) > 0;
  if (isSelect) await page.selectOption(`#${field}`, text);
  else await page.fill(`#${field}`, text);
}

export const viewerOf = ({ userName }: BadForm): string => (userName === '' ? 'nobody' : userName);
