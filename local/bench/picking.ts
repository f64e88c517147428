import type { Random } from '../seed/random.ts';

export interface Pair {
  readonly debit: string;
  readonly credit: string;
}

/** Answers the two accounts of the next posting. */
export type PairPicker = () => Pair;

/** Two different accounts, each as likely as any other. */
export function evenPairs(accounts: readonly string[], random: Random): PairPicker {
  if (accounts.length < 2) throw new RangeError('A posting needs two accounts.');
  return () => {
    const first = random.below(accounts.length);
    // Skips the first, so that the second is another one and even among the rest.
    const second = (first + 1 + random.below(accounts.length - 1)) % accounts.length;
    return { debit: at(accounts, first), credit: at(accounts, second) };
  };
}

/** Nine of ten postings touch the hot account, half of them on either side; the others are pairs among the rest. */
export function hotPairs(hot: string, accounts: readonly string[], random: Random): PairPicker {
  const rest = accounts.filter((account) => account !== hot);
  const even = evenPairs(rest, random);
  return () => {
    if (random.below(10) === 0) return even();
    const other = random.pick(rest);
    return random.below(2) === 0 ? { debit: hot, credit: other } : { debit: other, credit: hot };
  };
}

function at(accounts: readonly string[], index: number): string {
  const account = accounts[index];
  if (account === undefined) throw new RangeError(`There is no account number ${index}.`);
  return account;
}
