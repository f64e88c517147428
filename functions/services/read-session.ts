import { isOver, sessionEnd, sessionLimits, type Ending, type Session } from '../domain/session.ts';
import type { Clock } from './ports.ts';
import type { SessionStore } from './ports/sessions.ts';

/** What is behind a cookie: a live session, or why there is none. */
export type SessionRead = { readonly session: Session } | { readonly ending: Ending | 'expired' };

/**
 * The session behind a cookie. A sighting is written at most once a minute.
 * @param sighted false for what nobody did: a page that refreshes itself must not keep its viewer signed in
 */
export async function readSession(
  { sessions, clock }: { readonly sessions: SessionStore; readonly clock: Clock },
  sessionId: string,
  sighted: boolean,
): Promise<SessionRead> {
  const session = await sessions.find(sessionId);
  const now = clock.now();
  if (!session || isOver(session, now)) return { ending: session?.ending ?? 'expired' };
  if (!sighted || now - session.lastSeenAt < sessionLimits.touchEveryMs) return { session };
  const seen = { ...session, lastSeenAt: now };
  await sessions.touch(sessionId, now, sessionEnd(seen));
  return { session: seen };
}
