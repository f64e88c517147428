import { BankError } from '../domain/errors.ts';
import { freshProof, isFresh } from '../domain/fresh-proof.ts';
import type { Session } from '../domain/session.ts';
import type { Clock, EventLog, Identity, RateLimiter } from './ports.ts';
import type { PasswordChecker } from './ports/sign-in.ts';
import type { SessionStore } from './ports/sessions.ts';
import { countAttempt } from './sign-in.ts';

/** Whoever asks for something that needs a fresh proof. */
export interface ProofHolder {
  /** Undefined for a bearer token, which has nothing but its own age. */
  readonly session: Session | undefined;
  /** When their password was entered to sign in; null where it was not. */
  readonly enteredAt: number | null;
}

/**
 * Demands that somebody has entered their password just now, and uses the proof up unless it was to sign in.
 * @throws BankError `step-up-required`
 */
export async function requireFreshProof(
  { sessions, clock }: { readonly sessions: SessionStore; readonly clock: Clock },
  { session, enteredAt }: ProofHolder,
): Promise<void> {
  const now = clock.now();
  if (isFresh(enteredAt, now)) return;
  if (session && (await sessions.takeProof(session.id, now))) return;
  throw new BankError('step-up-required', 'Show again that it is you: this needs your password once more.');
}

export interface ProofPorts {
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly passwords: PasswordChecker;
  readonly limiter: RateLimiter;
  readonly log: EventLog;
}

export interface GivenProof {
  readonly password: string;
  /** Of the authenticator; needed by those who use one. */
  readonly code: string | undefined;
}

const attempts = { limit: 5, windowSeconds: 300 };

/** Takes password and code of whoever is signed in; the next thing that needs a proof may be done. */
export async function proveAgain(
  ports: ProofPorts,
  { session, traceId }: { readonly session: Session; readonly traceId: string },
  given: GivenProof,
): Promise<void> {
  const { userName, subject } = session.principal;
  await countAttempt(ports.limiter, `step-up:${subject}`, attempts);
  const identity = await identityOf(ports.passwords, userName, given);
  // A name that changed hands would prove somebody else.
  if (identity.subject !== subject) throw new BankError('credentials-refused', 'The password is wrong.');
  await ports.limiter.forgive(`step-up:${subject}`, attempts.windowSeconds);
  await ports.sessions.prove(session.id, ports.clock.now() + freshProof.keepMs);
  await ports.log.append({ kind: 'step-up', traceId, operation: 'stepUp', status: 200, code: 'ok', subject });
}

async function identityOf(
  passwords: PasswordChecker,
  userName: string,
  { password, code }: GivenProof,
): Promise<Identity> {
  const outcome = await passwords.check(userName, password);
  if ('identity' in outcome) return outcome.identity;
  if (code === undefined) throw new BankError('code-refused', 'Enter the code of your authenticator too.');
  return passwords.answer(userName, outcome.totpSession, code);
}
