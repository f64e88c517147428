import type { ApiScope, Role } from './permissions.ts';

/** Who acts: the same whether a cookie or a bearer token said so. */
export interface Principal {
  /** Issuer and subject together identify a person; names and addresses never do. */
  readonly issuer: string;
  readonly subject: string;
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Of a program that acts for itself; it has no roles, and may what its scopes say. */
  readonly scopes?: readonly ApiScope[];
  /** The customer of the books this person is, if any. */
  readonly customerId: string | null;
}

/** The two sites a browser may be signed in at; a session is good for one of them. */
export const sites = ['bank', 'classic'] as const;
export type Site = (typeof sites)[number];

/** Ways to sign in: a password of the user pool, the bank's directory (staff), Login with Amazon (customers). */
export const signInWays = ['password', 'directory', 'amazon'] as const;
export type SignInWay = (typeof signInWays)[number];

/** Why a session ended before its time; whoever comes with its cookie is told. */
export const endings = ['signed-out', 'replaced', 'superseded', 'revoked'] as const;
export type Ending = (typeof endings)[number];

/** How somebody proved who they are: RFC 8176 names of the methods, and when. */
export interface SignInFacts {
  readonly way: SignInWay;
  readonly methods: readonly string[];
  /** Milliseconds since 1970 UTC. */
  readonly authenticatedAt: number;
  /** The sign-in behind the tokens of the user pool (`origin_jti`), so that they end with the session. */
  readonly grant: string | null;
}

/** A browser's session. All times in milliseconds since 1970 UTC. */
export interface Session extends SignInFacts {
  /** Hash of the cookie's value; the value itself is stored nowhere. */
  readonly id: string;
  readonly principal: Principal;
  /** The sessions that came from one sign-in, on both sites, have one family and end together. */
  readonly family: string;
  readonly site: Site;
  /** What the browser says it is, in words of ours. */
  readonly device: string;
  /** Of the person when this session began; a change of rights makes it another. */
  readonly rolesVersion: number;
  /** When the sign-in behind it was begun, by our own clock: whatever the bank changed since, it does not know of. */
  readonly begunAt: number;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly absoluteEnd: number;
  /** Until then one thing that needs a fresh proof may be done; null when there is no proof to use. */
  readonly provenUntil: number | null;
  readonly ending: Ending | null;
}

/** A session as its person's list names it. */
export type SessionRef = Pick<Session, 'id' | 'family' | 'createdAt'>;

/** What is kept of a person who signs in, across their sessions. */
export interface SignInPerson {
  /** Of the person, never of a session: issuer and subject. */
  readonly key: string;
  /** Counts the changes of this record. */
  readonly version: number;
  readonly rolesVersion: number;
  /** Nobody signs in as this person, by whatever way. */
  readonly isBlocked: boolean;
  /** What was begun before this moment, or at it, is worth nothing. */
  readonly tokensFrom: number;
  readonly sessions: readonly SessionRef[];
}

const minute = 60_000;
/** OWASP ASVS 5.0 7.1 to 7.3: limits of sessions; staff terminals stand in the open, so theirs idle shorter. */
export const sessionLimits = {
  absoluteMs: 8 * 60 * minute,
  customerIdleMs: 15 * minute,
  staffIdleMs: 10 * minute,
  /** Writing every sighting would cost a write per request. */
  touchEveryMs: minute,
  /** Sign-ins that one person may have open; a further one ends the oldest. */
  families: 5,
} as const;

/** People are told apart by issuer and subject; neither holds a line break. */
export function personKeyOf({ issuer, subject }: Pick<Principal, 'issuer' | 'subject'>): string {
  return `${issuer}\n${subject}`;
}

/** One role of staff is enough. */
export function isStaff({ roles }: Pick<Principal, 'roles'>): boolean {
  return roles.some((role) => role !== 'customer');
}

/** Customers only have the longer idle limit. */
export function idleLimitMs(principal: Principal): number {
  return isStaff(principal) ? sessionLimits.staffIdleMs : sessionLimits.customerIdleMs;
}

/** When the session ends if nothing more happens. */
export function sessionEnd(session: Session): number {
  return Math.min(session.absoluteEnd, session.lastSeenAt + idleLimitMs(session.principal));
}

export function isOver(session: Session, nowMs: number): boolean {
  return session.ending !== null || nowMs >= sessionEnd(session);
}

/** Whether a sign-in was begun under the rights that the person has now. */
export function isStillWelcome(
  { isBlocked, tokensFrom }: SignInPerson,
  { begunAt }: Pick<Session, 'begunAt'>,
): boolean {
  return !isBlocked && begunAt > tokensFrom;
}

/** A session as its person lets it stand: one of earlier rights is over, whoever forgot to end it. */
export function sessionUnder(person: SignInPerson, session: Session): Session {
  const stands = isStillWelcome(person, session) && session.rolesVersion === person.rolesVersion;
  return stands ? session : { ...session, ending: session.ending ?? 'revoked' };
}

/** A session that ends because another one begins. */
export interface Leaving {
  readonly id: string;
  readonly ending: Ending;
}

/**
 * The sessions that must end before another one begins, so that a person has a bounded number of them: the one of the
 * same sign-in on the same site; for a further sign-in, those of the oldest sign-ins above the limit.
 * @param live the person's sessions that are not over
 */
export function leavingFor(
  live: readonly Pick<Session, 'id' | 'family' | 'site' | 'createdAt'>[],
  { family, site }: Pick<Session, 'family' | 'site'>,
): readonly Leaving[] {
  const own = live.filter((each) => each.family === family);
  if (own.length > 0)
    return own.filter((each) => each.site === site).map(({ id }) => ({ id, ending: 'replaced' }));
  return ofOldestFamilies(live).map(({ id }) => ({ id, ending: 'superseded' }));
}

/** What has to go so that one more family is within the limit. */
function ofOldestFamilies(live: readonly SessionRef[]): readonly SessionRef[] {
  const began = new Map<string, number>();
  for (const each of live)
    began.set(each.family, Math.min(each.createdAt, began.get(each.family) ?? each.createdAt));
  const oldestFirst = [...began].sort(([, one], [, other]) => one - other).map(([each]) => each);
  const leaving = new Set(oldestFirst.slice(0, Math.max(0, oldestFirst.length - sessionLimits.families + 1)));
  return live.filter((each) => leaving.has(each.family));
}
