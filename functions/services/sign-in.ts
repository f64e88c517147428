import { BankError } from '../domain/errors.ts';
import { sessionLimits, type Principal, type Session } from '../domain/session.ts';
import type { Clock, CustomerReader, Identity, PasswordChecker, RateLimiter, SessionStore } from './ports.ts';

export interface SignInPorts {
  readonly clock: Clock;
  readonly passwords: PasswordChecker;
  readonly customers: CustomerReader;
  readonly sessions: SessionStore;
  readonly limiter: RateLimiter;
}

export interface SignInCommand {
  readonly userName: string;
  readonly password: string;
  /** Hash of the new cookie value; made where randomness lives. */
  readonly newSessionId: string;
  /** Hash of the cookie the browser came with, if any: it ends here, so that a planted one is worth nothing. */
  readonly oldSessionId: string | undefined;
}

const attempts = { limit: 10, windowSeconds: 300 };

/** Checks the password and establishes a session. Unknown user and wrong password look the same. */
export async function signIn(ports: SignInPorts, command: SignInCommand): Promise<Session> {
  await countAttempt(ports.limiter, command.userName);
  const identity = await ports.passwords.check(command.userName, command.password);
  await ports.limiter.forgive(attemptKey(command.userName), attempts.windowSeconds);
  return establish(ports, identity, command);
}

/** Wherever an identity came from, this is the one place where it becomes a session. */
async function establish(ports: SignInPorts, identity: Identity, command: SignInCommand): Promise<Session> {
  const principal = await principalOf(ports.customers, identity);
  const now = ports.clock.now();
  const session: Session = {
    id: command.newSessionId,
    principal,
    createdAt: now,
    lastSeenAt: now,
    absoluteEnd: now + sessionLimits.absoluteMs,
  };
  if (command.oldSessionId !== undefined) await ports.sessions.end(command.oldSessionId);
  await ports.sessions.create(session);
  return session;
}

/** Joins the person of the user pool with the customer of the books. */
export async function principalOf(customers: CustomerReader, identity: Identity): Promise<Principal> {
  const customerId = await customers.customerIdOf(identity.issuer, identity.subject);
  return { ...identity, customerId };
}

const attemptKey = (userName: string): string => `sign-in:${userName.toLowerCase()}`;

async function countAttempt(limiter: RateLimiter, userName: string): Promise<void> {
  const decision = await limiter.hit(attemptKey(userName), attempts.limit, attempts.windowSeconds);
  if (decision.allowed) return;
  throw new BankError('rate-limited', 'Too many attempts to sign in. Wait and try again.', {
    retryAfterSeconds: decision.resetSeconds,
  });
}
