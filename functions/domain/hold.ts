/** `expired`: nobody captured or released it before its last day was over. */
export const holdStates = ['active', 'captured', 'released', 'expired'] as const;
export type HoldState = (typeof holdStates)[number];

/** Money of an account that is spoken for: it counts against what is available, and is still in the balance. */
export interface Hold {
  readonly id: string;
  readonly accountId: string;
  readonly minor: bigint;
  /** Neither captured nor released yet. */
  readonly remainingMinor: bigint;
  readonly currency: string;
  readonly state: HoldState;
  readonly description: string;
  readonly reference: string;
  /** Business dates; the hold lapses when the day after the last one begins. */
  readonly placedOn: string;
  readonly expiresOn: string;
  readonly recordedAt: string;
}

export const holdEventKinds = ['placed', 'captured', 'released', 'expired'] as const;

/** What happened to a hold. */
export interface HoldEvent {
  readonly kind: (typeof holdEventKinds)[number];
  readonly minor: bigint;
  /** The journal that took the money, for a capture. */
  readonly journalId: string | null;
  readonly businessDate: string;
  readonly recordedAt: string;
}

export interface HoldRequest {
  readonly accountId: string;
  readonly minor: bigint;
  readonly currency: string;
  readonly description: string;
  readonly reference: string;
  /** Seven days on where absent. */
  readonly expiresOn?: string;
}

/** What placing or releasing came to. */
export interface HoldResult {
  readonly id: string;
  readonly outcome: 'placed' | 'released' | 'replayed';
}
