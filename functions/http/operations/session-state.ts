import { BankError } from '../../domain/errors.ts';
import { enteredAt } from '../../domain/fresh-proof.ts';
import type { Session } from '../../domain/session.ts';
import type { Arrival } from '../../services/establish-session.ts';
import type { ProofHolder } from '../../services/fresh-proof.ts';
import { sessionIdOf, setCookie } from '../session-token.ts';
import type { RequestState } from '../state.ts';

/** The browser's session, for what no bearer token can do. */
export function sessionOf({ session }: RequestState): Session {
  if (!session) throw new BankError('session-required', 'This needs a session of a browser.');
  return session;
}

/**
 * When whoever asks has signed in by their password, and the session that may hold a fresher proof. Tokens of the
 * pool's pages are dropped on the server, so who brings one of a person had it for a password.
 */
export function proofHolderOf({ session, authenticatedAt }: RequestState): ProofHolder {
  return { session, enteredAt: session ? enteredAt(session) : (authenticatedAt ?? null) };
}

/** The browser that signs in; it gets the token as its cookie. */
export function arrivalOf({ sessionToken, viewer, traceId }: RequestState, token: string): Arrival {
  return {
    newSessionId: sessionIdOf(token),
    oldSessionId: sessionToken === undefined ? undefined : sessionIdOf(sessionToken),
    site: viewer?.site ?? 'bank',
    device: viewer?.device ?? 'A browser',
    traceId,
  };
}

/** What the store knows the sign-in under way by. */
export function noteIdOf({ transactionToken }: RequestState): string | undefined {
  return transactionToken === undefined ? undefined : sessionIdOf(transactionToken);
}

/** The cookie lives as long as the session may. */
export function cookieOf({ absoluteEnd, createdAt }: Session, token: string): string {
  return setCookie(token, Math.floor((absoluteEnd - createdAt) / 1000));
}
