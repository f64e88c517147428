import { BankError } from '../domain/errors.ts';
import type { Session } from '../domain/session.ts';
import { establish, type Arrival, type EstablishPorts } from './establish-session.ts';
import type { PasswordChecker, RateLimiter } from './ports.ts';

export interface SignInPorts extends EstablishPorts {
  readonly passwords: PasswordChecker;
  readonly limiter: RateLimiter;
}

export interface Credentials {
  readonly userName: string;
  readonly password: string;
}

const attempts = { limit: 10, windowSeconds: 300 };

/** Checks the password and establishes a session. Unknown user and wrong password look the same. */
export async function signIn(
  ports: SignInPorts,
  { userName, password }: Credentials,
  arrival: Arrival,
): Promise<Session> {
  await countAttempt(ports.limiter, userName);
  const identity = await ports.passwords.check(userName, password);
  await ports.limiter.forgive(attemptKey(userName), attempts.windowSeconds);
  return establish(ports, { identity, proof: { way: 'password', methods: ['pwd'] } }, arrival);
}

const attemptKey = (userName: string): string => `sign-in:${userName.toLowerCase()}`;

async function countAttempt(limiter: RateLimiter, userName: string): Promise<void> {
  const decision = await limiter.hit(attemptKey(userName), attempts.limit, attempts.windowSeconds);
  if (decision.allowed) return;
  throw new BankError('rate-limited', 'Too many attempts to sign in. Wait and try again.', {
    retryAfterSeconds: decision.resetSeconds,
  });
}
