import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { balanceOf, bobs } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, factOf } from './steps.ts';

/** What the focus is on, as it is called on the page. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    const isField = at instanceof HTMLInputElement || at instanceof HTMLSelectElement;
    return ((isField ? at.labels?.[0] : at)?.textContent ?? '').trim();
  });
}

async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 40) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (at === name) return;
    passed.push(at);
  }
  throw new Error(`Tab does not reach ${name}; it passes ${passed.join(', ')}`);
}

async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.type(text);
}

/** Nobody touches a mouse here. */
export function keyboardJourneys(stage: Stage): void {
  describe('with the keyboard alone', () => {
    it('a customer signs in and makes a transfer', async () => {
      const bob = await stage.api('bob');
      const before = await balanceOf(bob, bobs);
      const page = await stage.newWindow();
      await stage.open(page, '/transfers/new');
      await type(page, 'User name', 'alice');
      await type(page, 'Password', stage.bank().password);
      await page.keyboard.press('Enter');
      await arriveAt(page, 'Make a transfer');
      await type(page, 'From', 'Savings');
      await type(page, 'To account number', bobs);
      await type(page, 'Amount in dollars', '12.34');
      await type(page, 'Reference', 'By keyboard');
      await tabTo(page, 'Check');
      await page.keyboard.press('Enter');
      await arriveAt(page, 'Check your transfer');
      expect(await factOf(page, 'From')).toContain('Savings');
      await tabTo(page, 'Pay');
      await page.keyboard.press('Space');
      await arriveAt(page, 'Transfer done');
      expect(await balanceOf(bob, bobs)).toBe(before + 1234n);
      await page.context().close();
    });
  });
  wayJourneys(stage);
}

function wayJourneys(stage: Stage): void {
  describe('with the keyboard alone', () => {
    it('what is wrong is reached from the summary and put right', async () => {
      const page = await stage.windowOf('alice');
      await stage.open(page, '/transfers/new');
      await type(page, 'To account number', '123');
      await type(page, 'Amount in dollars', '7');
      await page.keyboard.press('Enter');
      const message = 'Enter an account number of ten digits.';
      await page.getByRole('alert').getByText(message).waitFor();
      await tabTo(page, message);
      await page.keyboard.press('Enter');
      expect(await focused(page)).toBe('To account number');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(bobs);
      await page.keyboard.press('Enter');
      await arriveAt(page, 'Check your transfer');
      expect(await factOf(page, 'Amount')).toBe('$7.00');
    });

    it('the first stop of a page leads past its navigation', async () => {
      const page = await stage.windowOf('alice');
      await stage.open(page, '/accounts');
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('Skip to the page');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    });

    it('a new page is announced by the focus, as a server’s page begins at its top', async () => {
      const page = await stage.windowOf('alice');
      await stage.open(page, '/accounts');
      await tabTo(page, 'Transfer');
      await page.keyboard.press('Enter');
      await arriveAt(page, 'Make a transfer');
      const at = await page.evaluate(() => document.activeElement?.id ?? '');
      expect(at).toBe(stage.site === 'bank' ? 'main' : '');
    });
  });
}
