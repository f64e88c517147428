import type { Site, SignInWay } from '../../domain/session.ts';
import type { Identity } from '../ports.ts';

/** A password alone, or the first half of two. */
export type PasswordOutcome =
  { readonly identity: Identity; readonly accessToken: string } | { readonly totpSession: string };

export interface PasswordChecker {
  /** @throws BankError `credentials-refused`, the same for an unknown user and a wrong password */
  check(userName: string, password: string): Promise<PasswordOutcome>;
  /**
   * The second factor: a code of the user's authenticator.
   * @param session of the password's check; another try needs no new one
   * @throws BankError `code-refused`, `sign-in-outdated` when the password was too long ago
   */
  answer(userName: string, session: string, code: string): Promise<Identity>;
}

/** Small things kept for one use: what a browser on its way must bring back, codes of a few seconds. */
export interface OneTimeNotes {
  keep(id: string, note: Note, until: number): Promise<void>;
  /** Keeps an empty note where none is; false where one is. It is given up by being taken. */
  claim(id: string, now: number, until: number): Promise<boolean>;
  /** The note, once: whoever asks second gets nothing. */
  take(id: string, now: number): Promise<Note | undefined>;
}
export type Note = Readonly<Record<string, string>>;

/** Ways to sign in that lead away from the bank and back. */
export const outsideWays = ['directory', 'amazon'] as const satisfies readonly SignInWay[];
export type OutsideWay = (typeof outsideWays)[number];

/** An account at a provider. Whose it is, only its owner can say, signed in here. */
export interface OutsideAccount {
  readonly way: OutsideWay;
  readonly userId: string;
}

/** Somebody the user pool vouches for on the word of a provider. */
export interface OutsideIdentity {
  readonly identity: Identity;
  readonly account: OutsideAccount | undefined;
  /** Whether the pool knows the account as one more way in of somebody it knows. */
  readonly isLinked: boolean;
}

export interface ToProvider {
  readonly way: OutsideWay;
  readonly site: Site;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The pages of the user pool on which browsers sign in elsewhere. */
export interface HostedSignIn {
  urlOf(request: ToProvider): string;
  /** @throws BankError `sign-in-outdated` for a code that is used up, somebody else's, or of another request */
  redeem(code: string, request: Omit<ToProvider, 'state'>): Promise<OutsideIdentity>;
  /** Where a browser signs out of those pages too, and comes back. */
  leaveUrl(site: Site): string;
}

/** Which accounts stand for somebody of the user pool. */
export interface PoolUser {
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly accounts: readonly OutsideAccount[];
}
export interface AccountLinks {
  userOf(userName: string): Promise<PoolUser>;
  /** From now on the account signs this user in; the profile it had of its own goes. */
  link(userName: string, account: OutsideAccount, profileUserName: string): Promise<void>;
  unlink(account: OutsideAccount): Promise<void>;
}

/** Second factors: apps that show a code for every half minute. */
export interface Authenticators {
  /** @param accessToken of a sign-in of the user @returns the secret the app must know */
  begin(accessToken: string): Promise<string>;
  /** Switches it on if the code is right. */
  confirm(accessToken: string, code: string): Promise<boolean>;
  remove(userName: string): Promise<void>;
}

/** What people do about their own sign-in before they can sign in. */
export interface SignUps {
  /**
   * A sign-up that nobody has confirmed gives way to the new one.
   * @returns the subject of who has signed up; undefined where the name is somebody's, which nobody may be told
   * @throws BankError `password-refused`, `code-not-sent`
   */
  signUp(user: {
    readonly userName: string;
    readonly displayName: string;
    readonly password: string;
  }): Promise<string | undefined>;
  /**
   * Makes somebody who has the code a customer's sign-in; one that broke off is asked for again.
   * @param subject of the sign-up that is meant; a later one under the name is another
   * @throws BankError `code-refused`
   */
  confirm(pending: {
    readonly userName: string;
    readonly code: string;
    readonly subject: string;
  }): Promise<void>;
  /** @throws BankError `code-not-sent` */
  forget(userName: string): Promise<void>;
  /** Takes the code, once. @throws BankError `code-refused`, `password-refused` */
  reset(userName: string, code: string, password: string): Promise<void>;
  /** For a name that is known to be somebody's. */
  personOf(userName: string): Promise<{ readonly issuer: string; readonly subject: string }>;
}
