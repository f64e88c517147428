import type { AvailablePart } from './availability.ts';
import type { Money } from './money.ts';

/** `special`: cashier's, certified, Treasury and other checks of 12 CFR 229.10(c)(1)(i) to (v), handed in by their payee. */
export const checkKinds = ['special', 'other'] as const;
export type CheckKind = (typeof checkKinds)[number];

/** Why a deposited check came back. */
export const returnReasons = [
  'insufficient-funds',
  'account-closed',
  'stopped',
  'no-account',
  'altered',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** What a check is scheduled by: the day, and what its customer deposited by check on it before. */
export interface CheckFacts {
  readonly businessDate: string;
  readonly isNew: boolean;
  readonly specialMinor: bigint;
  readonly otherMinor: bigint;
}

/** A check deposited over the counter; its journal credits all of it, its parts say when it can be spent. */
export interface CheckDeposit {
  readonly journalId: string;
  readonly accountId: string;
  readonly accountNumber: string;
  readonly kind: CheckKind;
  readonly amount: Money;
  readonly businessDate: string;
  readonly recordedAt: string;
  readonly parts: readonly AvailablePart[];
  /** Null while it is in collection. */
  readonly collectedOn: string | null;
  /** Null unless it came back unpaid. */
  readonly returned: { readonly on: string; readonly reason: string; readonly journalId: string } | null;
}
