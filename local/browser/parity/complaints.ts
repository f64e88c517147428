import type { Page } from 'playwright-core';

const refusal = /^Failed to load resource: the server responded with a status of (4\d\d|503)\b/;
const isFile = (address: string): boolean => new URL(address).pathname.startsWith('/assets/');

const heardFrom = new WeakMap<Page, string[]>();

function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const { url } = message.location();
    // The browser's own line about an answer that the bank meant: a refusal of the API or of the page.
    if (refusal.test(message.text()) && !isFile(url)) return;
    heard.push(`${page.url()}: ${message.text()} (${url})`);
  });
  return heard;
}

/**
 * What the browser has complained about since it was asked last: errors of scripts, missing files, what a policy
 * forbids. Listens from the first time on.
 */
export function complaintsOf(page: Page): string[] {
  const heard = heardFrom.get(page) ?? listen(page);
  heardFrom.set(page, heard);
  return heard.splice(0);
}
