import { BankError } from '../domain/errors.ts';
import type { EventLog } from './ports.ts';
import type { AccountLinks, OutsideIdentity } from './ports/sign-in.ts';

export interface LinkPorts {
  readonly links: AccountLinks;
  readonly log: EventLog;
}

/**
 * Makes an account elsewhere one more way in of somebody who is signed in here. An account stands for one person.
 * @throws BankError `account-linked-before` when it stands for somebody else
 */
export async function linkAccount(
  { links, log }: LinkPorts,
  { identity, account, isLinked }: OutsideIdentity,
  owner: { readonly userName: string; readonly subject: string; readonly traceId: string },
): Promise<void> {
  if (!account) throw new BankError('sign-in-outdated', 'The provider named no account.');
  if (isLinked && identity.subject === owner.subject) return;
  if (isLinked) throw new BankError('account-linked-before', 'This account is a way in of somebody else.');
  await links.link(owner.userName, account, identity.userName);
  await log.append({
    kind: 'sign-in-change',
    traceId: owner.traceId,
    operation: `link:${account.way}`,
    status: 200,
    code: 'ok',
    subject: owner.subject,
  });
}
