import { annualPercentageRate } from './apr.ts';
import type { NewLoan } from './loan.ts';
import type { Installment } from './schedule.ts';

/** What a borrower is told before a loan is made (12 CFR 1026.18). Amounts in US cents. */
export interface LoanOffer {
  readonly product: string;
  readonly ratePpm: number;
  readonly disbursedOn: string;
  readonly principalMinor: bigint;
  readonly feeMinor: bigint;
  readonly amountFinancedMinor: bigint;
  readonly paymentMinor: bigint;
  /** Interest as scheduled, and the fee. */
  readonly financeChargeMinor: bigint;
  readonly totalOfPaymentsMinor: bigint;
  /** Hundredths of a percent. */
  readonly apr: bigint;
  readonly installments: readonly Installment[];
}

/** The figures of a loan that is paid out on a day. */
export function offerOf(loan: NewLoan, disbursedOn: string): LoanOffer {
  const { product, ratePpm, principalMinor, feeMinor, paymentMinor, installments } = loan;
  const amountFinancedMinor = principalMinor - feeMinor;
  const totalOfPaymentsMinor = installments.reduce((sum, row) => sum + row.paymentMinor, 0n);
  return {
    ...{ product, ratePpm, disbursedOn, principalMinor, feeMinor, amountFinancedMinor, paymentMinor },
    financeChargeMinor: totalOfPaymentsMinor - amountFinancedMinor,
    totalOfPaymentsMinor,
    apr: annualPercentageRate({ on: disbursedOn, amountFinancedMinor }, installments),
    installments,
  };
}
