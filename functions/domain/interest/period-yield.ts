import { centsOf, yieldEarned } from './apy.ts';
import { decimalText, halfUp, type Rational } from './rational.ts';

/** What the days of a statement period earned on which balances, and how often interest is credited. */
export interface EarnedPeriod {
  readonly days: number;
  /** Interest as an exact numerator over 365,000,000 cents. */
  readonly numerator: bigint;
  /** Sum of the daily balances, in cents. */
  readonly balanceDaysMinor: bigint;
  /** Months at whose end interest is credited; none: at maturity alone. */
  readonly creditMonths: readonly number[];
  /** Days of the term of a certificate, else null. */
  readonly termDays: number | null;
}

export interface PeriodYield {
  /** Cents, rounded half up. */
  readonly averageDailyBalanceMinor: bigint;
  /** Annual percentage yield earned, in percent with two decimals. */
  readonly apye: string;
}

/**
 * The yield a period earned on its average daily balance; by the special formula where interest is credited less often than
 * statements come. Source: 12 CFR 1030, appendix A, part II.
 */
export function periodYield({
  numerator,
  balanceDaysMinor,
  creditMonths,
  termDays,
  ...period
}: EarnedPeriod): PeriodYield {
  const days = BigInt(period.days);
  const averageDailyBalance: Rational = { numerator: balanceDaysMinor, denominator: days };
  const seldom = creditMonths.length === 4 ? 91n : BigInt(termDays ?? 365);
  const earning = { interest: centsOf(numerator), averageDailyBalance, days };
  const earned = yieldEarned(earning, creditMonths.length === 12 ? undefined : seldom);
  return { averageDailyBalanceMinor: halfUp(averageDailyBalance), apye: decimalText(earned, 2) };
}
