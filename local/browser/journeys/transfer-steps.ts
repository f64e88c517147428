import type { Page } from 'playwright-core';
import type { Stage } from './stage.ts';
import { accountOf, bobs, checking } from './ledger.ts';
import { arriveAt, button, fillIn, follow, placeOf } from './steps.ts';

export interface TransferText {
  readonly to?: string;
  readonly amount: string;
  readonly reference: string;
}

/** Fields of the form, by label. */
export const transferLabels = ['From', 'To account number', 'Amount in dollars', 'Reference'] as const;

/** Opens the form in this window and fills it in: from Alice's checking account to Bob's, if nothing else is said. */
export async function enterTransfer(stage: Stage, page: Page, text: TransferText): Promise<void> {
  await stage.open(page, '/transfers/new');
  const { id } = await accountOf(await stage.api('alice'), checking);
  const { to = bobs, amount, reference } = text;
  await fillIn(page, {
    From: id,
    'To account number': to,
    'Amount in dollars': amount,
    Reference: reference,
  });
}

/** Enters a transfer and goes on to the second step. */
export async function checkTransfer(stage: Stage, page: Page, text: TransferText): Promise<void> {
  await enterTransfer(stage, page, text);
  await follow(button(page, 'Check'));
  await arriveAt(page, 'Check your transfer');
}

/** Pays what the page shows; answers the place of the receipt. */
export async function pay(page: Page): Promise<string> {
  await follow(button(page, 'Pay'));
  await arriveAt(page, 'Transfer done');
  return placeOf(page);
}
