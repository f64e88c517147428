import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { checking, transactionsOf } from './ledger.ts';
import { endSessionOf } from './session-steps.ts';
import type { Stage } from './stage.ts';
import { arriveAt, button, placeOf, settle, signInHere } from './steps.ts';
import { checkTransfer, pay } from './transfer-steps.ts';

/** Transfers that are told apart by their reference. */
function attempts(stage: Stage): {
  readonly checked: (page: Page) => Promise<string>;
  readonly timesPaid: (reference: string) => Promise<number>;
} {
  return {
    checked: async (page) => {
      const reference = `Once ${randomUUID().slice(0, 8)}`;
      await checkTransfer(stage, page, { amount: '5.00', reference });
      return reference;
    },
    timesPaid: async (reference) =>
      (await transactionsOf(await stage.api('alice'), checking, { q: reference })).length,
  };
}

/** However often somebody presses, waits, goes back or loses the session: a transfer is paid once. */
export function payingOnceJourneys(stage: Stage): void {
  const { checked, timesPaid } = attempts(stage);
  describe('a transfer is paid once', () => {
    it('when Pay is clicked twice', async () => {
      const page = await stage.windowOf('alice');
      const reference = await checked(page);
      await button(page, 'Pay').dblclick();
      await arriveAt(page, 'Transfer done');
      expect(await timesPaid(reference)).toBe(1);
    });

    it('when the receipt is loaded again', async () => {
      const page = await stage.windowOf('alice');
      const reference = await checked(page);
      const receipt = await pay(page);
      await page.reload();
      await arriveAt(page, 'Transfer done');
      expect([placeOf(page), await timesPaid(reference)]).toEqual([receipt, 1]);
    });

    it('when one goes back to the check: what is paid shows its receipt, not another Pay', async () => {
      const page = await stage.windowOf('alice');
      const reference = await checked(page);
      const receipt = await pay(page);
      await page.goBack();
      await arriveAt(page, 'Transfer done');
      expect([placeOf(page), await timesPaid(reference)]).toEqual([receipt, 1]);
    });

    it('when two windows show the same check and both pay, with the same receipt', async () => {
      const page = await stage.windowOf('alice');
      const reference = await checked(page);
      const second = await page.context().newPage();
      await stage.open(second, placeOf(page));
      const receipt = await pay(page);
      expect(await pay(second)).toBe(receipt);
      expect(await timesPaid(reference)).toBe(1);
      await second.close();
    });

    it('when the session has ended before Pay: after signing in the check is there again', async () => {
      const page = await stage.newWindowOf('alice');
      const reference = await checked(page);
      const place = placeOf(page);
      await endSessionOf(page, stage);
      await button(page, 'Pay').click();
      await arriveAt(page, 'Sign in');
      await settle(page);
      expect(await timesPaid(reference)).toBe(0);
      await signInHere(page, 'alice', stage.bank().password);
      await arriveAt(page, 'Check your transfer');
      expect(placeOf(page)).toContain(place);
      await pay(page);
      expect(await timesPaid(reference)).toBe(1);
      await page.context().close();
    });
  });
}
