import { personKeyOf, type Session } from '../domain/session.ts';
import type { EventLog } from './ports.ts';
import type { SessionStore } from './ports/sessions.ts';

/** Ends a sign-in: the session and those on the other site that came from it. */
export async function signOut(
  { sessions, log }: { readonly sessions: SessionStore; readonly log: EventLog },
  { id, family, principal }: Session,
  traceId: string,
): Promise<void> {
  const person = await sessions.person(personKeyOf(principal));
  const related = person.sessions.filter((each) => each.family === family).map((each) => each.id);
  await sessions.end([...new Set([id, ...related])], 'signed-out');
  await log.append({
    kind: 'sign-out',
    traceId,
    operation: 'signOut',
    status: 200,
    code: 'ok',
    subject: principal.subject,
  });
}
