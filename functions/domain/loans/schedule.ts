import { dateOf, daysInMonth, partsOf } from '../calendar-date.ts';
import { halfUp } from './half-up.ts';

/** Twelve months of a rate in parts per million. */
const twelfths = 12_000_000n;

export interface LevelLoan {
  readonly principalMinor: bigint;
  /** Parts per million a year: 7.25 % is 72500. */
  readonly ratePpm: number;
  readonly termMonths: number;
}

/** A fraction of minor units; the denominator is above zero. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The level payment before it is rounded: P·i / (1 − (1+i)^−n) with i a twelfth of the rate, exactly. */
export function exactPayment({ principalMinor, ratePpm, termMonths }: LevelLoan): Fraction {
  const months = BigInt(termMonths);
  if (ratePpm === 0) return { numerator: principalMinor, denominator: months };
  const rate = BigInt(ratePpm);
  const grown = (twelfths + rate) ** months;
  return {
    numerator: principalMinor * rate * grown,
    denominator: twelfths * (grown - twelfths ** months),
  };
}

/** The level payment in minor units, half up. */
export function levelPayment(loan: LevelLoan): bigint {
  const { numerator, denominator } = exactPayment(loan);
  return halfUp(numerator, denominator);
}

/** Interest of one month on a balance: a twelfth of the rate, half up to the minor unit. */
export function monthlyInterest(balanceMinor: bigint, ratePpm: number): bigint {
  return halfUp(balanceMinor * BigInt(ratePpm), twelfths);
}

export interface Installment {
  readonly dueOn: string;
  readonly paymentMinor: bigint;
  readonly interestMinor: bigint;
  readonly principalMinor: bigint;
  readonly balanceAfterMinor: bigint;
}

/** The date so many months after another; the last day of a month that is too short for it. */
export function monthsAfter(date: string, months: number): string {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const to = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return dateOf({ ...to, day: Math.min(day, daysInMonth(to.year, to.month)) });
}

/**
 * The schedule of a loan that is paid back in level installments: interest half up each month, the last payment clears
 * what is left. The books check it row by row (books.check_loan_schedule).
 * @throws RangeError when the level payment would not even pay the interest, as a tiny principal may have it
 */
export function scheduleOf(loan: LevelLoan, firstDueOn: string): Installment[] {
  const payment = levelPayment(loan);
  const installments: Installment[] = [];
  let balance = loan.principalMinor;
  for (let month = 0; month < loan.termMonths; month += 1) {
    const interestMinor = monthlyInterest(balance, loan.ratePpm);
    const isLast = month === loan.termMonths - 1;
    const principalMinor = isLast ? balance : payment - interestMinor;
    if (principalMinor <= 0n || principalMinor > balance)
      throw new RangeError('This principal is too small to be paid back in so many installments');
    balance -= principalMinor;
    installments.push({
      dueOn: monthsAfter(firstDueOn, month),
      paymentMinor: interestMinor + principalMinor,
      interestMinor,
      principalMinor,
      balanceAfterMinor: balance,
    });
  }
  return installments;
}
