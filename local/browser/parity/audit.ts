import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

export const themes = ['light', 'dark'] as const;
export const widths = [1280, 320] as const;

const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Part of WCAG 2.2, but off unless asked for.
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};

/**
 * What is wrong with the page as it stands, in every theme and width; empty when nothing is. The page stays loaded:
 * theme and width are the browser's, so only what the style sheet makes of them changes.
 */
export async function audit(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const problems: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      const found = [...(await violations(page)), ...(await sideways(page, width))];
      problems.push(...found.map((problem) => `${page.url()} ${colorScheme} ${width}: ${problem}`));
    }
  }
  return problems;
}

async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(async (how) => {
    const { axe: auditor } = globalThis as unknown as { axe: typeof axe };
    return (await auditor.run(document, how)).violations;
  }, options);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
}

/** The page itself never scrolls sideways; a wide ledger scrolls in its own frame. */
async function sideways(page: Page, width: number): Promise<string[]> {
  const needed = await page.evaluate(() => document.documentElement.scrollWidth);
  return needed > width ? [`the page is ${needed} pixels wide`] : [];
}
