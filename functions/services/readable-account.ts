import type { Account } from '../domain/account.ts';
import { BankError } from '../domain/errors.ts';
import { may } from '../domain/permissions.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader } from './ports.ts';
import { ownAccount } from './transfer-funds.ts';

/** An account that the principal may see: staff any customer's, customers their own; any other is not there. */
export async function readableAccount(
  accounts: AccountReader,
  principal: Principal,
  accountId: string,
): Promise<Account> {
  if (!may(principal, 'customer:read')) return ownAccount(accounts, principal, accountId);
  const account = await accounts.accountAnywhere(accountId);
  if (!account) throw new BankError('not-found', 'There is no account with this id.');
  return account;
}
