import type { UserRights } from '../../domain/approval.ts';

/** Somebody who may sign in. */
export interface BankUser extends UserRights {
  readonly displayName: string;
  /** With the subject, as their tokens name them. */
  readonly issuer: string;
  /** Whether the bank's directory says what their roles are, at every sign-in. */
  readonly isOfDirectory: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
}

/** The people of the user pool and their roles. */
export interface UserDirectory {
  /** Sixty at most, by user name; those whose name begins with the text, where one is given. */
  users(beginsWith: string): Promise<readonly BankUser[]>;
  user(userName: string): Promise<BankUser | undefined>;
  /** User names by subject; who is no user of the pool, such as a program, has none. */
  userNames(subjects: ReadonlySet<string>): Promise<ReadonlyMap<string, string>>;
  /** Makes the user what the rights say, whatever they were; doing it again changes nothing. */
  setRights(rights: UserRights): Promise<void>;
}
