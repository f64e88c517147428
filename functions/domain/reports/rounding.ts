import { halfUp, type Rational } from '../interest/rational.ts';

/** Cents in a thousand dollars, the unit in which reports print. */
const thousand = 100_000n;

/** Cents rounded to thousands of dollars, halves upwards. */
export function thousandsOf(minor: bigint): bigint {
  return halfUp({ numerator: minor, denominator: thousand });
}

/** The same of a fraction of cents, such as an average. */
export function thousandsOfRational({ numerator, denominator }: Rational): bigint {
  return halfUp({ numerator, denominator: denominator * thousand });
}

/**
 * Rounds parts to thousands so that they sum to a printed total: each to the thousand below, then one more to those
 * with the largest remainder, the earlier of two that are equal. Subtracted parts are given negative. What the parts
 * can't take by rounding, because the total was not made from them alone, is left over; nothing stays nothing.
 * @param minors cents, in the order of the form
 * @param total thousands
 */
export function apportion(minors: readonly bigint[], total: bigint): readonly bigint[] {
  return sharesOf(minors, total, thousand);
}

/** The same of parts that are divided by something else than a thousand dollars, such as sums of days by their number. */
export function sharesOf(minors: readonly bigint[], total: bigint, divisor: bigint): readonly bigint[] {
  const floors = minors.map((minor) => floorOf(minor, divisor));
  const missing = total - floors.reduce((sum, each) => sum + each, 0n);
  const byRemainder = minors
    .map((minor, index) => ({ index, minor, remainder: minor - (floors[index] ?? 0n) * divisor }))
    .filter(({ minor }) => minor !== 0n)
    .sort((a, b) => compare(b.remainder, a.remainder) || a.index - b.index);
  const raised = new Set(byRemainder.filter((_, rank) => BigInt(rank) < missing).map(({ index }) => index));
  return floors.map((floor, index) => (raised.has(index) ? floor + 1n : floor));
}

/** The same with nothing left over: the largest part takes what rounding leaves. */
export function apportionWholly(minors: readonly bigint[], total: bigint): readonly bigint[] {
  const parts = apportion(minors, total);
  const left = total - parts.reduce((sum, each) => sum + each, 0n);
  const size = (minor = 0n): bigint => (minor < 0n ? -minor : minor);
  const largest = minors.reduce((best, minor, index) => (size(minor) > size(minors[best]) ? index : best), 0);
  return parts.map((part, index) => (index === largest ? part + left : part));
}

function floorOf(minor: bigint, divisor: bigint): bigint {
  const quotient = minor / divisor;
  return minor % divisor < 0n ? quotient - 1n : quotient;
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
