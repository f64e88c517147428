import type { FeeSum } from './fees.ts';

/** What an account of a customer had, earned, cost and paid in a calendar year; cents, on the account's normal side. */
export interface AccountYear {
  readonly number: string;
  readonly name: string;
  readonly kind: 'deposit' | 'loan';
  readonly currency: string;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  /** Credited, before what was withheld of it. */
  readonly interestMinor: bigint;
  readonly withheldMinor: bigint;
  readonly fees: readonly FeeSum[];
  /** What was paid on a loan. */
  readonly loan: LoanYear | null;
}

export interface LoanYear {
  readonly interestMinor: bigint;
  readonly principalMinor: bigint;
  readonly lateFeeMinor: bigint;
}

/** All accounts of a customer in a year that the books have left, so that it never changes. */
export interface AnnualStatement {
  readonly customerNumber: string;
  readonly customerName: string;
  readonly year: number;
  readonly accounts: readonly AccountYear[];
}

/** A calendar year of a customer, and whether the books have left it: only then there are documents. */
export interface DocumentYear {
  readonly year: number;
  readonly closed: boolean;
}

/** Calendar years from the first of a customer's to that of the business date, the latest first. */
export function yearsOf(openedOn: string, businessDate: string): readonly DocumentYear[] {
  const [first, last] = [Number(openedOn.slice(0, 4)), Number(businessDate.slice(0, 4))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
    year: last - index,
    closed: index > 0,
  }));
}

export const depositsOf = ({ accounts }: AnnualStatement): readonly AccountYear[] =>
  accounts.filter(({ kind }) => kind === 'deposit');
export const loansOf = ({
  accounts,
}: AnnualStatement): readonly (AccountYear & { readonly loan: LoanYear })[] =>
  accounts.flatMap((account) => (account.loan ? [{ ...account, loan: account.loan }] : []));
