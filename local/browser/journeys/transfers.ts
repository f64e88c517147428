import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { accountOf, balanceOf, bobs, checking, dollars, transactionsOf } from './ledger.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, factOf, fillIn, follow, link, placeOf, statusOf, typedInto } from './steps.ts';
import { checkTransfer, enterTransfer, pay, transferLabels } from './transfer-steps.ts';

/** A customer pays. */
export function transferJourneys(stage: Stage): void {
  describe('a transfer', () => {
    it('takes three steps and ends with a receipt; both accounts have moved by it', async () => {
      const [alice, bob] = [await stage.api('alice'), await stage.api('bob')];
      const before = { alice: await balanceOf(alice, checking), bob: await balanceOf(bob, bobs) };
      const reference = `Concert tickets, ${stage.site}`;
      const page = await stage.windowOf('alice');
      await checkTransfer(stage, page, { amount: '$1,012.50', reference });
      expect(await page.getByText('Nothing has been paid yet.').isVisible()).toBe(true);
      expect([await factOf(page, 'Amount'), await factOf(page, 'To')]).toEqual(['$1,012.50', bobs]);
      expect(await factOf(page, 'After this transfer')).toBe(dollars(before.alice - 101_250n));
      expect(await balanceOf(alice, checking)).toBe(before.alice);

      const receipt = await pay(page);
      expect(await factOf(page, 'Reference')).toBe(reference);
      expect(await factOf(page, 'Balance afterwards')).toBe(dollars(before.alice - 101_250n));
      expect(await balanceOf(alice, checking)).toBe(before.alice - 101_250n);
      expect(await balanceOf(bob, bobs)).toBe(before.bob + 101_250n);
      const transferId = await factOf(page, 'Reference number');
      expect(receipt).toBe(`/transfers/${transferId}`);
      const stored = (await alice.call('getTransfer', { params: { transferId } })).data;
      expect(stored).toMatchObject({ toNumber: bobs, amount: { minor: '101250' }, reference });
      const [latest] = await transactionsOf(bob, bobs);
      expect(latest).toMatchObject({ direction: 'credit', amount: { minor: '101250' }, reference });
    });

    it('can be changed before it is paid, with all that was entered', async () => {
      const page = await stage.windowOf('alice');
      await checkTransfer(stage, page, { amount: '33.00', reference: 'Before' });
      await follow(link(page, 'Change'));
      const fields = await typedInto(page, transferLabels);
      expect(fields).toMatchObject({ 'Amount in dollars': '33.00', Reference: 'Before' });
      await fillIn(page, { 'Amount in dollars': '34.00', Reference: `After, ${stage.site}` });
      await follow(button(page, 'Check'));
      expect(await factOf(page, 'Amount')).toBe('$34.00');
      await pay(page);
      const made = await transactionsOf(await stage.api('alice'), checking, { q: `After, ${stage.site}` });
      expect(made.map(({ amount }) => amount.minor)).toEqual(['3400']);
    });
  });
  previewJourneys(stage);
  refusalJourneys(stage);
}

/** What was shown is what is paid, or the page asks again. */
function previewJourneys(stage: Stage): void {
  describe('a transfer whose account moves before it is paid', () => {
    it('is shown again with what it would do now, and paid when that is confirmed', async () => {
      const [alice, teller] = [await stage.api('alice'), await stage.api('teller')];
      const page = await stage.windowOf('alice');
      await checkTransfer(stage, page, { amount: '5.00', reference: `Moved, ${stage.site}` });
      const place = placeOf(page);
      const { id: accountId } = await accountOf(alice, checking);
      const cash = { accountId, amount: { minor: '100', currency: 'USD' } };
      await teller.call('depositCash', { body: cash }, { idempotencyKey: crypto.randomUUID() });
      const before = await balanceOf(alice, checking);
      await follow(button(page, 'Pay'));
      await arriveAt(page, 'Check your transfer');
      expect(placeOf(page)).toBe(`${place}?moved=1`);
      expect(await page.getByText('nothing was paid').isVisible()).toBe(true);
      expect(await factOf(page, 'After this transfer')).toBe(dollars(before - 500n));
      expect(await balanceOf(alice, checking)).toBe(before);
      await pay(page);
      expect(await balanceOf(alice, checking)).toBe(before - 500n);
    });
  });
}

const good = { to: bobs, amount: '20.00', reference: 'Kept' };
type WrongField = readonly [label: string, text: string, message: string];
const wrongFields: readonly WrongField[] = [
  ['To account number', '12', 'Enter an account number of ten digits.'],
  ['To account number', checking, 'Enter another account than the one that pays.'],
  ['Amount in dollars', '', 'Enter an amount.'],
  ['Amount in dollars', '1,2', 'Enter an amount in dollars and cents, like 1,250.00.'],
  ['Amount in dollars', '900,000', 'less than this transfer needs.'],
  ['Reference', 'x'.repeat(141), 'Use at most 140 characters.'],
];

function refusalJourneys(stage: Stage): void {
  describe('a transfer with a wrong field', () => {
    it.each(wrongFields)('%s "%s" is told: %s', async (label, text, message) => {
      const page = await stage.windowOf('alice');
      await enterTransfer(stage, page, good);
      await fillIn(page, { [label]: text });
      const typed = await typedInto(page, transferLabels);
      await refuse(page, message);
      expect(await statusOf(page)).toBe(422);
      expect(await page.title()).toMatch(/^Error: /);
      expect(await typedInto(page, transferLabels)).toEqual(typed);
      const field = page.getByLabel(label, { exact: true });
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await page.getByText(message).count()).toBe(2);
    });

    it('is led to from the summary, put right there, and goes on', async () => {
      const page = await stage.windowOf('alice');
      await enterTransfer(stage, page, { ...good, amount: 'ten' });
      const message = 'Enter an amount in dollars and cents, like 1,250.00.';
      await refuse(page, message);
      await link(page, message).click();
      const amount = page.getByLabel('Amount in dollars');
      expect(await amount.evaluate((field) => field === document.activeElement)).toBe(true);
      expect(await page.getByRole('alert').isVisible()).toBe(true);
      expect(await amount.inputValue()).toBe('ten');
      await amount.fill('10');
      await follow(button(page, 'Check'));
      await arriveAt(page, 'Check your transfer');
      expect(await factOf(page, 'Amount')).toBe('$10.00');
    });

    it('to nobody is told at the field, and nothing is paid', async () => {
      const page = await stage.windowOf('alice');
      const alice = await stage.api('alice');
      const before = await balanceOf(alice, checking);
      await enterTransfer(stage, page, { ...good, to: '9999999999' });
      await refuse(page, 'No account of this bank has that id or number.');
      expect([await statusOf(page), placeOf(page)]).toEqual([422, '/transfers/new']);
      expect(await balanceOf(alice, checking)).toBe(before);
    });
  });
}

async function refuse(page: Page, message: string): Promise<void> {
  await button(page, 'Check').click();
  await page.getByRole('alert').getByText(message).waitFor();
}
