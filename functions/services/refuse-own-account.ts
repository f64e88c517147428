import { BankError } from '../domain/errors.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader } from './ports.ts';

/**
 * Nobody serves themselves at the counter, whatever rights they hold beside being a customer.
 * @throws BankError second-person-required
 */
export async function refuseOwnAccount(
  accounts: Pick<AccountReader, 'accountOf'>,
  { customerId }: Principal,
  accountId: string,
): Promise<void> {
  if (customerId === null || !(await accounts.accountOf(customerId, accountId))) return;
  throw new BankError('second-person-required', 'This account is your own; somebody else serves you.');
}
