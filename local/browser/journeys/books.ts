import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { formatAmount } from '../../../web/ui/format.ts';
import { accountOf, carlas } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, rowsOf, statusOf } from './steps.ts';

/** The accountant at the books. */
export function bookJourneys(stage: Stage): void {
  describe('the trial balance', () => {
    it.each(['2025-12-31', '2026-06-30'])('of %s is that of the ledger, and balances', async (asOf) => {
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/trial-balance');
      expect(await page.getByText('is the current business date').isVisible()).toBe(true);
      await fillIn(page, { 'At the close of': asOf });
      await follow(button(page, 'Show'));
      const accountant = await stage.api('accountant');
      const { data } = await accountant.call('getTrialBalance', { query: { asOf } });
      const rows = await rowsOf(page, 'Trial balance');
      expect(rows.slice(0, -1).map(([account]) => account)).toEqual(
        data.lines.map(({ ledgerAccount }) => ledgerAccount),
      );
      const total = formatAmount(data.totalDebit);
      expect(rows.at(-1)).toEqual(['', 'Total', total, total]);
    });

    it('of a day the books have not reached is refused, and the date stays', async () => {
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/trial-balance');
      await fillIn(page, { 'At the close of': '2027-01-01' });
      await follow(button(page, 'Show'));
      await page.getByRole('alert').waitFor();
      expect(await statusOf(page)).toBe(422);
      expect(await page.getByLabel('At the close of').inputValue()).toBe('2027-01-01');
      expect(await page.getByRole('table').count()).toBe(0);
    });
  });
  journalJourneys(stage);
}

function journalJourneys(stage: Stage): void {
  describe('the journals', () => {
    const deposit = async (): Promise<string> => {
      const { id: accountId } = await accountOf(await stage.api('carla'), carlas);
      const body = { accountId, amount: { minor: '1234', currency: 'USD' } };
      const teller = await stage.api('teller');
      return (await teller.call('depositCash', { body }, { idempotencyKey: randomUUID() })).data.journalId;
    };

    it('begin with what was posted last; it has its entries on both sides', async () => {
      const journalId = await deposit();
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/journals');
      await follow(page.getByRole('table').getByRole('link').first());
      expect(await factOf(page, 'Id')).toBe(journalId);
      const sides = (await rowsOf(page, 'Entries')).map(([, , debit, credit]) => [debit, credit]);
      expect(sides).toEqual([
        ['12.34', ''],
        ['', '12.34'],
      ]);
    });

    it('are paged without a repetition while new ones arrive', async () => {
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/journals');
      const numbers = async (): Promise<number[]> =>
        (await rowsOf(page, 'Journals, newest first')).map(([number]) => Number(number));
      const first = await numbers();
      await deposit();
      await follow(link(page, 'Older'));
      const both = [...first, ...(await numbers())];
      const { items } = (await (await stage.api('auditor')).call('listJournals', { query: { limit: '100' } }))
        .data;
      // One has arrived since the first page.
      expect(both.slice(0, 99)).toEqual(items.slice(1).map(({ sequence }) => Number(sequence)));
      await follow(link(page, 'Newer'));
      expect(await numbers()).toEqual(first);
      await arriveAt(page, 'Journals');
    });
  });
}
