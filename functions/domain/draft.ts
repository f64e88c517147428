import type { Principal } from './session.ts';

/** Forms whose typed text may be set aside; a draft is never sent anywhere by itself. */
export const draftForms = ['transfer', 'standingOrder', 'cash', 'report'] as const;
export type DraftForm = (typeof draftForms)[number];

/** Half an hour: long enough to sign in again, short enough to leave nothing lying about. */
export const draftLifeMs = 30 * 60_000;

export interface Draft {
  readonly id: string;
  readonly form: DraftForm;
  /** Text as it was typed, by field name; nothing of it has been checked. */
  readonly fields: Readonly<Record<string, string>>;
  /** Milliseconds since 1970 UTC. */
  readonly expiresAt: number;
}

/** Whose draft it is. The issuer is part of it: two issuers may give the same subject to two people. */
export function draftOwner({ issuer, subject }: Pick<Principal, 'issuer' | 'subject'>): string {
  return `${issuer} ${subject}`;
}
