import { BankError } from '../domain/errors.ts';
import type { Clock } from './ports.ts';
import type { OneTimeNotes } from './ports/sign-in.ts';

export interface TurnPorts {
  readonly notes: OneTimeNotes;
  readonly clock: Clock;
  /** Resolves after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** Longer than a request lives, so that nobody's turn ends while they are at work. */
const leaseMs = 30_000;
const attempts = 10;
const waitMs = 100;

/**
 * Does the work when nobody else does any under the same name. A turn whose holder died ends by itself.
 * @throws BankError `rate-limited` where others are at it for too long
 */
export async function oneAtATime<T>(
  { notes, clock, pause }: TurnPorts,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await notes.claim(name, clock.now(), clock.now() + leaseMs)) {
      try {
        return await work();
      } finally {
        await notes.take(name, clock.now());
      }
    }
    await pause(waitMs);
  }
  throw new BankError('rate-limited', 'Another request for this user is under way. Wait and try again.', {
    retryAfterSeconds: leaseMs / 1000,
  });
}
