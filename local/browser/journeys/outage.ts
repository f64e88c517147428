import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { switchBooks } from '../testing/books-switch.ts';
import { balanceOf, checking, transactionsOf } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, navigationOf, statusOf } from './steps.ts';
import { checkTransfer, pay } from './transfer-steps.ts';

const traceId = /\b[0-9a-f]{8}-[0-9a-f]{24}\b|\b[0-9a-f]{32}\b/;

/** The books go away in the middle of things, and come back. */
export function outageJourneys(stage: Stage): void {
  const reference = `In the storm, ${stage.site}`;
  let before: bigint;
  let checked: Page;

  describe('while the books are out of reach', () => {
    beforeAll(async () => {
      before = await balanceOf(await stage.api('alice'), checking);
      await stage.windowOf('accountant');
      checked = await (await stage.windowOf('alice')).context().newPage();
      await checkTransfer(stage, checked, { amount: '6.00', reference });
      await switchBooks(stage.bank().config, false);
    });
    afterAll(() => switchBooks(stage.bank().config, true));

    it.each(['/trial-balance', '/journals', '/reports'])('%s says so and keeps its frame', async (path) => {
      const page = await stage.windowOf('accountant');
      await stage.open(page, path);
      await arriveAt(page, 'The bank is out of reach');
      expect(await statusOf(page)).toBe(503);
      expect(await page.getByRole('main').innerText()).toMatch(traceId);
      expect(await navigationOf(page)).toContain('Trial balance');
      expect(await page.getByRole('contentinfo').isVisible()).toBe(true);
    });

    it('a customer sees the last balances known, and as of when', async () => {
      const page = await stage.windowOf('alice');
      await stage.open(page, '/accounts');
      expect(await page.getByRole('status').innerText()).toMatch(/^As of .* 20\d\d/);
      expect(await factOf(page, 'In all, USD')).toMatch(/^\$[\d,]+\.\d\d$/);
    });

    it('a payment is not lost: it says what happened, keeps what it shows and can be sent again', async () => {
      await button(checked, 'Pay').click();
      const told = await checked.getByRole('alert').innerText();
      expect(told).toContain('it will not be done twice');
      expect(told).toMatch(traceId);
      expect([await statusOf(checked), await factOf(checked, 'Amount')]).toEqual([503, '$6.00']);
    });
  });

  describe('once the books are back', () => {
    it('the same page pays, once', async () => {
      await pay(checked);
      const alice = await stage.api('alice');
      expect((await transactionsOf(alice, checking, { q: reference })).length).toBe(1);
      expect(await balanceOf(alice, checking)).toBe(before - 600n);
      await checked.close();
    });

    it.each([
      ['accountant', '/trial-balance', 'Trial balance'],
      ['accountant', '/journals', 'Journals'],
      ['alice', '/accounts', 'Your accounts'],
    ])('%s finds %s as it was', async (userName, path, title) => {
      const page = await stage.windowOf(userName);
      await stage.open(page, path);
      await arriveAt(page, title);
      expect(await statusOf(page)).toBe(200);
      expect(await page.getByRole('main').innerText()).not.toContain('As of');
    });
  });
}
