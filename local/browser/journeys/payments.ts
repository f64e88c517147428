import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accountOf, bobs, checking } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, placeOf, rowsOf, statusOf } from './steps.ts';

const labels = {
  'To account number': bobs,
  'Amount in dollars': '125.00',
  'How often': 'monthly',
  'First payment on': '2026-10-31',
} as const;

async function enterOrder(stage: Stage, page: Page, more: Readonly<Record<string, string>>): Promise<void> {
  await stage.open(page, '/payments/new');
  const { id } = await accountOf(await stage.api('alice'), checking);
  await fillIn(page, { From: id, ...labels, ...more });
}

/** A standing order from its form to its end, by its owner. */
export function paymentJourneys(stage: Stage): void {
  describe('a customer with something to pay again and again', () => {
    it('sets up a standing order, having seen its dates, and does with it what one can', async () => {
      const page = await stage.windowOf('alice');
      const reference = `Rent ${randomUUID().slice(0, 8)}`;
      await enterOrder(stage, page, { Reference: reference, 'It ends': 'after', 'Number of times': '3' });
      await follow(button(page, 'Check'));
      await arriveAt(page, 'Check your standing order');
      // The 31st is a Saturday; November has none.
      const dates = [
        ['Oct 31, 2026', 'Nov 2, 2026'],
        ['Nov 30, 2026', 'Nov 30, 2026'],
        ['Dec 31, 2026', 'Dec 31, 2026'],
      ];
      expect(await rowsOf(page, 'Next dates')).toEqual(dates);
      await follow(button(page, 'Set it up'));
      await arriveAt(page, 'Standing order');
      await page.getByText('Your standing order is set up').waitFor();
      const place = placeOf(page).replace('?done=set', '');
      await follow(button(page, 'Skip the next date'));
      expect(await rowsOf(page, 'Next dates')).toEqual(dates.slice(1));
      expect(await rowsOf(page, 'Past dates')).toEqual([
        ['Oct 31, 2026', '$125.00', 'Oct 5, 2026', 'Skipped', ''],
      ]);
      await follow(button(page, 'Pause'));
      expect(await factOf(page, 'State')).toBe('Paused');
      await follow(button(page, 'Resume'));
      await page.getByText('Change the amount').click();
      await fillIn(page, { 'Amount in dollars': '150' });
      await follow(button(page, 'Change'));
      expect(await factOf(page, 'Amount')).toBe('$150.00');
      await page.getByText('Cancel this standing order').click();
      await follow(button(page, 'Cancel it for good'));
      expect([await factOf(page, 'State'), await button(page, 'Pause').count()]).toEqual(['Cancelled', 0]);
      await stage.open(page, '/payments');
      const row = (await rowsOf(page, 'Standing orders')).find(([name]) => name === reference);
      expect(row?.slice(1)).toEqual(['$150.00', bobs, 'Every month', 'None', 'Cancelled']);
      await follow(link(page, reference));
      expect(placeOf(page)).toBe(place);
    });
  });
  carefulJourneys(stage);
  othersJourneys(stage);
}

function carefulJourneys(stage: Stage): void {
  describe('a standing order', () => {
    it('does nothing with an order that has changed since it was looked at', async () => {
      const page = await stage.windowOf('alice');
      const reference = `Twice ${randomUUID().slice(0, 8)}`;
      await enterOrder(stage, page, { Reference: reference });
      await follow(button(page, 'Check'));
      await follow(button(page, 'Set it up'));
      const orderId = placeOf(page).split(/[/?]/)[2] ?? '';
      const alice = await stage.api('alice');
      await alice.call('changeStandingOrder', {
        params: { standingOrderId: orderId },
        body: { change: 'skip', version: 1 },
      });
      await follow(button(page, 'Skip the next date'));
      await page.getByText('has changed since you looked').waitFor();
      expect((await rowsOf(page, 'Next dates'))[0]?.[0]).toBe('Nov 30, 2026');
      await follow(button(page, 'Skip the next date'));
      expect((await rowsOf(page, 'Next dates'))[0]?.[0]).toBe('Dec 31, 2026');
    });

    it.each([
      ['First payment on', '2020-01-31', 'A standing order begins between'],
      ['To account number', '9999999999', 'No account of this bank has that id or number.'],
      ['Amount in dollars', 'ten', 'Enter an amount in dollars and cents, like 1,250.00.'],
    ])('is told at the field %s that "%s" is wrong', async (label, text, message) => {
      const page = await stage.windowOf('alice');
      await enterOrder(stage, page, { [label]: text });
      await button(page, 'Check').click();
      await page.getByRole('alert').getByText(message).waitFor();
      expect(await page.getByLabel(label, { exact: true }).getAttribute('aria-invalid')).toBe('true');
    });
  });
}

function othersJourneys(stage: Stage): void {
  describe('the orders and messages of one customer', () => {
    it('are nobody else’s', async () => {
      const { id } = await accountOf(await stage.api('alice'), checking);
      const amount = { minor: '100', currency: 'USD' };
      const body = {
        fromAccountId: id,
        to: bobs,
        amount,
        frequency: 'once',
        startsOn: '2026-11-02',
      } as const;
      const alice = await stage.api('alice');
      const { data } = await alice.call('setStandingOrder', { body }, { idempotencyKey: randomUUID() });
      const page = await stage.windowOf('carla');
      await stage.open(page, `/payments/${data.id}`);
      expect(await statusOf(page)).toBe(404);
      await stage.open(page, '/messages');
      await arriveAt(page, 'Messages');
      const teller = await stage.windowOf('teller');
      await stage.open(teller, '/payments');
      expect(await statusOf(teller)).toBe(403);
    });
  });
}
