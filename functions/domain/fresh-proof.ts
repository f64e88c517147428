import type { SignInFacts } from './session.ts';

/**
 * When somebody who is signed in has to show again that it is them (ASVS 5.0 7.5.3). A sign-in is proof enough for a
 * while; after that each proof is good for one thing.
 */
export const freshProof = {
  /** So long a sign-in, or a proof that was not used yet, is fresh. */
  keepMs: 5 * 60_000,
  /** Transfers of this much and more need one, whoever is paid: ten thousand dollars. */
  largeMinor: 1_000_000n,
} as const;

/**
 * When somebody has entered what only they know, in milliseconds since 1970 UTC; null where a provider vouched for
 * them: a browser that is signed in there comes back without anybody having done a thing.
 */
export function enteredAt({
  way,
  authenticatedAt,
}: Pick<SignInFacts, 'way' | 'authenticatedAt'>): number | null {
  return way === 'password' ? authenticatedAt : null;
}

/** Whether a sign-in is proof enough by itself. @param entered see `enteredAt` */
export function isFresh(entered: number | null, now: number): boolean {
  return entered !== null && now - entered <= freshProof.keepMs;
}

/** Whether a transfer needs a fresh proof. */
export function needsProof(transfer: {
  readonly amountMinor: bigint;
  readonly isKnownPayee: boolean;
}): boolean {
  return !transfer.isKnownPayee || transfer.amountMinor >= freshProof.largeMinor;
}
