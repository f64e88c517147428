import { isOver, sessionEnd, sessionLimits, type Session } from '../domain/session.ts';
import type { Clock, SessionStore } from './ports.ts';

/**
 * The live session behind a cookie. One that is over is ended on the spot; a sighting is written at most once
 * a minute.
 * @param sighted false for what nobody did: a page that refreshes itself must not keep its viewer signed in
 */
export async function readSession(
  { sessions, clock }: { readonly sessions: SessionStore; readonly clock: Clock },
  sessionId: string,
  sighted: boolean,
): Promise<Session | undefined> {
  const session = await sessions.find(sessionId);
  if (!session) return undefined;
  const now = clock.now();
  if (isOver(session, now)) {
    await sessions.end(sessionId);
    return undefined;
  }
  if (!sighted || now - session.lastSeenAt < sessionLimits.touchEveryMs) return session;
  const seen = { ...session, lastSeenAt: now };
  await sessions.touch(sessionId, now, sessionEnd(seen));
  return seen;
}
