import type { Page } from 'playwright-core';
import type { TransactionView } from '../../../functions/contract/accounts.ts';
import { formatAmount, formatDate } from '../../../web/ui/format.ts';
import { rowsOf } from './steps.ts';

/** Transactions as the page lists them, one line each. The balance after it tells equal ones apart. */
export async function listedOn(page: Page): Promise<string[]> {
  return (await rowsOf(page, 'Transactions, newest first')).map((cells) => cells.join(' | '));
}

/** How the page has to list what the ledger knows. */
export function asListed(transactions: readonly TransactionView[]): string[] {
  return transactions.map(({ businessDate, description, reference, direction, amount, balanceAfter }) =>
    [
      formatDate(businessDate),
      description,
      reference,
      `${direction === 'debit' ? '\u2212' : ''}${formatAmount(amount)}`,
      formatAmount(balanceAfter),
    ].join(' | '),
  );
}
