import { personKeyOf, type Session } from '../domain/session.ts';
import { grantsOf, tokenLifeMs, type EndPorts } from './own-sessions.ts';

/** Ends a sign-in: the session, those on the other site that came from it, and the tokens of the user pool. */
export async function signOut(
  { sessions, log, clock }: EndPorts,
  session: Session,
  traceId: string,
): Promise<void> {
  const { id, family, principal } = session;
  const person = await sessions.person(personKeyOf(principal));
  const related = person.sessions.filter((each) => each.family === family).map((each) => each.id);
  await sessions.end([...new Set([id, ...related])], 'signed-out');
  await sessions.endGrants(grantsOf([session]), clock.now() + tokenLifeMs);
  await log.append({
    kind: 'sign-out',
    traceId,
    operation: 'signOut',
    status: 200,
    code: 'ok',
    subject: principal.subject,
  });
}
