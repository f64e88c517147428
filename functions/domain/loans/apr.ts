import { daysBetween } from '../calendar-date.ts';
import { halfUp } from './half-up.ts';
import { monthsAfter } from './schedule.ts';

export interface Advance {
  readonly on: string;
  /** What the borrower gets to use: the principal less charges that are kept back of it. */
  readonly amountFinancedMinor: bigint;
}

export interface DuePayment {
  readonly dueOn: string;
  readonly paymentMinor: bigint;
}

const one = 10n ** 24n;
/** Yearly rates are sought in parts of this; a hundredth of a percent is a ten-thousandth. */
const parts = 10n ** 12n;
const highest = 100n * parts;

/**
 * The annual percentage rate of one advance that is paid back month by month: the actuarial method of appendix J to
 * 12 CFR 1026, with a month as the unit period and days of an odd first period as thirtieths.
 * @returns hundredths of a percent, half up: 743 is 7.43 %
 */
export function annualPercentageRate(advance: Advance, payments: readonly DuePayment[]): bigint {
  const first = firstPeriodOf(advance.on, payments[0]?.dueOn ?? advance.on);
  let [low, high] = [0n, highest];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (valueAt(middle, first, payments) > advance.amountFinancedMinor * one) low = middle;
    else high = middle;
  }
  return halfUp(high * 10_000n, parts);
}

interface FirstPeriod {
  readonly months: bigint;
  /** Days before the first whole month. */
  readonly days: bigint;
}

/** Whole months are counted back from the first payment. */
function firstPeriodOf(advancedOn: string, firstDueOn: string): FirstPeriod {
  let months = 0;
  while (monthsAfter(firstDueOn, -(months + 1)) >= advancedOn) months += 1;
  const begins = monthsAfter(firstDueOn, -months);
  return { months: BigInt(months), days: BigInt(daysBetween(advancedOn, begins)) };
}

/** What the payments are worth on the day of the advance at a yearly rate; times `one`. */
function valueAt(yearly: bigint, { months, days }: FirstPeriod, payments: readonly DuePayment[]): bigint {
  const discount = (one * 12n * parts) / (12n * parts + yearly);
  let value = 0n;
  for (const { paymentMinor } of payments.toReversed()) value = (value * discount) / one + paymentMinor * one;
  for (let month = 0n; month < months; month += 1n) value = (value * discount) / one;
  return (value * 360n * parts) / (360n * parts + days * yearly);
}
