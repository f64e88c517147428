import type { TransactionView } from '../../../functions/contract/accounts.ts';

/** Debits carry a minus: colour alone would not tell. */
export function signedAmount({
  amount,
  direction,
}: Pick<TransactionView, 'amount' | 'direction'>): TransactionView['amount'] {
  return direction === 'debit' ? { ...amount, minor: `-${amount.minor}` } : amount;
}
