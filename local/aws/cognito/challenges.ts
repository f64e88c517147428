import { randomBytes } from 'node:crypto';
import { notAuthorized } from './errors.ts';

/** A sign-in that waits for a new password. It belongs to one user and one client. */
interface Challenge {
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly expiresAt: number;
}

export interface Challenges {
  /** Returns the session that the answer must bring. */
  ask(challenge: Challenge): string;
  /** Throws NotAuthorizedException unless the session belongs to this client and has not ended. */
  find(session: string | undefined, clientId: string): Challenge;
  end(session: string | undefined): void;
}

/** Keeps the open challenges in memory: after a restart one signs in again. */
export function openChallenges(now: () => Date): Challenges {
  const open = new Map<string, Challenge>();
  return {
    ask(challenge) {
      for (const [session, { expiresAt }] of open) if (expiresAt <= now().getTime()) open.delete(session);
      const session = randomBytes(48).toString('base64url');
      open.set(session, challenge);
      return session;
    },
    find(session = '', clientId) {
      const challenge = open.get(session);
      if (challenge?.clientId !== clientId) throw notAuthorized('Invalid session for the user.');
      if (challenge.expiresAt <= now().getTime()) {
        throw notAuthorized('Invalid session for the user, session is expired.');
      }
      return challenge;
    },
    end(session = '') {
      open.delete(session);
    },
  };
}
