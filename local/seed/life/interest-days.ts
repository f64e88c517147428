import type { Day } from './day.ts';

/** Interest of a month, from the balance of each of its days. */
export interface InterestDays {
  /** Counts a balance for the days until the next business day, as far as they lie in this month. */
  count(name: string, balance: bigint, day: Pick<Day, 'nights'>): void;
  /** Answers the month's interest and begins the next month with the days that lie in it already. */
  settle(name: string, basisPoints: bigint): bigint;
}

const unitsAYear = 365n * 10_000n;

/** Half up, for amounts that are not negative. */
function halfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/** ACT/365, simple, half up to the cent once a month. */
export function interestDays(): InterestDays {
  const counted = new Map<string, bigint>();
  const ahead = new Map<string, bigint>();
  return {
    count: (name, balance, { nights }) => {
      const positive = balance > 0n ? balance : 0n;
      counted.set(name, (counted.get(name) ?? 0n) + positive * BigInt(nights.thisMonth));
      ahead.set(name, positive * BigInt(nights.nextMonth));
    },
    settle: (name, basisPoints) => {
      const interest = halfUp((counted.get(name) ?? 0n) * basisPoints, unitsAYear);
      counted.set(name, ahead.get(name) ?? 0n);
      return interest;
    },
  };
}
