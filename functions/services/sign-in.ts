import { BankError } from '../domain/errors.ts';
import type { Session } from '../domain/session.ts';
import { establish, type Arrival, type EstablishPorts } from './establish-session.ts';
import type { RateLimiter } from './ports.ts';
import type { Note, OneTimeNotes, PasswordChecker } from './ports/sign-in.ts';

export interface SignInPorts extends EstablishPorts {
  readonly passwords: PasswordChecker;
  readonly limiter: RateLimiter;
  readonly notes: OneTimeNotes;
}

export interface Credentials {
  readonly userName: string;
  readonly password: string;
}

const attempts = { limit: 10, windowSeconds: 300 };
const codeAttempts = { limit: 5, windowSeconds: 300 };
const threeMinutes = 180_000;

/**
 * Checks the password. Unknown user and wrong password look the same.
 * @param noteId hash of a cookie that binds the second half to this browser
 * @returns the session, or undefined where a code of the authenticator is needed too
 */
export async function signIn(
  ports: SignInPorts,
  { userName, password }: Credentials,
  { arrival, noteId }: { readonly arrival: Arrival; readonly noteId: string },
): Promise<Session | undefined> {
  await countAttempt(ports.limiter, attemptKey(userName), attempts);
  const begunAt = ports.clock.now();
  const outcome = await ports.passwords.check(userName, password);
  await ports.limiter.forgive(attemptKey(userName), attempts.windowSeconds);
  if ('identity' in outcome) {
    const proof = { way: 'password', methods: ['pwd'] } as const;
    return establish(ports, { identity: outcome.identity, proof, begunAt }, arrival);
  }
  const note = { purpose: 'totp', userName, session: outcome.totpSession, begunAt: String(begunAt) };
  await ports.notes.keep(noteId, note, ports.clock.now() + threeMinutes);
  return undefined;
}

/**
 * The second half of a sign-in. After a wrong code the browser may try again, with the next one.
 * @throws BankError `sign-in-outdated` unless this browser has given a right password within three minutes
 */
export async function answerTotp(
  ports: SignInPorts,
  code: string,
  { arrival, noteId }: { readonly arrival: Arrival; readonly noteId: string | undefined },
): Promise<Session> {
  const note = noteId === undefined ? undefined : await ports.notes.take(noteId, ports.clock.now());
  if (noteId === undefined || note?.['purpose'] !== 'totp')
    throw new BankError('sign-in-outdated', 'This took too long. Begin with your password again.');
  const { userName = '', session = '', begunAt } = note;
  await countAttempt(ports.limiter, `totp:${userName.toLowerCase()}`, codeAttempts);
  try {
    const identity = await ports.passwords.answer(userName, session, code);
    const proof = { way: 'password', methods: ['pwd', 'otp', 'mfa'] } as const;
    return await establish(ports, { identity, proof, begunAt: Number(begunAt) }, arrival);
  } catch (error) {
    await keepForAnotherTry(ports, { note, noteId }, error);
    throw error;
  }
}

/** Whether it is their password, code of an authenticator or not; counted as an attempt to sign in. */
export async function isPasswordOf(
  { limiter, passwords }: Pick<SignInPorts, 'limiter' | 'passwords'>,
  { userName, password }: Credentials,
): Promise<boolean> {
  await countAttempt(limiter, attemptKey(userName), attempts);
  try {
    await passwords.check(userName, password);
    return true;
  } catch (error) {
    if (error instanceof BankError && error.code === 'credentials-refused') return false;
    throw error;
  }
}

async function keepForAnotherTry(
  { notes, clock }: SignInPorts,
  { note, noteId }: { readonly note: Note; readonly noteId: string },
  error: unknown,
): Promise<void> {
  if (!(error instanceof BankError) || error.code !== 'code-refused') return;
  await notes.keep(noteId, note, clock.now() + threeMinutes);
}

const attemptKey = (userName: string): string => `sign-in:${userName.toLowerCase()}`;

/** @throws BankError `rate-limited` */
export async function countAttempt(
  limiter: RateLimiter,
  key: string,
  { limit, windowSeconds }: { readonly limit: number; readonly windowSeconds: number },
): Promise<void> {
  const decision = await limiter.hit(key, limit, windowSeconds);
  if (decision.allowed) return;
  throw new BankError('rate-limited', 'Too many attempts to sign in. Wait and try again.', {
    retryAfterSeconds: decision.resetSeconds,
  });
}
