import type { JournalView } from '../../../functions/contract/books.ts';

type Money = JournalView['entries'][number]['amount'];

/** How much a journal moved: its debits, which are its credits too. */
export function amountOf({ entries }: Pick<JournalView, 'entries'>): Money {
  const debits = entries.filter(({ side }) => side === 'debit');
  const minor = debits.reduce((sum, { amount }) => sum + BigInt(amount.minor), 0n);
  return { minor: minor.toString(), currency: entries[0]?.amount.currency ?? 'USD' };
}
