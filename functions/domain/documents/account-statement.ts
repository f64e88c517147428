import { creditedMinor } from '../interest/accrual.ts';
import { periodYield, type PeriodYield } from '../interest/period-yield.ts';
import type { FeeSum } from './fees.ts';

/** A month of an account, and whether the books have left it: only then there is a statement. */
export interface StatementMonth {
  /** Such as `2026-09`. */
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly closed: boolean;
  /** Null while the month is under way. */
  readonly closingMinor: bigint | null;
}

/** What the books say of a month they have left. Amounts in cents; positive is owed by the bank. */
export interface StatementFigures {
  readonly customerNumber: string;
  readonly customerName: string;
  readonly accountNumber: string;
  readonly accountName: string;
  readonly ledgerAccount: string;
  readonly currency: string;
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly creditMinor: bigint;
  readonly debitMinor: bigint;
  /** Its entries are those after the first version, up to the other. */
  readonly afterVersion: bigint;
  readonly throughVersion: bigint;
  /** Credited, before what was withheld of it. */
  readonly interestMinor: bigint;
  readonly withheldMinor: bigint;
  readonly yearInterestMinor: bigint;
  readonly yearWithheldMinor: bigint;
  /** What its days earned; null where they had no balance or earned nothing. */
  readonly earned: { readonly numerator: bigint; readonly balanceDaysMinor: bigint } | null;
  readonly creditMonths: readonly number[];
  readonly termDays: number | null;
  readonly fees: readonly (FeeSum & { readonly yearMinor: bigint })[];
}

export interface StatementEntry {
  /** Unique in the bank, and the same for ever. */
  readonly id: string;
  readonly businessDate: string;
  readonly valueDate: string;
  readonly direction: 'credit' | 'debit';
  readonly amountMinor: bigint;
  readonly balanceAfterMinor: bigint;
  readonly template: string;
  readonly description: string;
  readonly reference: string;
}

export interface AccountStatement extends StatementFigures {
  readonly entries: readonly StatementEntry[];
  /** Earned by the days of the month, in whole cents; it is credited at the times that the terms name. */
  readonly earnedMinor: bigint;
  readonly yield: PeriodYield | null;
}

/** Of the customer: a credit is above zero. */
export const signedMinor = ({ direction, amountMinor }: StatementEntry): bigint =>
  direction === 'credit' ? amountMinor : -amountMinor;

/**
 * A statement of what the books say of a month and of its entries.
 * @throws Error when the entries do not lead from one balance to the other, or not to the sums of the month
 */
export function statementOf(figures: StatementFigures, entries: readonly StatementEntry[]): AccountStatement {
  const { openingMinor, closingMinor, earned, days, creditMonths, termDays } = figures;
  const balance = entries.reduce((before, entry) => {
    const after = before + signedMinor(entry);
    if (after !== entry.balanceAfterMinor) throw new Error('A running balance of a statement is wrong');
    return after;
  }, openingMinor);
  const sums = [sumOf(entries, 'credit') - figures.creditMinor, sumOf(entries, 'debit') - figures.debitMinor];
  if (balance !== closingMinor || sums.some((difference) => difference !== 0n))
    throw new Error('The entries of a statement do not add up to what the books say of its month');
  return {
    ...figures,
    entries,
    earnedMinor: earned === null ? 0n : creditedMinor(earned.numerator),
    yield: earned && periodYield({ ...earned, days, creditMonths, termDays }),
  };
}

export const sumOf = (entries: readonly StatementEntry[], side: StatementEntry['direction']): bigint =>
  entries.reduce((sum, { direction, amountMinor }) => (direction === side ? sum + amountMinor : sum), 0n);
