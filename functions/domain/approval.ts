import type { BatchJournal } from './journal.ts';
import type { Role } from './permissions.ts';

/** What somebody may ask another person to approve. */
export const approvalKinds = ['journal', 'account-limits', 'user-rights'] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

export const approvalStates = ['pending', 'approved', 'rejected', 'withdrawn', 'expired'] as const;
export type ApprovalState = (typeof approvalStates)[number];

/** Who asked can only withdraw; another person approves or rejects. */
export const approvalDecisions = ['approved', 'rejected', 'withdrawn'] as const;
export type ApprovalDecision = (typeof approvalDecisions)[number];

/** Something that changes, in words for people. */
export interface EffectLine {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** A limit on what leaves an account within a window of business days. */
export interface VelocityLimit {
  readonly windowDays: number;
  readonly maxMinor: string | null;
  readonly maxCount: number | null;
}

/** All limits of an account; minor units as text, null where there is none. */
export interface AccountLimits {
  readonly account: string;
  readonly floorMinor: string | null;
  readonly overdraftMinor: string;
  readonly velocity: readonly VelocityLimit[];
}

/** What a user is to be: every role they are to have, and whether they may come in at all. */
export interface UserRights {
  readonly userName: string;
  /** As their tokens name them: nobody approves their own rights. */
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly enabled: boolean;
}

export type ApprovalWish =
  | { readonly kind: 'journal'; readonly payload: Omit<BatchJournal, 'id'> }
  | { readonly kind: 'account-limits'; readonly payload: AccountLimits }
  | {
      readonly kind: 'user-rights';
      readonly payload: UserRights;
      readonly effect: readonly EffectLine[];
    };

export interface Approval {
  readonly id: string;
  readonly kind: ApprovalKind;
  /** What it is about, in words for people. */
  readonly subject: string;
  readonly reason: string;
  /** As it was when it was asked for. */
  readonly effect: readonly EffectLine[];
  readonly requestedBy: string;
  /** Business dates. */
  readonly requestedOn: string;
  readonly expiresOn: string;
  readonly state: ApprovalState;
  readonly decidedBy: string | null;
  readonly decidedOn: string | null;
  readonly note: string | null;
  readonly journalId: string | null;
  /** False as well for an approved change outside the books that has not been made yet. */
  readonly carriedOut: boolean;
  /** Only of user-rights: the rest is carried out by the books. */
  readonly userRights: UserRights | null;
}
