import { power } from './power.ts';
import { decimalText, type Rational } from './rational.ts';
import { interestUnit, type RateTier, type TierMethod } from './accrual.ts';

const daysAYear = 365n;

/** Interest on a principal over some days; amounts in one unit, whichever it is. */
export interface Yield {
  readonly interest: Rational;
  readonly principal: Rational;
  readonly days: bigint;
}

const over = (left: Rational, right: Rational): Rational => ({
  numerator: left.numerator * right.denominator,
  denominator: left.denominator * right.numerator,
});
const plusOne = ({ numerator, denominator }: Rational): Rational => ({
  numerator: numerator + denominator,
  denominator,
});
const lessOne = ({ numerator, denominator }: Rational): Rational => ({
  numerator: numerator - denominator,
  denominator,
});
const percent = ({ numerator, denominator }: Rational): Rational => ({
  numerator: numerator * 100n,
  denominator,
});

/**
 * Annual percentage yield, exact to forty decimals: 100 × ((1 + interest ÷ principal)^(365 ÷ days) − 1).
 * Source: 12 CFR 1030, appendix A, part I.A.
 */
export function annualYield({ interest, principal, days }: Yield): Rational {
  const growth = plusOne(over(interest, principal));
  return percent(lessOne(power(growth, { numerator: daysAYear, denominator: days })));
}

/** Time at one rate, of a deposit whose rate steps. */
export interface RateSegment {
  readonly rate: Rational;
  readonly days: bigint;
}

/** Interest on a principal that compounds daily over segments of time, exact to forty decimals. */
export function compoundedDaily(principal: Rational, segments: readonly RateSegment[]): Rational {
  const one: Rational = { numerator: 1n, denominator: 1n };
  const growth = segments.reduce((product, { rate, days }) => {
    const aDay = plusOne({ numerator: rate.numerator, denominator: rate.denominator * daysAYear });
    const segment = power(aDay, { numerator: days, denominator: 1n });
    return {
      numerator: product.numerator * segment.numerator,
      denominator: product.denominator * segment.denominator,
    };
  }, one);
  const gain = lessOne(growth);
  return {
    numerator: principal.numerator * gain.numerator,
    denominator: principal.denominator * gain.denominator,
  };
}

/** Composite rate of a certificate that pays out each year: simple interest of all days by all days (part I.E). */
export function compositeRate(segments: readonly RateSegment[]): Rational {
  const days = segments.reduce((sum, segment) => sum + segment.days, 0n);
  return segments.reduce<Rational>(
    (sum, { rate, days: time }) => ({
      numerator: sum.numerator * rate.denominator * days + rate.numerator * time * sum.denominator,
      denominator: sum.denominator * rate.denominator * days,
    }),
    { numerator: 0n, denominator: 1n },
  );
}

/** How often interest is added to what earns: times a year, or once at the end of a term of days. */
export type Compounding = { readonly timesAYear: bigint } | { readonly termDays: bigint };

/** Yield of a rate over a year, by how often its interest is added to the balance. */
export function yieldOfRate(ratePpm: bigint, compounding: Compounding): Rational {
  const rate = { numerator: ratePpm, denominator: 1_000_000n };
  if ('termDays' in compounding) {
    const { termDays: days } = compounding;
    const interest = { numerator: rate.numerator * days, denominator: rate.denominator * daysAYear };
    return annualYield({ interest, principal: { numerator: 1n, denominator: 1n }, days });
  }
  const { timesAYear } = compounding;
  const period = plusOne({ numerator: rate.numerator, denominator: rate.denominator * timesAYear });
  return percent(lessOne(power(period, { numerator: timesAYear, denominator: 1n })));
}

export interface TierYield {
  readonly fromMinor: bigint;
  readonly ratePpm: bigint;
  /** The same where the whole balance takes one rate. */
  readonly lowest: string;
  readonly highest: string;
}

/** Assumed as the end of a highest tier that has none: $1,000,000, as in the examples of appendix A. */
const openEndMinor = 100_000_000n;

/**
 * Yields of the tiers of a product (part I.D): one a tier where the whole balance takes its rate (method A), a range
 * from the second tier on where each slice takes its own (method B).
 * @param tiers in ascending order
 */
export function tierYields(
  method: TierMethod,
  tiers: readonly RateTier[],
  compounding: Compounding,
): TierYield[] {
  return tiers.map(({ fromMinor, ratePpm }, index) => {
    const own = decimalText(yieldOfRate(ratePpm, compounding), 2);
    if (method === 'whole-balance' || index === 0) return { fromMinor, ratePpm, lowest: own, highest: own };
    const next = tiers[index + 1]?.fromMinor;
    const last = next === undefined ? (fromMinor < openEndMinor ? openEndMinor : fromMinor) : next - 1n;
    return {
      fromMinor,
      ratePpm,
      lowest: sliceYieldText(fromMinor, tiers, compounding),
      highest: sliceYieldText(last, tiers, compounding),
    };
  });
}

/** Yield of a balance over its slices, each compounding for itself as the examples of appendix A reckon. */
function sliceYieldText(minor: bigint, tiers: readonly RateTier[], compounding: Compounding): string {
  const earned = tiers.reduce<Rational>(
    (sum, { fromMinor, ratePpm }, index) => {
      const next = tiers[index + 1]?.fromMinor;
      const upTo = next === undefined || next > minor ? minor : next;
      const slice = upTo > fromMinor ? upTo - fromMinor : 0n;
      const rate = yieldOfRate(ratePpm, compounding);
      return {
        numerator: sum.numerator * rate.denominator + slice * rate.numerator * sum.denominator,
        denominator: sum.denominator * rate.denominator,
      };
    },
    { numerator: 0n, denominator: 1n },
  );
  return decimalText({ numerator: earned.numerator, denominator: earned.denominator * minor }, 2);
}

/** Interest earned in a statement period on its average daily balance. */
export interface PeriodEarning {
  readonly interest: Rational;
  readonly averageDailyBalance: Rational;
  readonly days: bigint;
}

/**
 * Annual percentage yield earned: the general formula, or the special one for statements that come more often than
 * interest compounds. Source: 12 CFR 1030, appendix A, part II.
 * @param compoundingDays days of the compounding period, for the special formula
 */
export function yieldEarned(period: PeriodEarning, compoundingDays?: bigint): Rational {
  const { interest, averageDailyBalance: principal, days } = period;
  if (compoundingDays === undefined) return annualYield({ interest, principal, days });
  const aDay = over(interest, { numerator: principal.numerator * days, denominator: principal.denominator });
  const ofPeriod = { numerator: aDay.numerator * compoundingDays, denominator: aDay.denominator };
  const growth = power(plusOne(ofPeriod), { numerator: daysAYear, denominator: compoundingDays });
  return percent(lessOne(growth));
}

/** Whether a stated yield is accurate: no more than 0.05 percentage point off (12 CFR 1030.3(f)(2)). */
export function isAccurateYield(actual: Rational, stated: Rational): boolean {
  const difference =
    stated.numerator * actual.denominator * 100n - actual.numerator * stated.denominator * 100n;
  const tolerance = 5n * actual.denominator * stated.denominator;
  return difference <= tolerance && -difference <= tolerance;
}

/** Cents of an interest numerator, exactly. */
export function centsOf(numerator: bigint): Rational {
  return { numerator, denominator: interestUnit };
}
