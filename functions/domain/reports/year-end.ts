import type { BoxChange, Boxes, PayeeAmounts, PayeeYear } from './form-1099-int.ts';

/** A customer who was credited interest in a year, over all accounts. */
export interface Payee extends PayeeYear {
  readonly customerId: string;
  readonly number: string;
  readonly name: string;
  /** Masked taxpayer number; null where the bank has none. */
  readonly taxId: string | null;
  /** Equal for equal taxpayer numbers, and nothing else; null where the bank has none. */
  readonly taxIdKey: string | null;
}

/** A form 1099-INT that is due. */
export interface PayeeForm extends Boxes {
  readonly customerId: string;
  readonly number: string;
  readonly name: string;
  readonly taxId: string | null;
  /** What corrections changed since the year was filed; absent on a form that stands as it was. */
  readonly changes?: readonly BoxChange[] | undefined;
}

/** Boxes of many payees together. */
export interface PayeeTotals extends PayeeAmounts {
  readonly count: number;
}

/** What was taken back from a payee by hand beyond what the year has, at most zero: it corrects a year that the books can't tell. */
export interface UnplacedCorrection extends PayeeAmounts {
  readonly customerId: string;
  readonly number: string;
  readonly name: string;
}

/** Customers who gave one taxpayer number, and get a form each. */
export interface SharedTaxId {
  /** Masked. */
  readonly taxId: string;
  /** Customer numbers. */
  readonly numbers: readonly string[];
  /** Box 1 of all of them, whether a form is due or not. */
  readonly interestMinor: bigint;
}

export interface ClosingLine {
  readonly code: string;
  readonly name: string;
  /** Debits positive. */
  readonly amountMinor: bigint;
}

/** The journal that closed a year, or the one that would by what the books say so far. */
export interface YearClosing {
  /** Null while the year is open. */
  readonly journalId: string | null;
  readonly countsOn: string | null;
  readonly lines: readonly ClosingLine[];
}

export const interestSides = ['payees', 'others', 'ledger'] as const;

/** What an account of the ledger says of interest in a year; of deposits as credits, of the others as debits. */
export interface InterestSide extends PayeeAmounts {
  /** Deposits of payees, those that get no form, or the accounts against which all of it was posted. */
  readonly side: (typeof interestSides)[number];
  readonly code: string;
  readonly name: string;
  /** What other journals moved there, debits positive; of accounts of the ledger alone. */
  readonly elsewhereMinor: bigint;
  /** What of all this was booked after the year; absent from versions that counted by the day of booking. */
  readonly laterMinor?: bigint | undefined;
  /** What was booked in the year and counts in an earlier one; absent from those as well. */
  readonly earlierMinor?: bigint | undefined;
}

/** Two reckonings of one figure, in cents. One that differs is explained at the review, like a rule of the schedules. */
export interface Tie {
  readonly id: string;
  readonly description: string;
  readonly outcome: 'pass' | 'explain';
  readonly leftMinor: bigint;
  readonly rightMinor: bigint;
}

/** What a report of a year has beside its statements and schedules. */
export interface YearEnd {
  readonly closing: YearClosing;
  /** By customer number. */
  readonly forms: readonly PayeeForm[];
  readonly due: PayeeTotals;
  /** Below ten dollars with nothing withheld. */
  readonly notDue: PayeeTotals;
  /** By customer number; absent where there are none. */
  readonly unplaced?: readonly UnplacedCorrection[] | undefined;
  /** Absent where there are none. */
  readonly sharedTaxIds?: readonly SharedTaxId[] | undefined;
  /** Absent where there are none. */
  readonly unclear?: readonly string[] | undefined;
  readonly sides: readonly InterestSide[];
  readonly ties: readonly Tie[];
}

/** Journals in which whose share is whose was told by the order of their lines; none that was reversed. */
export interface UnclearJournals {
  /** Public ids, in their order. */
  readonly journals: readonly string[];
  /** What the accounts of the ledger moved in them, regardless of the side. */
  readonly minor: bigint;
}

export interface YearEndFigures {
  readonly payees: readonly Payee[];
  readonly closing: YearClosing;
  readonly sides: readonly InterestSide[];
  readonly unclear: UnclearJournals;
  /** What each ledger account moved in the year by the daily sums, debits positive. */
  readonly moved: ReadonlyMap<string, bigint>;
  /** Of the income statement. */
  readonly netIncomeMinor: bigint;
}
