import { describe, expect, it } from '@jest/globals';
import type { LoanView } from '../../../functions/contract/loans.ts';
import type { HttpSession } from '../../http-session.ts';
import { balanceOf, checking, dollars } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, placeOf, rowsOf, statusOf } from './steps.ts';

async function loanOf(session: HttpSession): Promise<LoanView> {
  const { items } = (await session.call('listAccounts', {})).data;
  const found = items.find(({ kind }) => kind === 'loan');
  if (!found) throw new Error('There is no loan.');
  return (await session.call('getLoan', { params: { accountId: found.id } })).data;
}

/** A borrower looks and pays. */
export function loanJourneys(stage: Stage): void {
  describe('a loan', () => {
    it('is found beside the accounts, shows how it is paid back, and takes a payment', async () => {
      const alice = await stage.api('alice');
      const before = { loan: await loanOf(alice), checking: await balanceOf(alice, checking) };
      const page = await stage.windowOf('alice');
      await stage.open(page, '/accounts');
      await follow(link(page, 'Auto loan'));
      await arriveAt(page, 'Auto loan');
      expect(await factOf(page, 'Owed today')).toBe(dollars(BigInt(before.loan.owed.minor)));
      expect(await rowsOf(page, 'Next installments as agreed')).toHaveLength(6);
      await follow(link(page, 'Show all 48 installments'));
      expect(await rowsOf(page, 'Schedule as agreed')).toHaveLength(48);
      await fillIn(page, { 'Amount in dollars': '250.00' });
      await follow(button(page, 'Pay'));
      expect(placeOf(page)).toMatch(/\?paid=lpy_/);
      await page.getByRole('heading', { name: '$250.00 was paid' }).waitFor();
      const after = await loanOf(alice);
      expect(after.owed.minor).toBe(String(BigInt(before.loan.owed.minor) - 25_000n));
      expect(await factOf(page, 'Owed today')).toBe(dollars(BigInt(after.owed.minor)));
      expect(await balanceOf(alice, checking)).toBe(before.checking - 25_000n);
    });

    it('refuses more than is owed, and keeps what was typed', async () => {
      const { accountId } = await loanOf(await stage.api('alice'));
      const page = await stage.windowOf('alice');
      await stage.open(page, `/loans/${accountId}`);
      await fillIn(page, { 'Amount in dollars': '99,000.00' });
      await button(page, 'Pay').click();
      await page
        .getByText('a payment can’t be above that')
        .or(page.getByText("a payment can't be above that"))
        .first()
        .waitFor();
      expect(await statusOf(page)).toBe(422);
      expect(await page.getByLabel('Amount in dollars').inputValue()).toBe('99,000.00');
    });
  });
}
