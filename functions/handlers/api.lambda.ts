import { dynamoDrafts } from '../adapters/dynamo/drafts.ts';
import { dynamoReportJobs } from '../adapters/dynamo/report-jobs.ts';
import { dynamoSnapshots } from '../adapters/dynamo/snapshots.ts';
import { uuidIds } from '../adapters/ids.ts';
import { accountReader } from '../adapters/postgres/accounts.ts';
import { booksReader } from '../adapters/postgres/books.ts';
import { postgresLedger } from '../adapters/postgres/ledger.ts';
import { storedReports } from '../adapters/postgres/stored-reports.ts';
import { redisCache } from '../adapters/redis/cache.ts';
import { sqsReportQueue } from '../adapters/sqs/queues.ts';
import { readEnvironment } from '../config/environment.ts';
import { apiHandler, chainOf } from '../http/chain.ts';
import { accountOperations } from '../http/operations/account-operations.ts';
import { draftOperations } from '../http/operations/draft-operations.ts';
import { moneyOperations } from '../http/operations/money-operations.ts';
import { reportOperations } from '../http/operations/report-operations.ts';
import { sessionOperations } from '../http/operations/session-operations.ts';
import { bookOperations, customerOperations } from '../http/operations/staff-operations.ts';
import { functionManifest } from '../manifest.ts';
import { reportLimits } from './report-limits.ts';
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
  drafts: dynamoDrafts(env.DRAFTS_TABLE),
  jobs: dynamoReportJobs(env.REPORTS_TABLE),
  reports: storedReports(database),
  queue: sqsReportQueue(env.REPORT_QUEUE_URL),
  limits: reportLimits,
};

export const handler = apiHandler(chainOf(chain), {
  ...sessionOperations(ports),
  ...accountOperations(ports),
  ...moneyOperations(ports),
  ...customerOperations(ports),
  ...bookOperations(ports),
  ...reportOperations(ports),
  ...draftOperations(ports),
});
