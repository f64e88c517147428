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
    const now = userRights ? rightsEffect(await userOf(users, userRights.userName), userRights) : undefined;
    return { approval, now: now ?? (await approvals.effectNow(id)), refusal: null };
  } catch (error) {
    if (!(error instanceof BankError)) throw error;
    return { approval, now: null, refusal: error.message };
  }
}

/**
 * Decides, and carries out what the books can't: the rights of a user. When that fails the decision stands, and deciding the
 * same again carries it out.
 */
export async function decideApproval(
  ports: ApprovalPorts,
  decision: DecisionOnApproval,
  by: { readonly subject: string; readonly traceId: string },
): Promise<Approval> {
  const { approvals, users } = ports;
  const decided = await approvals.decide(decision);
  if (decided.state !== 'approved' || decided.userRights === null || decided.carriedOut) return decided;
  const user = await userOf(users, decided.userRights.userName);
  await users.setRights(decided.userRights);
  // What is open still has the old roles in it.
  await changeRights(ports, { personKey: personKeyOf(user), ...by });
  return approvals.noteCarriedOut(decided.id);
}

/** @throws BankError user-not-found */
export async function userOf(users: UserDirectory, userName: string): Promise<BankUser> {
  const user = await users.user(userName);
  if (!user) throw new BankError('user-not-found', `There is no user ${userName}.`);
  return user;
}

const rolesText = ({ roles }: UserRights): string => roles.toSorted().join(', ') || 'none';
const accessText = ({ enabled }: UserRights): string => (enabled ? 'may sign in' : 'may not sign in');

/** What the rights of a user are and would be, in words for people. */
export function rightsEffect(before: UserRights, after: UserRights): readonly EffectLine[] {
  return [
    { what: 'Roles', before: rolesText(before), after: rolesText(after) },
    { what: 'Access', before: accessText(before), after: accessText(after) },
  ];
}
