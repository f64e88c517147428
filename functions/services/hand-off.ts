import { ownPath } from '../domain/own-path.ts';
import { isOver, sites, type Session, type Site } from '../domain/session.ts';
import { handOffOutdated, writeSession, type Arrival } from './establish-session.ts';
import type { Clock } from './ports.ts';
import type { OneTimeNotes } from './ports/sign-in.ts';
import type { SessionStore } from './ports/sessions.ts';

export interface HandOffPorts {
  readonly sessions: SessionStore;
  readonly notes: OneTimeNotes;
  readonly clock: Clock;
}

const thirtySeconds = 30_000;

/**
 * Lets somebody who is signed in at one site come to the other without a password.
 * @param codeId hash of the code; made where randomness lives
 */
export async function handOff(
  { notes, clock }: HandOffPorts,
  session: Session,
  { to, place, codeId }: { readonly to: Site; readonly place: string; readonly codeId: string },
): Promise<void> {
  const note = { purpose: 'hand-off', from: session.id, to, place: ownPath(place) ?? '/' };
  await notes.keep(codeId, note, clock.now() + thirtySeconds);
}

/**
 * Takes the code at the other site, once: a session of the same family, with the same limits.
 * @throws BankError `sign-in-outdated` for a code that is used up, too old, for another site, or of a session that is over
 */
export async function acceptHandOff(
  ports: HandOffPorts,
  codeId: string,
  arrival: Arrival,
): Promise<{ readonly session: Session; readonly place: string }> {
  const now = ports.clock.now();
  const note = await ports.notes.take(codeId, now);
  const site = sites.find((each) => each === note?.['to']);
  const [from] = note?.['purpose'] === 'hand-off' ? await ports.sessions.findAll([note['from'] ?? '']) : [];
  if (!from || isOver(from, now) || site !== arrival.site) throw handOffOutdated();
  if (arrival.oldSessionId !== undefined) await ports.sessions.end([arrival.oldSessionId], 'replaced');
  const { newSessionId: id, device } = arrival;
  const copy = { ...from, id, site, device, createdAt: now, lastSeenAt: now, provenUntil: null };
  // It may end between the look at it and the writing: then the copy must not outlive it.
  const session = await writeSession(ports, copy, from.id);
  return { session, place: note?.['place'] ?? '/' };
}
