import { cognitoUsers } from '../adapters/cognito/users.ts';
import { sha256, sha256OfBytes } from '../adapters/digest.ts';
import { dynamoAuditReader } from '../adapters/dynamo/audit-reader.ts';
import { dynamoBlockRoots } from '../adapters/dynamo/block-roots.ts';
import { dynamoDrafts } from '../adapters/dynamo/drafts.ts';
import { dynamoImports } from '../adapters/dynamo/imports.ts';
import { dynamoReportJobs } from '../adapters/dynamo/report-jobs.ts';
import { dynamoSnapshots } from '../adapters/dynamo/snapshots.ts';
import { uuidIds } from '../adapters/ids.ts';
import { kmsKeys } from '../adapters/kms/data-keys.ts';
import { documentPdf } from '../adapters/pdf/document-pdf.ts';
import { accountReader } from '../adapters/postgres/accounts.ts';
import { postgresApprovals } from '../adapters/postgres/approvals.ts';
import { booksReader } from '../adapters/postgres/books.ts';
import { balanceReader } from '../adapters/postgres/balances.ts';
import { postgresBatches } from '../adapters/postgres/batches.ts';
import { dayBooks } from '../adapters/postgres/days.ts';
import { depositReader } from '../adapters/postgres/deposits.ts';
import { documentReader } from '../adapters/postgres/documents.ts';
import { postgresCertificates } from '../adapters/postgres/certificates.ts';
import { postgresChecks } from '../adapters/postgres/checks.ts';
import { postgresDrawers } from '../adapters/postgres/drawers.ts';
import { postgresHolds } from '../adapters/postgres/holds.ts';
import { postgresLoans } from '../adapters/postgres/loans.ts';
import { postgresLedger } from '../adapters/postgres/ledger.ts';
import { postgresPersonalData } from '../adapters/postgres/personal-data.ts';
import { postgresPeriods } from '../adapters/postgres/periods.ts';
import { postgresNotices } from '../adapters/postgres/notices.ts';
import { sealedBooks } from '../adapters/postgres/seals.ts';
import { standingOrders } from '../adapters/postgres/standing-orders.ts';
import { postgresReportVersions } from '../adapters/postgres/report-versions.ts';
import { storedReports } from '../adapters/postgres/stored-reports.ts';
import { s3FileReader } from '../adapters/s3/file-reader.ts';
import { redisCache } from '../adapters/redis/cache.ts';
import { sqsQueueOperations } from '../adapters/sqs/queue-operations.ts';
import { sqsDayQueue, sqsImportQueue, sqsReportQueue } from '../adapters/sqs/queues.ts';
import { readEnvironment, readRuntime } from '../config/environment.ts';
import { apiHandler, chainOf } from '../http/chain.ts';
import { accountOperations } from '../http/operations/account-operations.ts';
import { approvalOperations } from '../http/operations/approval-operations.ts';
import { auditOperations } from '../http/operations/audit-operations.ts';
import { balanceOperations } from '../http/operations/balance-operations.ts';
import { batchOperations } from '../http/operations/batch-operations.ts';
import { dayOperations } from '../http/operations/day-operations.ts';
import { depositOperations } from '../http/operations/deposit-operations.ts';
import { certificateOperations } from '../http/operations/certificate-operations.ts';
import { checkOperations } from '../http/operations/check-operations.ts';
import { documentOperations } from '../http/operations/document-operations.ts';
import { draftOperations } from '../http/operations/draft-operations.ts';
import { drawerOperations } from '../http/operations/drawer-operations.ts';
import { holdOperations } from '../http/operations/hold-operations.ts';
import { importOperations } from '../http/operations/import-operations.ts';
import { journalOperations } from '../http/operations/journal-operations.ts';
import { loanOperations } from '../http/operations/loan-operations.ts';
import { loanChangeOperations } from '../http/operations/loan-change-operations.ts';
import { moneyOperations } from '../http/operations/money-operations.ts';
import { personalOperations } from '../http/operations/personal-operations.ts';
import { periodOperations } from '../http/operations/period-operations.ts';
import { noticeOperations } from '../http/operations/notice-operations.ts';
import { proofOperations } from '../http/operations/proof-operations.ts';
import { filingOperations } from '../http/operations/filing-operations.ts';
import { reportOperations } from '../http/operations/report-operations.ts';
import { queueOperations } from '../http/operations/queue-operations.ts';
import { reportVersionOperations } from '../http/operations/report-version-operations.ts';
import { sessionOperations } from '../http/operations/session-operations.ts';
import { customerSignInOperations } from '../http/operations/sign-in-operations.ts';
import { bookOperations, customerOperations } from '../http/operations/staff-operations.ts';
import { standingOrderOperations } from '../http/operations/standing-order-operations.ts';
import { userOperations } from '../http/operations/user-operations.ts';
import { functionManifest } from '../manifest.ts';
import { queueAttempts, queuePair, reportLimits } from '../manifest-queues.ts';
import { importLimits } from './import-limits.ts';
import { chainPortsOf, dataApiOf, patience, redisOf } from './shared.ts';

