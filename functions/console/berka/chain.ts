import { ConsoleError } from '../context.ts';
import type { BerkaTransaction } from './records.ts';

const signed = (transaction: BerkaTransaction): bigint =>
  transaction.credit ? transaction.amountMinor : -transaction.amountMinor;

/**
 * The source rounded its interest to a tenth, but kept more of it: balances may be off by that much from
 * what the amounts add up to. The books follow the amounts.
 */
const sourceRounding = 10n;

const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);

/**
 * The file gives days, not times. Each line tells the balance after it, so the order inside a day is the one
 * in which every balance follows from the one before.
 * @param opening balance before the first of them, as the file tells it, in cents
 * @throws ConsoleError when no order explains the balances
 */
export function chainByBalance(
  transactions: readonly BerkaTransaction[],
  opening: bigint,
): BerkaTransaction[] {
  const chain = follow(transactions, opening);
  if (chain) return chain;
  const [first] = transactions;
  throw new ConsoleError(
    `No order of the transactions of account ${first?.accountId ?? '?'} on ${first?.date ?? '?'} explains their balances. The file is damaged; nothing was posted.`,
  );
}

/** Depth first, the best fit first; a day has a handful of transactions an account. */
function follow(rest: readonly BerkaTransaction[], balance: bigint): BerkaTransaction[] | undefined {
  if (rest.length === 0) return [];
  const misfit = (next: BerkaTransaction): bigint => distance(balance + signed(next), next.balanceMinor);
  const fitting = rest.filter((next) => misfit(next) <= sourceRounding);
  for (const next of fitting.sort((a, b) => Number(misfit(a) - misfit(b)))) {
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
