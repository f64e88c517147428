import { personKeyOf } from '../domain/session.ts';
import { endAllSessions, type EndPorts } from './own-sessions.ts';
import type { Clock, RateLimiter } from './ports.ts';
import type { SignUps } from './ports/sign-in.ts';
import { countAttempt } from './sign-in.ts';

export interface SignUpPorts extends EndPorts {
  readonly signUps: SignUps;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  /** Resolves after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface NewUser {
  /** Their e-mail address is their user name. */
  readonly userName: string;
  readonly displayName: string;
  readonly password: string;
}

const codes = { limit: 5, windowSeconds: 900 };
const guesses = { limit: 10, windowSeconds: 900 };
/** Longer than any of these takes by itself. */
const answerAfterMs = 400;

/** Whatever is behind a name, the answer comes at the same time. */
async function evenly<T>({ clock, pause }: SignUpPorts, work: () => Promise<T>): Promise<T> {
  const start = clock.now();
  try {
    return await work();
  } finally {
    await pause(Math.max(0, answerAfterMs - (clock.now() - start)));
  }
}

const countMail = ({ limiter }: SignUpPorts, userName: string): Promise<void> =>
  countAttempt(limiter, `mail:${userName.toLowerCase()}`, codes);
const countGuess = ({ limiter }: SignUpPorts, userName: string): Promise<void> =>
  countAttempt(limiter, `mail-code:${userName.toLowerCase()}`, guesses);

/** Sends a code to the address, unless somebody has signed up with it; nobody is told which. */
export async function signUp(ports: SignUpPorts, user: NewUser): Promise<void> {
  await countMail(ports, user.userName);
  await evenly(ports, () => ports.signUps.signUp(user));
}

export async function confirmSignUp(ports: SignUpPorts, userName: string, code: string): Promise<void> {
  await countGuess(ports, userName);
  await evenly(ports, () => ports.signUps.confirm(userName, code));
}

/** Sends a code to whoever has forgotten their password, if there is such a person. */
export async function forgetPassword(ports: SignUpPorts, userName: string): Promise<void> {
  await countMail(ports, userName);
  await evenly(ports, () => ports.signUps.forget(userName));
}

/** Sets a new password by the code that was sent. Whoever was signed in with the old one is so no longer. */
export async function resetPassword(
  ports: SignUpPorts,
  {
    userName,
    code,
    password,
  }: { readonly userName: string; readonly code: string; readonly password: string },
  traceId: string,
): Promise<void> {
  await countGuess(ports, userName);
  const person = await evenly(ports, () => ports.signUps.reset(userName, code, password));
  await endAllSessions(ports, { personKey: personKeyOf(person), subject: person.subject, traceId });
}
