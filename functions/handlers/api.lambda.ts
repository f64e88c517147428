import { dynamoSnapshots } from '../adapters/dynamo/snapshots.ts';
import { uuidIds } from '../adapters/ids.ts';
import { accountReader } from '../adapters/postgres/accounts.ts';
import { booksReader } from '../adapters/postgres/books.ts';
import { postgresLedger } from '../adapters/postgres/ledger.ts';
import { redisCache } from '../adapters/redis/cache.ts';
import { readEnvironment } from '../config/environment.ts';
import { apiHandler, chainOf } from '../http/chain.ts';
import { accountOperations } from '../http/operations/account-operations.ts';
import { moneyOperations } from '../http/operations/money-operations.ts';
import { sessionOperations } from '../http/operations/session-operations.ts';
import { bookOperations, customerOperations } from '../http/operations/staff-operations.ts';
import { functionManifest } from '../manifest.ts';
import { chainPortsOf, dataApiOf, patience, redisOf } from './shared.ts';

const env = readEnvironment(functionManifest.api.environment);
const database = dataApiOf(env);
const redis = redisOf(env);
const chain = chainPortsOf(env, { database, redis });
const ports = {
  ...chain,
  ids: uuidIds,
  ledger: postgresLedger(dataApiOf(env, patience.postingMs)),
  accounts: accountReader(database),
  books: booksReader(database),
  cache: redisCache(redis),
  snapshots: dynamoSnapshots(env.SNAPSHOTS_TABLE),
};

export const handler = apiHandler(chainOf(chain), {
  ...sessionOperations(ports),
  ...accountOperations(ports),
  ...moneyOperations(ports),
  ...customerOperations(ports),
  ...bookOperations(ports),
});
