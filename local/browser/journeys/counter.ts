import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { balanceOf, carlas, dollars, transactionsOf } from './ledger.ts';
import { endSessionOf } from './session-steps.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, placeOf, signInHere } from './steps.ts';
import { statusOf, typedInto } from './steps.ts';

const labels = ['Account number', 'What happens', 'Amount in dollars', 'Reference'] as const;
const cash = (more: Partial<Record<(typeof labels)[number], string>>): Record<string, string> => ({
  'Account number': carlas,
  'What happens': 'deposit',
  'Amount in dollars': '40.00',
  ...more,
});

/** A teller at work; the customer is Carla. */
export function counterJourneys(stage: Stage): void {
  describe('the teller', () => {
    it('finds a customer, takes cash and hands out a receipt', async () => {
      const carla = await stage.api('carla');
      const before = await balanceOf(carla, carlas);
      const page = await stage.windowOf('teller');
      await stage.open(page, '/customers');
      await fillIn(page, { 'Find a customer': 'carla' });
      await follow(button(page, 'Find'));
      await follow(link(page, 'Carla Cook'));
      await follow(link(page, `Counter, cash for account ${carlas}`));
      expect(await typedInto(page, ['Account number'])).toEqual({ 'Account number': carlas });
      await fillIn(page, { 'Amount in dollars': '1,250', Reference: 'Till 3' });
      await follow(button(page, 'Post'));
      await arriveAt(page, 'Cash deposited');
      expect(await factOf(page, 'Amount')).toBe('$1,250.00');
      expect(await factOf(page, 'Balance afterwards')).toBe(dollars(before + 125_000n));
      expect(await balanceOf(carla, carlas)).toBe(before + 125_000n);
      const journalId = await factOf(page, 'Journal');
      const journal = (await (await stage.api('auditor')).call('getJournal', { params: { journalId } })).data;
      expect(journal.entries.map(({ side, amount }) => [side, amount.minor])).toEqual(
        expect.arrayContaining([
          ['debit', '125000'],
          ['credit', '125000'],
        ]),
      );
    });

    it('pays cash out; the customer sees it on both sites', async () => {
      const carla = await stage.api('carla');
      const before = await balanceOf(carla, carlas);
      const page = await stage.windowOf('teller');
      await stage.open(page, '/counter');
      await fillIn(page, cash({ 'What happens': 'withdrawal' }));
      await follow(button(page, 'Post'));
      await arriveAt(page, 'Cash withdrawn');
      expect(await balanceOf(carla, carlas)).toBe(before - 4000n);
      for (const site of [stage.site, stage.otherSite]) {
        const window = await stage.windowOf('carla', site);
        await window.goto(`${stage.bank().origin(site)}/accounts`);
        await arriveAt(window, 'Your accounts');
        expect(await factOf(window, 'In all, USD')).toBe(dollars(before - 4000n));
      }
    });
  });
  onceJourneys(stage);
  refusalJourneys(stage);
}

function onceJourneys(stage: Stage): void {
  describe('cash is posted once', () => {
    const timesPosted = async (q: string): Promise<number> =>
      (await transactionsOf(await stage.api('carla'), carlas, { q })).length;

    it('when Post is clicked twice, and when the receipt is loaded again', async () => {
      const page = await stage.windowOf('teller');
      const reference = `Till ${randomUUID().slice(0, 8)}`;
      await stage.open(page, '/counter');
      await fillIn(page, cash({ Reference: reference }));
      await button(page, 'Post').dblclick();
      await arriveAt(page, 'Cash deposited');
      const receipt = placeOf(page);
      await page.reload();
      await arriveAt(page, 'Cash deposited');
      expect([placeOf(page), await timesPosted(reference)]).toEqual([receipt, 1]);
    });

    it('when one goes back: the form is empty, so that Post alone posts nothing', async () => {
      const page = await stage.windowOf('teller');
      const reference = `Till ${randomUUID().slice(0, 8)}`;
      await stage.open(page, '/counter');
      await fillIn(page, cash({ Reference: reference }));
      await follow(button(page, 'Post'));
      await arriveAt(page, 'Cash deposited');
      await page.goBack();
      await arriveAt(page, 'Counter');
      expect(await typedInto(page, ['Amount in dollars', 'Reference'])).toEqual({
        'Amount in dollars': '',
        Reference: '',
      });
      await button(page, 'Post').click();
      await page.getByRole('alert').waitFor();
      expect(await timesPosted(reference)).toBe(1);
    });
  });
}

function refusalJourneys(stage: Stage): void {
  describe('at the counter', () => {
    it.each([
      ['Account number', '9999999999', 'There is no account with this number.'],
      ['Amount in dollars', 'ten', 'Enter an amount in dollars and cents, like 1,250.00.'],
      ['Amount in dollars', '99,000,000', 'is needed'],
    ])('%s "%s" is told, and all that was typed stays', async (label, text, message) => {
      const page = await stage.windowOf('teller');
      await stage.open(page, '/counter');
      const typed = cash({ 'What happens': 'withdrawal', Reference: 'Kept', [label]: text });
      await fillIn(page, typed);
      await button(page, 'Post').click();
      await page.getByRole('alert').getByText(message).waitFor();
      expect([await statusOf(page), await typedInto(page, labels)]).toEqual([422, typed]);
      const field = page.getByLabel(label, { exact: true });
      expect(await field.getAttribute('aria-invalid')).toBe('true');
    });

    it('a session that is gone costs nothing that was typed, and posts nothing', async () => {
      const carla = await stage.api('carla');
      const before = await balanceOf(carla, carlas);
      const page = await stage.newWindowOf('teller');
      await stage.open(page, '/counter');
      const typed = cash({ Reference: 'Typed in vain?' });
      await fillIn(page, typed);
      await endSessionOf(page, stage);
      await button(page, 'Post').click();
      await arriveAt(page, 'Sign in');
      await signInHere(page, 'teller', stage.bank().password);
      await arriveAt(page, 'Counter');
      expect(await typedInto(page, labels)).toEqual(typed);
      expect(await balanceOf(carla, carlas)).toBe(before);
      await follow(button(page, 'Post'));
      await arriveAt(page, 'Cash deposited');
      expect(await balanceOf(carla, carlas)).toBe(before + 4000n);
      await page.context().close();
    });
  });
}
