import { halfUp } from './rational.ts';

/** What an interest numerator (cents × parts per million × days) is divided by to give cents: 365 days in every year. */
export const interestUnit = 365_000_000n;

/** From which balance on a rate holds; in cents and parts per million a year. */
export interface RateTier {
  readonly fromMinor: bigint;
  readonly ratePpm: bigint;
}

/** whole-balance: the rate of the tier that is reached on all of it; slices: each tier's rate on what lies in it. */
export type TierMethod = 'whole-balance' | 'slices';

/**
 * What a balance earns on one day, as an exact numerator over `interestUnit` cents (12 CFR 1030.7: interest on the full
 * principal each day). A balance below zero earns nothing.
 * @param tiers in ascending order
 */
export function dayNumerator(minor: bigint, method: TierMethod, tiers: readonly RateTier[]): bigint {
  if (minor <= 0n) return 0n;
  if (method === 'whole-balance') {
    const reached = tiers.findLast(({ fromMinor }) => fromMinor <= minor);
    return minor * (reached?.ratePpm ?? 0n);
  }
  return tiers.reduce((sum, { fromMinor, ratePpm }, index) => {
    const next = tiers[index + 1]?.fromMinor;
    const upTo = next === undefined || next > minor ? minor : next;
    return upTo > fromMinor ? sum + (upTo - fromMinor) * ratePpm : sum;
  }, 0n);
}

/** Whole cents of an interest numerator, half up. */
export function creditedMinor(numerator: bigint): bigint {
  return halfUp({ numerator, denominator: interestUnit });
}

/** 24 % of interest, kept for the IRS where the customer's number is not certified (26 USC 3406), half up. */
export function backupWithholding(minor: bigint): bigint {
  return halfUp({ numerator: minor * 24n, denominator: 100n });
}

export interface EarlyWithdrawal {
  readonly minor: bigint;
  readonly ratePpm: bigint;
  readonly penaltyDays: bigint;
  /** Interest of this term that was accrued or paid and not taken back yet, in cents. */
  readonly earnedMinor: bigint;
}

/** The penalty of an early withdrawal, and how much of it takes back interest; the rest is other income. */
export function earlyWithdrawalPenalty({ minor, ratePpm, penaltyDays, earnedMinor }: EarlyWithdrawal): {
  readonly penaltyMinor: bigint;
  readonly expenseReducedMinor: bigint;
} {
  const simple = creditedMinor(minor * ratePpm * penaltyDays);
  const penaltyMinor = simple > minor ? minor : simple;
  return { penaltyMinor, expenseReducedMinor: earnedMinor < penaltyMinor ? earnedMinor : penaltyMinor };
}
