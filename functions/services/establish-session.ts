import { BankError } from '../domain/errors.ts';
import {
  isOver,
  isStaff,
  isStillWelcome,
  leavingFor,
  personKeyOf,
  sessionLimits,
  type Principal,
  type Session,
  type SignInFacts,
  type SignInPerson,
  type Site,
} from '../domain/session.ts';
import type { Clock, CustomerReader, EventLog, Identity, Ids } from './ports.ts';
import type { SessionStore } from './ports/sessions.ts';

export interface EstablishPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly customers: CustomerReader;
  readonly sessions: SessionStore;
  readonly log: EventLog;
  /** Whether staff may sign in by a password; where not, the directory of the bank alone lets them in. */
  readonly staffPasswords: boolean;
}

/** The browser that signs in. */
export interface Arrival {
  /** Hash of the new cookie value; made where randomness lives. */
  readonly newSessionId: string;
  /** Hash of the cookie the browser came with, if any: it ends here, so that a planted one is worth nothing. */
  readonly oldSessionId: string | undefined;
  readonly site: Site;
  readonly device: string;
  readonly traceId: string;
}

export interface SignInBegun {
  readonly identity: Identity;
  readonly proof: SignInProof;
  /** Milliseconds since 1970 UTC, by our clock and before the proof was looked at. */
  readonly begunAt: number;
}

export type SignInProof = Pick<SignInFacts, 'way' | 'methods'>;

/** Two sign-ins of one person at once: one of them writes first, the other looks again. */
const attempts = 10;

/**
 * Wherever an identity came from, this is the one place where it becomes a session. A sixth sign-in of a person ends
 * their oldest.
 * @throws BankError `sign-in-blocked` for somebody the bank has shut out, `staff-by-directory`
 */
export async function establish(
  ports: EstablishPorts,
  { identity, proof, begunAt }: SignInBegun,
  arrival: Arrival,
): Promise<Session> {
  const principal = await principalOf(ports.customers, identity);
  if (proof.way === 'password' && isStaff(principal) && !ports.staffPasswords)
    throw new BankError('staff-by-directory', 'Staff sign in at the directory of the bank.');
  if (arrival.oldSessionId !== undefined) await ports.sessions.end([arrival.oldSessionId], 'replaced');
  const { authenticatedAt, grant } = identity;
  const facts = { ...proof, authenticatedAt, grant, begunAt, family: ports.ids.next() };
  const session = await writeSession(ports, newSession(ports.clock.now(), principal, { ...facts, arrival }));
  await ports.log.append({
    kind: 'sign-in',
    traceId: arrival.traceId,
    operation: `sign-in:${proof.way}`,
    status: 200,
    code: 'ok',
    subject: principal.subject,
  });
  return session;
}

type Facts = SignInFacts & Pick<Session, 'family' | 'begunAt'> & { readonly arrival: Arrival };

function newSession(now: number, principal: Principal, { arrival, ...facts }: Facts): Session {
  return {
    ...facts,
    id: arrival.newSessionId,
    principal,
    site: arrival.site,
    device: arrival.device,
    rolesVersion: 0,
    createdAt: now,
    lastSeenAt: now,
    absoluteEnd: now + sessionLimits.absoluteMs,
    provenUntil: null,
    ending: null,
  };
}

/**
 * Writes a session into its person's list; a sixth family ends the oldest, another session on the same site the first.
 * @param from the session it is a copy of, for one that comes over from the other site
 * @throws BankError `sign-in-outdated` where that one has ended
 */
export async function writeSession(
  ports: Pick<EstablishPorts, 'sessions'>,
  session: Session,
  from?: string,
): Promise<Session> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const person = await ports.sessions.person(personKeyOf(session.principal));
    refuseUnlessWelcome(person, session);
    const listed = await ports.sessions.findAll(person.sessions.map(({ id }) => id));
    const live = listed.filter((each) => !isOver(each, session.createdAt));
    if (from !== undefined && live.every(({ id }) => id !== from)) throw handOffOutdated();
    const leaving = leavingFor(live, session);
    const kept = live
      .filter(({ id }) => leaving.every((each) => each.id !== id))
      .map(({ id, family, createdAt }) => ({ id, family, createdAt }));
    const { id, family, createdAt } = session;
    const next = { ...person, sessions: [...kept, { id, family, createdAt }] };
    const written = { ...session, rolesVersion: person.rolesVersion };
    if (await ports.sessions.establish(written, next, { leaving, from })) return written;
  }
  throw new BankError('rate-limited', 'Too many sign-ins at once. Wait and try again.', {
    retryAfterSeconds: 1,
  });
}

export const handOffOutdated = (): BankError =>
  new BankError('sign-in-outdated', 'This link is used up. Sign in, or open it from the other site again.');

/** What the pool said before the bank changed somebody's rights is not believed after. */
function refuseUnlessWelcome(person: SignInPerson, session: Session): void {
  if (person.isBlocked)
    throw new BankError('sign-in-blocked', 'The bank has blocked this sign-in. Ask at the counter.');
  if (!isStillWelcome(person, session))
    throw new BankError('session-expired', 'Your rights have changed meanwhile. Sign in again.');
}

/** Joins the person of the user pool with the customer of the books. */
export async function principalOf(customers: CustomerReader, identity: Identity): Promise<Principal> {
  const { issuer, subject, userName, displayName, roles, scopes } = identity;
  const customerId = await customers.customerIdOf(issuer, subject);
  return { issuer, subject, userName, displayName, roles, customerId, ...(scopes && { scopes }) };
}
