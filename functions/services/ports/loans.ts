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
  /** Of today; undefined for what is no loan product. */
  terms(product: string): Promise<LoanTerms | undefined>;
}

export interface LoanLedger {
  /** @throws BankError loan-not-found, loan-settled, loan-payment-refused and what else the posting rules refuse */
  pay(payment: LoanPaymentCommand): Promise<LoanPaymentResult>;
  /** What paying would do now, without doing it. */
  previewPayment(payment: LoanPaymentCommand): Promise<LoanPaymentResult>;
  /** @returns id of the loan's account. @throws BankError loan-terms-refused */
  originate(loan: NewLoan): Promise<{ readonly id: string; readonly outcome: 'posted' | 'replayed' }>;
}
