import type { Page } from 'playwright-core';
import { readTree } from '../tree.ts';

/** What both sites must agree on, page by page. */
export interface Reading {
  readonly path: string;
  readonly title: string;
  readonly status: string;
  readonly tree: readonly string[];
}

interface Allowed {
  readonly pattern: RegExp;
  readonly written: string;
  readonly reason: string;
}

/** Differences that are meant, each with its reason. One that never occurs fails the run. */
export const allowed: readonly Allowed[] = [
  {
    pattern: /\b1-[0-9a-f]{8}-[0-9a-f]{24}\b|\b[0-9a-f]{32}\b/g,
    written: '<trace id>',
    reason: 'Each request to the API has a trace id of its own.',
  },
];

const used = new Set<Allowed>();

function withoutAllowed(line: string): string {
  return allowed.reduce((text, each) => {
    const replaced = text.replace(each.pattern, each.written);
    if (replaced !== text) used.add(each);
    return replaced;
  }, line);
}

export const unusedAllowances = (): readonly string[] =>
  allowed.filter((each) => !used.has(each)).map(({ reason }) => reason);

/** Reads the page as it stands. */
export async function readPage(page: Page): Promise<Reading> {
  const { pathname, search } = new URL(page.url());
  const status = await page.getAttribute('meta[name="status"]', 'content');
  const tree = (await readTree(page)).map(withoutAllowed);
  return { path: pathname + search, title: await page.title(), status: status ?? '', tree };
}

/** A reading in lines, for a comparison that shows where two part. */
export function linesOf({ path, title, status, tree }: Reading): string[] {
  return [`path ${path}`, `title ${title}`, `status ${status}`, ...tree];
}
