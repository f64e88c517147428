import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Pool } from 'pg';
import { systemClock } from '../../functions/adapters/clock.ts';
import { cognitoUsers } from '../../functions/adapters/cognito/users.ts';
import { dynamoEventLog } from '../../functions/adapters/dynamo/event-log.ts';
import { dynamoReportJobs } from '../../functions/adapters/dynamo/report-jobs.ts';
import { dynamoSessions } from '../../functions/adapters/dynamo/session-store.ts';
import { uuidIds } from '../../functions/adapters/ids.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import {
  sqsQueueOperations,
  sqsReportRequests,
  sqsTickQueue,
} from '../../functions/adapters/sqs/queue-operations.ts';
import type { ConsoleContext, OpenQueues, OpenUsers, StageTarget } from '../../functions/console/context.ts';
import { queuePair } from '../../functions/manifest-queues.ts';

/** The books of a test for its console, as operators see them; they stay open after a command. */
export function booksOf(operator: () => Pool): ConsoleContext['openBooks'] {
  return () => Promise.resolve({ database: booksByPool(operator()), close: () => Promise.resolve() });
}

/** The queues of a stage at the stand-in of SQS; a test closes the client itself. */
export function queuesOf(sqs: SQSClient, target: StageTarget | undefined): Promise<OpenQueues> {
  const stage = target?.stage ?? 'local';
  return Promise.resolve({
    stage,
    queues: sqsQueueOperations((name) => queuePair(stage, name), sqs),
    ticks: sqsTickQueue(sqs, queuePair(stage, 'tick').queue),
    reports: sqsReportRequests(sqs, queuePair(stage, 'report').queue),
    jobs: dynamoReportJobs('reports'),
    close: () => undefined,
  });
}

/** The users of a test for its console, their sessions, and its security log. */
export function usersOf(poolId: string | undefined): Promise<OpenUsers> {
  return Promise.resolve({
    users: cognitoUsers(poolId ?? ''),
    sessions: dynamoSessions('sessions'),
    log: dynamoEventLog('log', systemClock, uuidIds),
    close: () => undefined,
  });
}

/** For tests that look at what is printed alone. */
export const quietProgress: ConsoleContext['progress'] = () => ({
  advance: () => undefined,
  finish: () => undefined,
});
