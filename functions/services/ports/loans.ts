import type { RequestKey } from '../../domain/journal.ts';
import type {
  Loan,
  LoanPaymentCommand,
  LoanPaymentResult,
  LoanTerms,
  NewLoan,
} from '../../domain/loans/loan.ts';

export interface LoanReader {
  /** With schedule, payments and events; undefined for an account that is no loan. */
  loan(accountId: string): Promise<Loan | undefined>;
  /** Of every loan product, as of today. */
  products(): Promise<readonly LoanTerms[]>;
}

export interface LoanChange extends RequestKey {
  /** Of its journal. */
  readonly id: string;
  readonly reason: string;
  readonly actor: string;
}

export interface LoanLedger {
  /** @throws BankError loan-not-found, loan-settled, loan-payment-refused and what else the posting rules refuse */
  pay(payment: LoanPaymentCommand): Promise<LoanPaymentResult>;
  /** What paying would do now, without doing it. */
  previewPayment(payment: LoanPaymentCommand): Promise<LoanPaymentResult>;
  /** @returns id of the loan's account. @throws BankError loan-terms-refused */
  originate(loan: NewLoan): Promise<{ readonly id: string; readonly outcome: 'posted' | 'replayed' }>;
  /** Refuses what originating would refuse, and makes nothing. */
  previewOrigination(loan: NewLoan): Promise<{ readonly disbursedOn: string }>;
  /** Of the last payment that stands. @throws BankError payment-not-reversible */
  reversePayment(change: LoanChange & { readonly payment: string }): Promise<'posted' | 'replayed'>;
  /** @throws BankError accrual-refused where something is due, or the loan is not nonaccrual */
  returnToAccrual(change: LoanChange & { readonly loan: string }): Promise<'posted' | 'replayed'>;
}
