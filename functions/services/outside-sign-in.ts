import { BankError, type ErrorCode } from '../domain/errors.ts';
import { ownPath } from '../domain/own-path.ts';
import { isOver, sites, type Principal, type Session, type Site } from '../domain/session.ts';
import { establish, type Arrival, type EstablishPorts } from './establish-session.ts';
import { linkAccount, type LinkPorts } from './link-account.ts';
import {
  outsideWays,
  type HostedSignIn,
  type Note,
  type OneTimeNotes,
  type OutsideWay,
  type ToProvider,
} from './ports/sign-in.ts';

export interface OutsidePorts extends EstablishPorts, LinkPorts {
  readonly notes: OneTimeNotes;
  readonly hosted: HostedSignIn;
}

/** What randomness makes for one sign-in, in the layer that has it. */
export type Randomness = Pick<ToProvider, 'state' | 'nonce' | 'verifier'>;

const tenMinutes = 600_000;

export interface Departure {
  readonly way: OutsideWay;
  readonly site: Site;
  /** Where to go afterwards; anything but a path of the site is forgotten. */
  readonly returnTo: string;
  /** The session whose owner wants the account as one more way in; undefined for a sign-in. */
  readonly linkTo?: Session;
}

/**
 * Remembers what the browser must bring back.
 * @param noteId hash of the cookie that binds the sign-in to this browser
 * @returns where the browser goes
 */
export async function leaveForProvider(
  { notes, hosted, clock }: Pick<OutsidePorts, 'notes' | 'hosted' | 'clock'>,
  departure: Departure,
  { noteId, random }: { readonly noteId: string; readonly random: Randomness },
): Promise<string> {
  const { way, site, linkTo } = departure;
  const link: Note = linkTo === undefined ? {} : { linkTo: linkTo.id };
  const now = clock.now();
  const returnTo = ownPath(departure.returnTo) ?? '/';
  await notes.keep(
    noteId,
    { ...random, way, site, returnTo, begunAt: String(now), ...link },
    now + tenMinutes,
  );
  return hosted.urlOf({ way, site, ...random });
}

/** What the provider's answer led to: somebody signed in, an account linked, or a reason for a page that explains it. */
export type Homecoming = { readonly returnTo: string } & (
  | { readonly session: Session }
  | { readonly linked: OutsideWay }
  | { readonly problem: ErrorCode; readonly isLink: boolean }
);

export interface ProviderAnswer {
  readonly way: OutsideWay;
  readonly noteId: string | undefined;
  readonly state: string;
  /** Undefined where the provider refused. */
  readonly code: string | undefined;
}

const refusalsToExplain: readonly ErrorCode[] = [
  'sign-in-not-linked',
  'sign-in-blocked',
  'session-expired',
  'account-linked-before',
];

/**
 * Takes the browser back. Only the one that left, once, within ten minutes.
 * @throws BankError `sign-in-outdated` for an answer that belongs to no sign-in of this browser
 */
export async function returnFromProvider(
  ports: OutsidePorts,
  answer: ProviderAnswer,
  arrival: Arrival,
): Promise<Homecoming> {
  const departure = await takeDeparture(ports, answer, arrival.site);
  const { returnTo } = departure;
  const isLink = departure.linkTo !== undefined;
  if (answer.code === undefined) return { returnTo, problem: 'sign-in-refused', isLink };
  try {
    return { returnTo, ...(await complete(ports, { ...departure, code: answer.code }, arrival)) };
  } catch (error) {
    if (!(error instanceof BankError) || !refusalsToExplain.includes(error.code)) throw error;
    return { returnTo, problem: error.code, isLink };
  }
}

/** @throws BankError `sign-in-outdated` unless this browser left, by this way, from this site, with this state */
async function takeDeparture(
  { notes, clock }: OutsidePorts,
  { noteId, state, way }: ProviderAnswer,
  site: Site,
): Promise<KeptDeparture> {
  const note = noteId === undefined ? undefined : await notes.take(noteId, clock.now());
  const departure = departureIn(note);
  if (note?.['state'] === state && departure?.way === way && departure.site === site) return departure;
  throw new BankError('sign-in-outdated', 'This answer belongs to no sign-in of this browser. Begin again.');
}

interface KeptDeparture extends Omit<ToProvider, 'state'> {
  readonly returnTo: string;
  readonly begunAt: number;
  readonly linkTo: string | undefined;
}

function departureIn(note: Note | undefined): KeptDeparture | undefined {
  const way = outsideWays.find((each) => each === note?.['way']);
  const site = sites.find((each) => each === note?.['site']);
  if (note === undefined || way === undefined || site === undefined) return undefined;
  const { nonce = '', verifier = '', returnTo = '/', begunAt, linkTo } = note;
  return { way, site, nonce, verifier, returnTo, begunAt: Number(begunAt), linkTo };
}

async function complete(
  ports: OutsidePorts,
  departure: KeptDeparture & { readonly code: string },
  arrival: Arrival,
): Promise<{ readonly session: Session } | { readonly linked: OutsideWay }> {
  const { way, code, begunAt, linkTo } = departure;
  const owner = linkTo === undefined ? undefined : await ownerOf(ports, linkTo, arrival);
  const outside = await ports.hosted.redeem(code, departure);
  if (owner) {
    await linkAccount(ports, outside, { ...owner, traceId: arrival.traceId });
    return { linked: way };
  }
  // Nobody becomes a customer, or staff, by having an account somewhere.
  if (outside.identity.roles.length === 0 || (way === 'amazon' && !outside.isLinked)) {
    throw new BankError('sign-in-not-linked', 'This account is not a way into the bank for anybody.');
  }
  const proof = { way, methods: ['fed'] };
  return { session: await establish(ports, { identity: outside.identity, proof, begunAt }, arrival) };
}

/** Whoever began to link: in the same session, which this browser has still and which is not over. */
async function ownerOf(
  { sessions, clock }: OutsidePorts,
  sessionId: string,
  { oldSessionId }: Arrival,
): Promise<Principal> {
  const session = oldSessionId === sessionId ? await sessions.find(sessionId) : undefined;
  if (session && !isOver(session, clock.now())) return session.principal;
  throw new BankError(
    'session-expired',
    'The session in which you began this has ended. Sign in and begin again.',
  );
}
