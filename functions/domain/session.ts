import type { Role } from './permissions.ts';

/** Who acts: the same whether a cookie or a bearer token said so. */
export interface Principal {
  /** Issuer and subject together identify a person; names and addresses never do. */
  readonly issuer: string;
  readonly subject: string;
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** The customer of the books this person is, if any. */
  readonly customerId: string | null;
}

/** A browser's session. All times in milliseconds since 1970 UTC. */
export interface Session {
  /** Hash of the cookie's value; the value itself is stored nowhere. */
  readonly id: string;
  readonly principal: Principal;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly absoluteEnd: number;
}

const minute = 60_000;
/** OWASP ASVS 5.0 7.3: idle and absolute limits; staff terminals stand in the open, so theirs is shorter. */
export const sessionLimits = {
  absoluteMs: 8 * 60 * minute,
  customerIdleMs: 15 * minute,
  staffIdleMs: 10 * minute,
  /** Writing every sighting would cost a write per request. */
  touchEveryMs: minute,
} as const;

/** Customers only have the longer idle limit; one staff role is enough for the shorter. */
export function idleLimitMs(principal: Principal): number {
  const staff = principal.roles.some((role) => role !== 'customer');
  return staff ? sessionLimits.staffIdleMs : sessionLimits.customerIdleMs;
}

/** When the session ends if nothing more happens. */
export function sessionEnd(session: Session): number {
  return Math.min(session.absoluteEnd, session.lastSeenAt + idleLimitMs(session.principal));
}

export function isOver(session: Session, nowMs: number): boolean {
  return nowMs >= sessionEnd(session);
}
