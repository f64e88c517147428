import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { Port } from '../../client/port.ts';

/** What the bank owes the customer; a loan is the other way round, never added to it, and pays for nothing. */
export const isDeposit = ({ kind }: Pick<AccountView, 'kind'>): boolean => kind === 'deposit';

/** Accounts of one's own that can pay. */
export async function readDeposits(port: Port): Promise<readonly AccountView[]> {
  return (await port.read('listAccounts', {})).items.filter(isDeposit);
}
