import { BankError } from '../domain/errors.ts';
import {
  isOver,
  personKeyOf,
  type Principal,
  type Session,
  type SignInPerson,
  type SignInWay,
} from '../domain/session.ts';
import type { Clock, EventLog } from './ports.ts';
import type { SessionStore } from './ports/sessions.ts';

export interface EndPorts {
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly log: EventLog;
}

/** A sign-in as its owner knows it: on one site or both. */
export interface OpenSignIn {
  readonly family: string;
  readonly sessions: readonly Session[];
}

/** The open sign-ins of somebody, latest first. */
export async function openSignIns(
  { sessions, clock }: Pick<EndPorts, 'sessions' | 'clock'>,
  personKey: string,
): Promise<readonly OpenSignIn[]> {
  const live = await liveSessions({ sessions, clock }, await sessions.person(personKey));
  const families = [...new Set(live.map(({ family }) => family))];
  return families
    .map((family) => ({ family, sessions: live.filter((each) => each.family === family) }))
    .toReversed();
}

async function liveSessions(
  { sessions, clock }: Pick<EndPorts, 'sessions' | 'clock'>,
  person: SignInPerson,
): Promise<Session[]> {
  const found = await sessions.findAll(person.sessions.map(({ id }) => id));
  const now = clock.now();
  return found.filter((each) => !isOver(each, now)).sort((one, other) => one.createdAt - other.createdAt);
}

/** Ends sign-ins of one's own: one of them, or all but the one that asks. */
export async function endOwnSignIns(
  ports: EndPorts,
  {
    principal,
    keep,
    only,
    traceId,
  }: {
    readonly principal: Principal;
    readonly keep?: string | undefined;
    readonly only?: string | undefined;
    readonly traceId: string;
  },
): Promise<number> {
  const isMeant = ({ family }: Session): boolean => (only === undefined ? family !== keep : family === only);
  const ended = await endEvery(ports, isMeant, whoseOwn(principal, traceId));
  if (only !== undefined && ended === 0)
    throw new BankError('not-found', 'You have no open sign-in with this id.');
  return ended;
}

/** Ends the sign-ins of one's own that were begun by a way, this one too if it was. */
export async function endSignInsBy(
  ports: EndPorts,
  {
    principal,
    way,
    traceId,
  }: { readonly principal: Principal; readonly way: SignInWay; readonly traceId: string },
): Promise<void> {
  await endEvery(ports, (each) => each.way === way, whoseOwn(principal, traceId));
}

/**
 * Ends sessions until none is left that is meant: one may have come over to the other site while its origin ended.
 * @returns how many sign-ins they were of
 */
async function endEvery(
  ports: EndPorts,
  isMeant: (session: Session) => boolean,
  { personKey, ...by }: Whose,
): Promise<number> {
  const families = new Set<string>();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const live = await liveSessions(ports, await ports.sessions.person(personKey));
    const ending = live.filter(isMeant);
    if (ending.length === 0) break;
    await end(ports, ending, by);
    for (const { family } of ending) families.add(family);
  }
  return families.size;
}

interface Whose {
  readonly personKey: string;
  /** Whoever ends them. */
  readonly subject: string;
  readonly traceId: string;
}

const whoseOwn = (principal: Principal, traceId: string): Whose => ({
  personKey: personKeyOf(principal),
  subject: principal.subject,
  traceId,
});

/** Ends every sign-in of somebody, and makes the tokens they may have worth nothing. */
export async function endAllSessions(ports: EndPorts, { personKey, ...by }: Whose): Promise<number> {
  const person = await changePerson(ports, personKey, { tokensFrom: ports.clock.now() });
  const live = await liveSessions(ports, person);
  await end(ports, live, by);
  return new Set(live.map(({ family }) => family)).size;
}

/** Shuts somebody out, or lets them in again. What they have open ends at once. */
export async function blockSignIn(
  ports: EndPorts,
  { personKey, ...by }: Whose,
  isBlocked: boolean,
): Promise<number> {
  const now = ports.clock.now();
  const person = await changePerson(
    ports,
    personKey,
    isBlocked ? { isBlocked, tokensFrom: now } : { isBlocked },
  );
  const live = isBlocked ? await liveSessions(ports, person) : [];
  await end(ports, live, by);
  return live.length;
}

/** What somebody may do has changed: they sign in again, and have the new rights from then on. */
export async function changeRights(ports: EndPorts, { personKey, ...by }: Whose): Promise<void> {
  const { rolesVersion } = await ports.sessions.person(personKey);
  const change = { rolesVersion: rolesVersion + 1, tokensFrom: ports.clock.now() };
  const person = await changePerson(ports, personKey, change);
  await end(ports, await liveSessions(ports, person), by);
}

const attempts = 10;

async function changePerson(
  { sessions }: EndPorts,
  personKey: string,
  change: Partial<SignInPerson>,
): Promise<SignInPerson> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const person = { ...(await sessions.person(personKey)), ...change };
    if (await sessions.changePerson(person)) return person;
  }
  throw new BankError('rate-limited', 'Too much happens to this sign-in at once. Try again.', {
    retryAfterSeconds: 1,
  });
}

/** No access token of the user pool lives longer. */
export const tokenLifeMs = 3_600_000;

export function grantsOf(sessions: readonly Session[]): readonly string[] {
  return sessions.flatMap(({ grant }) => grant ?? []);
}

async function end(
  { sessions, log, clock }: EndPorts,
  ending: readonly Session[],
  { subject, traceId }: { readonly subject: string; readonly traceId: string },
): Promise<void> {
  if (ending.length === 0) return;
  await sessions.end(
    ending.map(({ id }) => id),
    'revoked',
  );
  await sessions.endGrants(grantsOf(ending), clock.now() + tokenLifeMs);
  const owners = new Map(ending.map(({ family, principal }) => [family, principal.subject]));
  for (const [family, person] of owners)
    await log.append({
      kind: 'session-end',
      traceId,
      operation: `end:${family}`,
      status: 200,
      code: 'ok',
      subject,
      about: { person },
    });
}
