import { BankError } from '../domain/errors.ts';
import type { Principal } from '../domain/session.ts';
import type { Clock, EventLog, RateLimiter } from './ports.ts';
import type { Authenticators, OneTimeNotes, PasswordChecker } from './ports/sign-in.ts';
import { countAttempt } from './sign-in.ts';

export interface TotpPorts {
  readonly authenticators: Authenticators;
  readonly passwords: PasswordChecker;
  readonly notes: OneTimeNotes;
  readonly limiter: RateLimiter;
  readonly clock: Clock;
  readonly log: EventLog;
}

const tenMinutes = 600_000;
const attempts = { limit: 10, windowSeconds: 300 };

/** What an authenticator is told: a secret to type, or the same as an address to scan or open. */
export interface NewAuthenticator {
  readonly secret: string;
  readonly address: string;
}

/**
 * Begins to set up an authenticator, for somebody who gives their password once more.
 * @throws BankError `totp-in-use` for somebody who has one
 */
export async function enrolTotp(
  ports: TotpPorts,
  { principal, password }: { readonly principal: Principal; readonly password: string },
  noteId: string,
): Promise<NewAuthenticator> {
  const { userName, subject } = principal;
  await countAttempt(ports.limiter, `enrol:${subject}`, attempts);
  const outcome = await ports.passwords.check(userName, password);
  if ('totpSession' in outcome)
    throw new BankError('totp-in-use', 'You have an authenticator. Remove it first.');
  if (outcome.identity.subject !== subject)
    throw new BankError('credentials-refused', 'The password is wrong.');
  const secret = await ports.authenticators.begin(outcome.accessToken);
  const note = { purpose: 'enrol', subject, accessToken: outcome.accessToken };
  await ports.notes.keep(noteId, note, ports.clock.now() + tenMinutes);
  const label = encodeURIComponent(`Ledgerbank:${userName}`);
  return { secret, address: `otpauth://totp/${label}?secret=${secret}&issuer=Ledgerbank` };
}

/** Switches the second factor on, with a code that shows that the authenticator works. */
export async function confirmTotp(
  ports: TotpPorts,
  {
    principal,
    code,
    traceId,
  }: { readonly principal: Principal; readonly code: string; readonly traceId: string },
  noteId: string | undefined,
): Promise<void> {
  const { subject } = principal;
  const note = noteId === undefined ? undefined : await ports.notes.take(noteId, ports.clock.now());
  if (noteId === undefined || note?.['purpose'] !== 'enrol' || note['subject'] !== subject)
    throw new BankError('sign-in-outdated', 'This took too long. Begin with the authenticator again.');
  await countAttempt(ports.limiter, `enrol:${subject}`, attempts);
  if (!(await ports.authenticators.confirm(note['accessToken'] ?? '', code))) {
    await ports.notes.keep(noteId, note, ports.clock.now() + tenMinutes);
    throw new BankError('code-refused', 'The code is wrong. Enter the one your authenticator shows now.');
  }
  await ports.log.append({
    kind: 'sign-in-change',
    traceId,
    operation: 'totp-on',
    status: 200,
    code: 'ok',
    subject,
  });
}

/** Switches it off again; who does so has just proved who they are, code included. */
export async function removeTotp(
  { authenticators, log }: TotpPorts,
  { subject, userName }: Principal,
  traceId: string,
): Promise<void> {
  await authenticators.remove(userName);
  await log.append({
    kind: 'sign-in-change',
    traceId,
    operation: 'totp-off',
    status: 200,
    code: 'ok',
    subject,
  });
}
