import { BankError } from '../domain/errors.ts';
import type { Approval, EffectLine, UserRights } from '../domain/approval.ts';
import { personKeyOf } from '../domain/session.ts';
import { changeRights, type EndPorts } from './own-sessions.ts';
import type { ApprovalBooks, DecisionOnApproval } from './ports/approvals.ts';
import type { BankUser, UserDirectory } from './ports/users.ts';

export interface ApprovalPorts extends EndPorts {
  readonly approvals: ApprovalBooks;
  readonly users: UserDirectory;
}

/** An approval, and while it waits what it would change now, or why it could not be carried out. */
export interface ApprovalAsOfNow {
  readonly approval: Approval;
  readonly now: readonly EffectLine[] | null;
  readonly refusal: string | null;
}

/** @throws BankError approval-not-found */
export async function readApproval(
  { approvals, users }: ApprovalPorts,
  id: string,
): Promise<ApprovalAsOfNow> {
  const approval = await approvals.approval(id);
  if (!approval) throw new BankError('approval-not-found', 'There is no such approval.');
  if (approval.state !== 'pending') return { approval, now: null, refusal: null };
  try {
    const { userRights } = approval;
    const now = userRights ? rightsEffect(await userMeant(users, userRights), userRights) : undefined;
    return { approval, now: now ?? (await approvals.effectNow(id)), refusal: null };
  } catch (error) {
    if (!(error instanceof BankError) || !isRefusal(error)) throw error;
    return { approval, now: null, refusal: error.message };
  }
}

/** What the bank answers to anything while the books are away says nothing of the approval. */
const isRefusal = ({ code }: BankError): boolean => code !== 'books-unavailable' && code !== 'timed-out';

/**
 * The effect of other rights. @throws BankError user-not-found, rights-unchanged, and rights-of-directory where the bank's directory would give
 * the old roles back at the next sign-in
 */
export async function effectOfRights(
  users: UserDirectory,
  wish: Omit<UserRights, 'subject'>,
): Promise<{ readonly rights: UserRights; readonly effect: readonly EffectLine[] }> {
  const user = await userOf(users, wish.userName);
  refuseRolesOfDirectory(user, wish);
  refuseSameRights(user, wish);
  const rights = { ...wish, subject: user.subject };
  return { rights, effect: rightsEffect(user, rights) };
}

function refuseSameRights(user: BankUser, wish: Omit<UserRights, 'subject'>): void {
  const before = rightsText(user);
  if (rightsText(wish) === before)
    throw new BankError(
      'rights-unchanged',
      `${user.userName} has these rights already (${before}). Choose what is to change.`,
    );
}

function refuseRolesOfDirectory(user: BankUser, { roles }: Pick<UserRights, 'roles'>): void {
  const sameRoles = roles.toSorted().join() === user.roles.toSorted().join();
  if (user.isOfDirectory && !sameRoles)
    throw new BankError(
      'rights-of-directory',
      `The directory of the bank says what ${user.userName} may do; change it there. Here they can be shut out.`,
    );
}

/**
 * The person whose rights were asked for: a user name may be another's by now, or the directory's to say.
 * @throws BankError user-not-found, approval-closed for another person, rights-of-directory
 */
async function userMeant(users: UserDirectory, rights: UserRights): Promise<BankUser> {
  const user = await userOf(users, rights.userName);
  if (user.subject !== rights.subject)
    throw new BankError(
      'approval-closed',
      `${user.userName} is another person than when this was asked for. Withdraw it, and ask for this person.`,
    );
  refuseRolesOfDirectory(user, rights);
  return user;
}

/**
 * Decides, and carries out what the books can't: the rights of a user. When that fails the decision stands, and deciding the
 * same again carries it out. What could not be carried out is not approved in the first place.
 */
export async function decideApproval(
  ports: ApprovalPorts,
  decision: DecisionOnApproval,
  by: { readonly subject: string; readonly traceId: string },
): Promise<Approval> {
  const { approvals, users } = ports;
  if (decision.decision === 'approved') await refuseUnlessDoable(ports, decision.approval);
  const decided = await approvals.decide(decision);
  if (decided.state !== 'approved' || decided.userRights === null || decided.carriedOut) return decided;
  const user = await userMeant(users, decided.userRights);
  await users.setRights(decided.userRights);
  // What is open still has the old roles in it.
  await changeRights(ports, { personKey: personKeyOf(user), ...by });
  return approvals.noteCarriedOut(decided.id);
}

async function refuseUnlessDoable(
  { approvals, users }: Pick<ApprovalPorts, 'approvals' | 'users'>,
  id: string,
): Promise<void> {
  const asked = await approvals.approval(id);
  if (asked?.state === 'pending' && asked.userRights !== null) await userMeant(users, asked.userRights);
}

/** @throws BankError user-not-found */
export async function userOf(users: UserDirectory, userName: string): Promise<BankUser> {
  const user = await users.user(userName);
  if (!user) throw new BankError('user-not-found', `There is no user ${userName}.`);
  return user;
}

type Rights = Pick<UserRights, 'roles' | 'enabled'>;

const rightsText = (rights: Rights): string => `${rolesText(rights)}; ${accessText(rights)}`;
const rolesText = ({ roles }: Rights): string => roles.toSorted().join(', ') || 'none';
const accessText = ({ enabled }: Rights): string => (enabled ? 'may sign in' : 'may not sign in');

/** What the rights of a user are and would be, in words for people. */
export function rightsEffect(before: UserRights, after: UserRights): readonly EffectLine[] {
  return [
    { what: 'Roles', before: rolesText(before), after: rolesText(after) },
    { what: 'Access', before: accessText(before), after: accessText(after) },
  ];
}
