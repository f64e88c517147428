/** Kinds of fees that statements tell apart. */
export const feeKinds = [
  'maintenance',
  'overdraft',
  'overdraft-interest',
  'returned-item',
  'wire',
  'early-withdrawal',
  'other',
] as const;
export type FeeKind = (typeof feeKinds)[number];

/** What was charged under a kind, less what was given back, in cents. */
export interface FeeSum {
  readonly kind: FeeKind;
  readonly minor: bigint;
}

export const feeTitles: Readonly<Record<FeeKind, string>> = {
  maintenance: 'Monthly service charge',
  overdraft: 'Overdraft fee',
  'overdraft-interest': 'Interest on overdraft',
  'returned-item': 'Returned item fee',
  wire: 'Wire transfer fee',
  'early-withdrawal': 'Early withdrawal penalty',
  other: 'Other fee',
};

/** Everything charged for paying items into an overdraft, interest on it included (12 CFR 1030.11(a)(1)). */
const overdraftKinds: readonly FeeKind[] = ['overdraft', 'overdraft-interest'];

const sumOver = (fees: readonly FeeSum[], kinds: readonly FeeKind[]): bigint =>
  fees.reduce((sum, { kind, minor }) => (kinds.includes(kind) ? sum + minor : sum), 0n);

export const totalOverdraftFees = (fees: readonly FeeSum[]): bigint => sumOver(fees, overdraftKinds);
export const totalReturnedItemFees = (fees: readonly FeeSum[]): bigint => sumOver(fees, ['returned-item']);
export const totalFees = (fees: readonly FeeSum[]): bigint => sumOver(fees, feeKinds);
