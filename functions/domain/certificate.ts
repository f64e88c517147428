import type { RequestKey } from './journal.ts';

export const maturityChoices = ['renew', 'pay-out'] as const;
export type MaturityChoice = (typeof maturityChoices)[number];

/** A certificate as the books take it; its number is theirs to choose. Amounts in US cents. */
export interface NewCertificate extends RequestKey {
  /** Of the account. */
  readonly id: string;
  readonly customer: string;
  readonly product: string;
  readonly minor: bigint;
  /** The account of the customer that the money comes from. */
  readonly from: string;
  readonly atMaturity: MaturityChoice;
  readonly payoutAccount: string | null;
  readonly actor: string;
}

/** What somebody wants out of a certificate. */
export interface CertificateWithdrawal {
  readonly account: string;
  /** Another account of the same customer. */
  readonly to: string;
  /** All of it where absent. */
  readonly minor?: bigint;
}

/** What a withdrawal costs today. The customer gets the amount and the interest, less the penalty. */
export interface WithdrawalQuote {
  readonly amountMinor: bigint;
  /** Days of simple interest on the amount. */
  readonly penaltyDays: number;
  readonly penaltyMinor: bigint;
  /** Earned, and paid with it where all is withdrawn. */
  readonly interestMinor: bigint;
  readonly isAll: boolean;
  readonly maturesOn: string;
}

export interface WithdrawalResult {
  readonly outcome: 'posted' | 'replayed';
  readonly amountMinor: bigint;
  readonly penaltyMinor: bigint;
  readonly interestMinor: bigint;
}
