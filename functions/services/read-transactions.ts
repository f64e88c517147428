import type { Account, Transaction } from '../domain/account.ts';
import type { Principal } from '../domain/session.ts';
import type { AccountReader, Cache, PageRequest, PageResult, TransactionFilter } from './ports.ts';
import { ownAccount } from './transfer-funds.ts';

export interface ReadTransactionsPorts {
  readonly accounts: AccountReader;
  readonly cache: Cache;
}

export interface TransactionQuery {
  readonly accountId: string;
  readonly filter: TransactionFilter;
  readonly page: PageRequest;
}

export interface TransactionsRead {
  readonly account: Account;
  readonly page: PageResult<Transaction>;
  /** Whether the page came from the cache; a response header tells it to whoever measures. */
  readonly cached: boolean;
}

/** A page may be used for this long; it is keyed by the account's version, so it can't be stale before that. */
const keepSeconds = 600;

/** A page of the account's transactions. The key holds the version, so a posting makes every old page unreachable. */
export async function readTransactions(
  ports: ReadTransactionsPorts,
  principal: Principal,
  query: TransactionQuery,
): Promise<TransactionsRead> {
  const account = await ownAccount(ports.accounts, principal, query.accountId);
  const place = JSON.stringify([query.filter, query.page], (_key, part: unknown) =>
    typeof part === 'bigint' ? part.toString() : part,
  );
  const { value, cached } = await ports.cache.remember(
    `transactions:${account.id}:${account.version}:${place}`,
    keepSeconds,
    () => ports.accounts.transactions(account.id, query.filter, query.page),
  );
  return { account, page: value, cached };
}
