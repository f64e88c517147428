import type { Ending, Leaving, Session, SignInPerson } from '../../domain/session.ts';

/** What a new session does to others of its person. */
export interface Establishing {
  readonly leaving: readonly Leaving[];
  /** The session it is a copy of, which must not have ended; none for a sign-in. */
  readonly from: string | undefined;
}

/** Where sessions are kept, and who has which. */
export interface SessionStore {
  /** A session, ended where its person's rights have changed since, even if nobody has ended it. */
  find(id: string): Promise<Session | undefined>;
  /** Those of the ids that are there, over or not, always from where they are kept for good. */
  findAll(ids: readonly string[]): Promise<readonly Session[]>;
  touch(id: string, lastSeenAt: number, expiresAt: number): Promise<void>;
  /** What ended first keeps its reason. */
  end(ids: readonly string[], ending: Ending): Promise<void>;
  /** Somebody nothing is known of yet has version 0. */
  person(key: string): Promise<SignInPerson>;
  /**
   * Writes a new session with its place in the person's list, and ends those that leave for it: all or nothing.
   * @returns false when the person's record has changed meanwhile, or the session it comes from has ended
   */
  establish(session: Session, person: SignInPerson, change: Establishing): Promise<boolean>;
  /** @returns false when the person's record has changed meanwhile */
  changePerson(person: SignInPerson): Promise<boolean>;
  /** Tokens of these sign-ins of the user pool are worth nothing from now on. @param until none of them lives longer */
  endGrants(grants: readonly string[], until: number): Promise<void>;
  isGrantEnded(grant: string): Promise<boolean>;
  /** A fresh proof of who sits there. @param until milliseconds since 1970 UTC */
  prove(id: string, until: number): Promise<void>;
  /** Uses the proof up: true once for each, however often it is asked. */
  takeProof(id: string, now: number): Promise<boolean>;
}
