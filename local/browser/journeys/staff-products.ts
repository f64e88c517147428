import { describe, expect, it } from '@jest/globals';
import { balanceOf, checking, dollars } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, rowsOf } from './steps.ts';

/** What staff make for customers: a certificate, and a loan that is put right. */
export function staffProductJourneys(stage: Stage): void {
  describe('the teller', () => {
    it('opens a certificate for a customer, and withdraws it at the cost that was shown', async () => {
      const alice = await stage.api('alice');
      const before = await balanceOf(alice, checking);
      const page = await stage.windowOf('teller');
      await stage.open(page, '/customers?q=10000001');
      await follow(page.getByRole('main').getByRole('link').first());
      const customerPage = new URL(page.url()).pathname;
      await follow(link(page, 'Open a certificate'));
      const [payer = ''] = await optionsOf('From');
      await fillIn(page, { Certificate: 'certificate-12', 'Amount in dollars': '1,000.00', From: payer });
      await follow(button(page, 'Open it'));
      await arriveAt(page, 'Terms and interest');
      expect(await factOf(page, 'Interest rate')).toBe('4.00 %');

      await stage.open(page, customerPage);
      await follow(page.getByRole('link', { name: /^Withdraw from certificate 6/ }).last());
      await fillIn(page, { To: payer });
      await button(page, 'See what it costs').click();
      await arriveAt(page, 'Check the withdrawal');
      expect(await factOf(page, 'The customer gets')).toBe(dollars(99_014n));
      await follow(button(page, 'Withdraw'));
      expect(await balanceOf(alice, checking)).toBe(before - 986n);

      async function optionsOf(label: string): Promise<string[]> {
        return page
          .getByLabel(label, { exact: true })
          .locator('option')
          .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''));
      }
    });
  });

  describe('the accountant', () => {
    it('looks at a loan with its schedule before it is made', async () => {
      const page = await stage.windowOf('accountant');
      await stage.open(page, '/customers?q=10000001');
      await follow(page.getByRole('main').getByRole('link').first());
      await follow(link(page, 'New loan'));
      await fillIn(page, {
        'Kind of loan': 'auto-loan',
        'Amount in dollars': '6,000.00',
        Months: '24',
        'First payment on': '2026-11-05',
      });
      await button(page, 'Check').click();
      await arriveAt(page, 'Check the loan');
      expect(await factOf(page, 'Annual percentage rate')).toBe('7.25 %');
      expect(await rowsOf(page, 'Installments')).toHaveLength(24);
    });
  });
}
