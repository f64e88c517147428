import { personKeyOf } from '../domain/session.ts';
import { userOf } from './approvals.ts';
import { endAllSessions, openSignIns, type EndPorts, type OpenSignIn } from './own-sessions.ts';
import type { BankUser, UserDirectory } from './ports/users.ts';

export interface UserSignInPorts extends EndPorts {
  readonly users: UserDirectory;
}

/** Somebody who may sign in, and where they have. */
export interface UserWithSignIns {
  readonly user: BankUser;
  readonly signIns: readonly OpenSignIn[];
  readonly isBlocked: boolean;
}

/** @throws BankError user-not-found */
export async function readUserSignIns(ports: UserSignInPorts, userName: string): Promise<UserWithSignIns> {
  const user = await userOf(ports.users, userName);
  const key = personKeyOf(user);
  const { isBlocked } = await ports.sessions.person(key);
  return { user, signIns: await openSignIns(ports, key), isBlocked };
}

/**
 * Ends whatever a user has open; they may sign in again with the rights they have.
 * @returns how many sign-ins ended
 * @throws BankError user-not-found
 */
export async function endUserSignIns(
  ports: UserSignInPorts,
  userName: string,
  by: { readonly subject: string; readonly traceId: string },
): Promise<number> {
  const user = await userOf(ports.users, userName);
  const ended = await endAllSessions(ports, { personKey: personKeyOf(user), ...by });
  await ports.log.append({
    ...{ kind: 'sign-in-change', ...by, operation: 'sign-ins-end', status: 200, code: 'ok' },
    about: { person: user.subject },
  });
  return ended;
}
