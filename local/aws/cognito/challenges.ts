import { randomBytes } from 'node:crypto';
import { notAuthorized } from './errors.ts';

/** A sign-in that waits for a new password or a code. It belongs to one user and one client. */
interface Challenge {
  readonly name: 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA';
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly expiresAt: number;
}

export interface Challenges {
  /** Returns the session that the answer must bring. */
  ask(challenge: Challenge): string;
  /** Throws NotAuthorizedException unless the session belongs to this client and challenge and has not ended. */
  find(session: string | undefined, asked: Pick<Challenge, 'clientId' | 'name'>): Challenge;
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
    find(session = '', { clientId, name }) {
      const challenge = open.get(session);
      if (challenge?.clientId !== clientId || challenge.name !== name)
        throw notAuthorized('Invalid session for the user.');
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
