import type { EntryTarget, RequestKey } from '../journal.ts';
import type { Installment } from './schedule.ts';

export const loanMethods = ['ACT/365', '30/360'] as const;
/** `nonaccrual`: so long past due that no interest is booked; `charged-off`: given up, and still collected. */
export const loanStatuses = ['performing', 'nonaccrual', 'charged-off', 'paid'] as const;
export const loanPaymentKinds = ['collection', 'payment', 'principal', 'payoff', 'recovery'] as const;
/** What a borrower may ask for: what is due and more, principal alone, or all that is owed. */
export const askedPaymentKinds = ['payment', 'principal', 'payoff'] as const;
export const loanEventKinds = [
  'originated',
  'missed',
  'late-fee',
  'nonaccrual',
  'accrual',
  'charged-off',
  'paid-off',
] as const;

export type LoanPaymentKind = (typeof loanPaymentKinds)[number];
export type AskedPaymentKind = (typeof askedPaymentKinds)[number];

/** What a payment paid; the amount is the sum of the three. */
export interface LoanPayment {
  readonly id: string;
  readonly kind: LoanPaymentKind;
  readonly journalId: string;
  readonly amountMinor: bigint;
  readonly interestMinor: bigint;
  readonly principalMinor: bigint;
  readonly lateFeeMinor: bigint;
  readonly businessDate: string;
  readonly recordedAt: string;
  /** When it was taken back; null for one that stands. */
  readonly takenBackOn: string | null;
}

export interface LoanEvent {
  readonly kind: (typeof loanEventKinds)[number];
  readonly businessDate: string;
  readonly amountMinor: bigint;
  /** Number of the installment it is about, if it is about one. */
  readonly installment: number | null;
}

/** A loan as it was agreed and as it stands at the beginning of the business date. Amounts in US cents. */
export interface Loan {
  readonly accountId: string;
  readonly number: string;
  readonly name: string;
  readonly product: string;
  readonly productName: string;
  readonly method: (typeof loanMethods)[number];
  readonly status: (typeof loanStatuses)[number];
  /** Parts per million a year. */
  readonly ratePpm: number;
  readonly termMonths: number;
  /** As paid out. */
  readonly principalMinor: bigint;
  readonly paymentMinor: bigint;
  readonly feeMinor: bigint;
  readonly disbursedOn: string;
  readonly firstDueOn: string;
  /** Of the first installment that is not paid in full. */
  readonly nextDueOn: string | null;
  readonly paymentAccountId: string;
  readonly paymentNumber: string;
  /** Flat, and parts per million of the installment on top. */
  readonly lateFeeMinor: bigint;
  readonly lateFeePpm: number;
  readonly graceDays: number;
  readonly businessDate: string;
  /** Principal, interest through yesterday, and late fees: what paying it off takes today. */
  readonly owedMinor: bigint;
  readonly principalLeftMinor: bigint;
  readonly interestMinor: bigint;
  readonly lateFeesMinor: bigint;
  /** Installments whose date has come, less what is paid of them. */
  readonly dueMinor: bigint;
  readonly daysPastDue: number;
  /** Installments that are paid in full. */
  readonly covered: number;
  readonly coveredPartMinor: bigint;
  /** Whether it is a nonaccrual loan of which nothing is due. */
  readonly restorable: boolean;
  /** What each day adds to what is owed. */
  readonly perDiemMinor: bigint;
  readonly installments: readonly (Installment & { readonly n: number })[];
  /** Latest first. */
  readonly payments: readonly LoanPayment[];
  readonly events: readonly LoanEvent[];
}

export interface LoanTerms {
  readonly product: string;
  readonly name: string;
  readonly method: (typeof loanMethods)[number];
  readonly ratePpm: number;
}

/** A payment as the books take it. */
export interface LoanPaymentCommand extends RequestKey {
  /** Of its journal. */
  readonly id: string;
  readonly loan: string;
  readonly from: EntryTarget;
  readonly kind: AskedPaymentKind;
  /** All that is owed where a payoff names none. */
  readonly minor?: bigint;
  readonly actor: string;
}

export interface LoanPaymentResult extends LoanPayment {
  readonly outcome: 'posted' | 'replayed' | 'previewed';
  /** Of a preview: what would be owed after it. */
  readonly owedAfterMinor: bigint | null;
}

/** A new loan as the books take it. */
export interface NewLoan extends RequestKey {
  /** Of the account. */
  readonly id: string;
  readonly journalId: string;
  /** Ten digits; the books choose where absent. */
  readonly number?: string;
  readonly customer: string;
  readonly product: string;
  readonly name?: string;
  readonly principalMinor: bigint;
  readonly ratePpm: number;
  readonly termMonths: number;
  readonly firstDueOn: string;
  readonly paymentMinor: bigint;
  /** Kept back of the principal, and earned over the term. */
  readonly feeMinor: bigint;
  readonly installments: readonly Installment[];
  readonly paymentAccount: string;
  readonly payTo: EntryTarget;
  readonly actor: string;
}
