import type { Compounding } from './interest/apy.ts';
import type { RateTier, TierMethod } from './interest/accrual.ts';

export const depositKinds = ['checking', 'savings', 'money-market', 'certificate'] as const;
export type DepositKind = (typeof depositKinds)[number];

/** A product with its terms of today. Amounts in cents; null where a rule does not exist. */
export interface DepositProduct {
  readonly code: string;
  readonly kind: DepositKind;
  readonly name: string;
  readonly description: string;
  /** The date the terms are of. */
  readonly asOf: string;
  readonly tierMethod: TierMethod;
  /** Ascending; none for a product that pays no interest. */
  readonly tiers: readonly RateTier[];
  /** Months at whose end interest is credited; none: at maturity alone. */
  readonly creditMonths: readonly number[];
  readonly minimumOpeningMinor: bigint;
  readonly maintenanceFeeMinor: bigint;
  /** Lowest daily balance of a month from which the fee is waived. */
  readonly waiveBalanceMinor: bigint | null;
  /** Direct deposits of a month from which the fee is waived. */
  readonly waiveDepositsMinor: bigint | null;
  readonly overdraftFeeMinor: bigint;
  readonly overdraftFeesADay: number;
  readonly overdraftFreeMinor: bigint;
  readonly overdraftRatePpm: bigint;
  readonly termMonths: number | null;
  /** Days of a term that begins on `asOf`. */
  readonly termDays: number | null;
  readonly graceDays: number;
  readonly penaltyDays: number;
}

/** How often interest is added to what earns: in the months of credits, or at the end of the term alone. */
export function compoundingOf({ creditMonths, termDays }: DepositProduct): Compounding {
  if (creditMonths.length > 0) return { timesAYear: BigInt(creditMonths.length) };
  return { termDays: BigInt(termDays ?? 365) };
}

export const feeOutcomes = ['charged', 'waived', 'uncollected'] as const;

/** Why a fee was charged or not. */
export interface FeeDecision {
  /** P12: maintenance of a month. P13: items paid into an overdraft on a day. */
  readonly fee: 'P12' | 'P13';
  readonly periodStart: string;
  readonly outcome: (typeof feeOutcomes)[number];
  readonly rule: string;
  readonly figure: string;
  readonly amountMinor: bigint;
}

export interface CertificateFacts {
  readonly startsOn: string;
  readonly maturesOn: string;
  /** When the notice of maturity is due: 30 days before (12 CFR 1030.5(b)). */
  readonly noticeOn: string;
  readonly termDays: number;
  readonly graceDays: number;
  readonly penaltyDays: number;
  readonly atMaturity: 'renew' | 'pay-out';
}

/** What an account earned in a statement period. */
export interface PeriodInterest {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly numerator: bigint;
  /** Sum of the balances of its days, in cents. */
  readonly balanceDaysMinor: bigint;
}

/** What an account earns and is charged. */
export interface AccountInterest {
  readonly asOf: string;
  readonly currency: string;
  /** Code of its product; null for one that has no terms. */
  readonly product: string | null;
  readonly ratePpm: bigint;
  readonly accruedNumerator: bigint;
  readonly accruedThrough: string | null;
  readonly nextCreditOn: string | null;
  readonly creditMonths: readonly number[];
  readonly yearInterestMinor: bigint;
  readonly yearWithheldMinor: bigint;
  readonly period: PeriodInterest | null;
  readonly certificate: CertificateFacts | null;
  readonly fees: readonly FeeDecision[];
}