const env = readEnvironment(functionManifest.api.environment);
const database = dataApiOf(env);
const patient = dataApiOf(env, patience.postingMs);
const redis = redisOf(env);
const chain = chainPortsOf(env, { database, redis });
const keys = kmsKeys(env.PERSONAL_KEY_ARN);
const ports = {
  ...chain,
  ids: uuidIds,
  ledger: postgresLedger(patient),
  batches: postgresBatches(patient),
  holds: postgresHolds(patient),
  loans: postgresLoans(patient),
  certificates: postgresCertificates(patient),
  checks: postgresChecks(patient),
  drawers: postgresDrawers(patient),
  balances: balanceReader(database),
  orders: standingOrders(patient),
  notices: postgresNotices(database),
  deposits: depositReader(database),
  documents: documentReader(database),
  accounts: accountReader(database),
  personal: postgresPersonalData(database, { keys, ids: uuidIds, clock: chain.clock }),
  books: booksReader(database),
  cache: redisCache(redis),
  snapshots: dynamoSnapshots(env.SNAPSHOTS_TABLE),
  drafts: dynamoDrafts(env.DRAFTS_TABLE),
  sealed: sealedBooks(database),
  published: dynamoBlockRoots({ name: env.ROOTS_TABLE, books: env.BOOKS_DATABASE }),
  jobs: dynamoReportJobs(env.REPORTS_TABLE),
  reports: storedReports(database),
  versions: postgresReportVersions(patient),
  printer: documentPdf,
  files: s3FileReader({ linkEndpoint: readRuntime().s3LinkEndpoint }),
  hash: sha256OfBytes,
  queue: sqsReportQueue(env.REPORT_QUEUE_URL),
  limits: reportLimits,
  imports: dynamoImports(env.IMPORTS_TABLE),
  queues: sqsQueueOperations((name) => queuePair(env.STAGE, name)),
  attemptsOf: (name: keyof typeof queueAttempts) => queueAttempts[name],
  importQueue: sqsImportQueue(env.IMPORT_QUEUE_URL),
  importLimits,
  digest: sha256,
  periods: postgresPeriods(patient),
  approvals: postgresApprovals(patient),
  users: cognitoUsers(env.USER_POOL_ID),
  audit: dynamoAuditReader(env.LOG_TABLE),
  print: chain.print,
};
const days = { days: dayBooks(database), queue: sqsDayQueue(env.DAY_QUEUE_URL) };

const operations = {
  ...sessionOperations(ports),
  ...accountOperations(ports),
  ...moneyOperations(ports),
  ...checkOperations(ports),
  ...drawerOperations(ports),
  ...standingOrderOperations(ports),
  ...noticeOperations(ports),
  ...balanceOperations(ports),
  ...depositOperations(ports),
  ...documentOperations(ports),
  ...holdOperations(ports),
  ...loanOperations(ports),
  ...loanChangeOperations(ports),
  ...certificateOperations(ports),
  ...journalOperations(ports),
  ...batchOperations(ports),
  ...customerOperations(ports),
  ...customerSignInOperations(ports),
  ...personalOperations(ports),
  ...bookOperations(ports),
  ...proofOperations(ports),
  ...reportOperations(ports),
  ...reportVersionOperations(ports),
  ...filingOperations(ports),
  ...importOperations(ports),
  ...draftOperations(ports),
  ...periodOperations(ports),
  ...approvalOperations(ports),
  ...userOperations(ports),
  ...auditOperations(ports),
  ...dayOperations(days),
  ...queueOperations(ports),
};

export const handler = apiHandler(chainOf(chain), operations, chain.limiter);
