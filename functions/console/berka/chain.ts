import { ConsoleError } from '../context.ts';
import type { BerkaTransaction } from './records.ts';

const signed = (transaction: BerkaTransaction): bigint =>
  transaction.credit ? transaction.amountMinor : -transaction.amountMinor;

/**
 * The file gives days, not times. Each line tells the balance after it, so the order inside a day is the one
 * in which every balance follows from the one before.
 * @param opening balance before the first of them, in cents
 * @throws ConsoleError when no order explains the balances
 */
export function chainByBalance(transactions: readonly BerkaTransaction[], opening: bigint): BerkaTransaction[] {
  const chain = follow(transactions, opening);
  if (chain) return chain;
  const [first] = transactions;
  throw new ConsoleError(
    `No order of the transactions of account ${first?.accountId ?? '?'} on ${first?.date ?? '?'} explains their balances. The file is damaged; nothing was posted.`,
  );
}

function follow(rest: readonly BerkaTransaction[], balance: bigint): BerkaTransaction[] | undefined {
  if (rest.length === 0) return [];
  for (const next of rest) {
    if (balance + signed(next) !== next.balanceMinor) continue;
    const others = rest.filter((each) => each !== next);
    const chain = follow(others, next.balanceMinor);
    if (chain) return [next, ...chain];
  }
  return undefined;
}

/** All transactions in an order that explains every balance: by day, and inside a day account by account. */
export function inOrder(transactions: readonly BerkaTransaction[]): BerkaTransaction[] {
  const balances = new Map<string, bigint>();
  const days = Map.groupBy(transactions, ({ date }) => date);
  return [...days.keys()].sort().flatMap((date) => {
    const accounts = Map.groupBy(days.get(date) ?? [], ({ accountId }) => accountId);
    return [...accounts].flatMap(([accountId, ofDay]) => {
      const chain = chainByBalance(ofDay, balances.get(accountId) ?? 0n);
      balances.set(accountId, chain.at(-1)?.balanceMinor ?? 0n);
      return chain;
    });
  });
}
