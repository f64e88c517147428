import { isOver, personKeyOf, type Session } from '../domain/session.ts';
import { grantsOf, tokenLifeMs, type EndPorts } from './own-sessions.ts';

/** Ends a sign-in: the session, those on the other site that came from it, and the tokens of the user pool. */
export async function signOut(
  { sessions, log, clock }: EndPorts,
  session: Session,
  traceId: string,
): Promise<void> {
  const { id, family, principal } = session;
  const related = async (): Promise<readonly string[]> => {
    const person = await sessions.person(personKeyOf(principal));
    const listed = person.sessions.filter((each) => each.family === family);
    const found = await sessions.findAll(listed.map((each) => each.id));
    return found.filter((each) => !isOver(each, clock.now())).map((each) => each.id);
  };
  // It ends before the others are looked up, and they are looked up again: until it has ended, it can be handed on.
  let open: readonly string[] = [id];
  while (open.length > 0) {
    await sessions.end(open, 'signed-out');
    open = await related();
  }
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
