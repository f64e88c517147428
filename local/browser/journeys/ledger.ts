import type { AccountView, TransactionView } from '../../../functions/contract/accounts.ts';
import type { HttpSession } from '../../http-session.ts';
import { formatMoney } from '../../../web/ui/format.ts';

/** Accounts of the demo bank by number. */
export const checking = '1000000101';
export const bobs = '1000000201';
export const carlas = '1000000301';

/** One of somebody's own accounts as the ledger has it now. */
export async function accountOf(session: HttpSession, number: string): Promise<AccountView> {
  const { items } = (await session.call('listAccounts', {})).data;
  const found = items.find((account) => account.number === number);
  if (!found) throw new Error(`No account ${number}`);
  return found;
}

export async function balanceOf(session: HttpSession, number: string): Promise<bigint> {
  return BigInt((await accountOf(session, number)).balance.minor);
}

interface Query {
  readonly q?: string;
  readonly from?: string;
  readonly to?: string;
  readonly direction?: 'credit' | 'debit';
  readonly min?: string;
  readonly limit?: string;
}

/** The latest transactions of an account, a hundred at most. */
export async function transactionsOf(
  session: HttpSession,
  number: string,
  query: Query = {},
): Promise<readonly TransactionView[]> {
  const { id: accountId } = await accountOf(session, number);
  const input = { params: { accountId }, query: { limit: '100', ...query } };
  return (await session.call('listTransactions', input)).data.items;
}

/** Dollars as pages show them. */
export const dollars = (minor: bigint): string => formatMoney({ minor: minor.toString(), currency: 'USD' });
