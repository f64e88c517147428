import { publicId } from '../../domain/ids.ts';
import { readAccount, readAccounts, type ReadAccountsPorts } from '../../services/read-accounts.ts';
import { readTransactions } from '../../services/read-transactions.ts';
import type { Cache, TransactionFilter } from '../../services/ports.ts';
import { principalOf, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { pageRequest, pageView } from './paging.ts';
import { accountView, transactionView } from './present.ts';

export interface AccountOperationPorts extends ReadAccountsPorts {
  readonly cache: Cache;
  readonly signingKey: () => Promise<string>;
}

interface Filters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly direction?: 'credit' | 'debit' | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly q?: string | undefined;
}

function filterOf(query: Filters): TransactionFilter {
  return {
    ...(query.from === undefined ? {} : { from: query.from }),
    ...(query.to === undefined ? {} : { to: query.to }),
    ...(query.direction === undefined ? {} : { direction: query.direction }),
    ...(query.min === undefined ? {} : { minMinor: BigInt(query.min) }),
    ...(query.max === undefined ? {} : { maxMinor: BigInt(query.max) }),
    ...(query.q === undefined ? {} : { text: query.q }),
  };
}

export function accountOperations(
  ports: AccountOperationPorts,
): Operations<'listAccounts' | 'getAccount' | 'listTransactions'> {
  return {
    async listAccounts({ state }) {
      const { accounts, staleAsOf } = await readAccounts(ports, principalOf(state));
      return { body: { items: accounts.map((account) => accountView(account, staleAsOf)) } };
    },
    async getAccount({ params, state }) {
      const accountId = innerId('account', params.accountId);
      const { accounts, staleAsOf } = await readAccount(ports, principalOf(state), accountId);
      const [account] = accounts.map((each) => accountView(each, staleAsOf));
      if (!account) throw new Error('readAccount answered without the account');
      return { body: account };
    },
    async listTransactions({ params, query, state }) {
      const accountId = innerId('account', params.accountId);
      const scope = { list: `transactions:${publicId('account', accountId)}`, key: await ports.signingKey() };
      const { page, cached } = await readTransactions(ports, principalOf(state), {
        accountId,
        filter: filterOf(query),
        page: pageRequest(query, scope),
      });
      const body = pageView(page, { view: transactionView, keyOf: ({ id }) => id, scope });
      return { body, headers: { 'x-cache': cached ? 'hit' : 'miss' } };
    },
  };
}
