import type { AccountInterest, DepositProduct } from '../../domain/deposit-product.ts';

export interface DepositReader {
  /** All deposit products with their terms of today, in the order of the chart. */
  products(): Promise<readonly DepositProduct[]>;
  interestOf(accountId: string): Promise<AccountInterest | undefined>;
}
