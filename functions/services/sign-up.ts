import { BankError } from '../domain/errors.ts';
import { personKeyOf } from '../domain/session.ts';
import { endAllSessions, type EndPorts } from './own-sessions.ts';
import type { RateLimiter } from './ports.ts';
import { oneAtATime, type TurnPorts } from './one-at-a-time.ts';
import type { PasswordChecker, SignUps } from './ports/sign-in.ts';
import { countAttempt, isPasswordOf } from './sign-in.ts';

export interface SignUpPorts extends EndPorts, TurnPorts {
  readonly signUps: SignUps;
  readonly passwords: PasswordChecker;
  readonly limiter: RateLimiter;
}

export interface NewUser {
  /** Their e-mail address is their user name. */
  readonly userName: string;
  readonly displayName: string;
  readonly password: string;
}

/** Both are no higher than the limits of the user pool, which it has for those alone who exist. */
const codes = { limit: 5, windowSeconds: 3600 };
const guesses = { limit: 5, windowSeconds: 3600 };
/** Longer than any of these takes by itself. */
const answerAfterMs = 400;

/** Whatever is behind a name, the answer comes at the same time. */
export async function evenly<T>(
  { clock, pause }: Pick<SignUpPorts, 'clock' | 'pause'>,
  work: () => Promise<T>,
): Promise<T> {
  const start = clock.now();
  try {
    return await work();
  } finally {
    await pause(Math.max(0, answerAfterMs - (clock.now() - start)));
  }
}

const countMail = ({ limiter }: SignUpPorts, userName: string): Promise<void> =>
  countAttempt(limiter, `mail:${userName.toLowerCase()}`, codes);
const countGuess = ({ limiter }: SignUpPorts, of: 'confirm' | 'reset', userName: string): Promise<void> =>
  countAttempt(limiter, `mail-code:${of}:${userName.toLowerCase()}`, guesses);

/** One is not confirmed while another takes its place. */
const turn = <T>(ports: SignUpPorts, userName: string, work: () => Promise<T>): Promise<T> =>
  evenly(ports, () => oneAtATime(ports, `sign-up:${userName.toLowerCase()}`, work));

/** As long as the pool takes the code. */
export const signUpLifeMs = 86_400_000;

/**
 * Sends a code to the address, unless somebody has signed up with it; nobody is told which.
 * @param noteId hash of a cookie that binds the confirmation to this browser
 */
export async function signUp(ports: SignUpPorts, user: NewUser, noteId: string): Promise<void> {
  await countMail(ports, user.userName);
  await turn(ports, user.userName, async () => {
    // Where the name is somebody's, a note that fits nobody: it is kept as long, and looks the same.
    const subject = (await ports.signUps.signUp(user)) ?? '';
    await ports.notes.keep(noteId, { purpose: 'sign-up', subject }, ports.clock.now() + signUpLifeMs);
  });
}

/**
 * Confirms the sign-up that this browser has begun, and no other under the name: whoever reads the mail must be the
 * one who chose the password. After a wrong code the browser may try again.
 * @throws BankError `code-refused`, the same for a wrong code and for another browser or sign-up
 */
export async function confirmSignUp(
  ports: SignUpPorts,
  { userName, code }: { readonly userName: string; readonly code: string },
  noteId: string | undefined,
): Promise<void> {
  const { notes, clock, signUps } = ports;
  await countGuess(ports, 'confirm', userName);
  await turn(ports, userName, async () => {
    const note = noteId === undefined ? undefined : await notes.take(noteId, clock.now());
    const subject = note?.['purpose'] === 'sign-up' ? (note['subject'] ?? '') : '';
    try {
      await signUps.confirm({ userName, code, subject });
    } catch (error) {
      if (noteId !== undefined && note) await notes.keep(noteId, note, clock.now() + signUpLifeMs);
      throw error;
    }
  });
}

/** Sends a code to whoever has forgotten their password, if there is such a person. */
export async function forgetPassword(ports: SignUpPorts, userName: string): Promise<void> {
  await countMail(ports, userName);
  await evenly(ports, () => ports.signUps.forget(userName));
}

export interface NewPassword {
  readonly userName: string;
  readonly code: string;
  readonly password: string;
}

/**
 * Sets a new password by the code that was sent. Whoever was signed in with the old one is so no longer.
 * @param by wishId: hash of the whole wish; made where hashes are
 * @throws BankError `code-refused`, `password-refused`
 */
export async function resetPassword(
  ports: SignUpPorts,
  wish: NewPassword,
  { wishId, traceId }: { readonly wishId: string; readonly traceId: string },
): Promise<void> {
  await countGuess(ports, 'reset', wish.userName);
  await evenly(ports, () =>
    oneAtATime(ports, `reset:${wish.userName.toLowerCase()}`, () => resetOnce(ports, wish, wishId)),
  );
  const person = await ports.signUps.personOf(wish.userName);
  const { subject } = person;
  await endAllSessions(ports, { personKey: personKeyOf(person), subject, traceId });
  await ports.log.append({
    kind: 'sign-in-change',
    traceId,
    operation: 'password-reset',
    status: 200,
    code: 'ok',
    subject,
    about: { person: subject },
  });
}

/** As long as the pool takes the code. */
const resetLifeMs = 3_600_000;

/**
 * The pool takes a code once. An attempt may die behind that, so each leaves a note that only its refusal takes away:
 * the same wish with such a note, whose password is the right one by now, was done. Without one, somebody who knows the
 * password has made a code up.
 */
async function resetOnce(ports: SignUpPorts, wish: NewPassword, wishId: string): Promise<void> {
  const { notes, clock, signUps } = ports;
  const { userName, code, password } = wish;
  const noteId = `reset:${wishId}`;
  const before = await notes.take(noteId, clock.now());
  await notes.keep(noteId, { purpose: 'reset' }, clock.now() + resetLifeMs);
  try {
    await signUps.reset(userName, code, password);
  } catch (error) {
    if (!(error instanceof BankError)) throw error;
    if (error.code === 'code-refused' && before && (await isPasswordOf(ports, { userName, password })))
      return;
    await notes.take(noteId, clock.now());
    throw error;
  }
}
