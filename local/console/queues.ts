import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoReportJobs } from '../../functions/adapters/dynamo/report-jobs.ts';
import {
  sqsQueueOperations,
  sqsReportRequests,
  sqsTickQueue,
} from '../../functions/adapters/sqs/queue-operations.ts';
import type { OpenQueues, StageTarget } from '../../functions/console/context.ts';
import { reportsTable } from '../../functions/manifest.ts';
import { queuePair } from '../../functions/manifest-queues.ts';
import type { LocalConfig } from '../config.ts';
import { connectionTo, type Connection } from './connection.ts';

/** The queues of a stage in an account, or of the stack that runs here; undefined where none runs. */
export function openQueues(config: LocalConfig, target: StageTarget | undefined): OpenQueues | undefined {
  const connection = connectionTo(config, target);
  return connection && queuesThrough(connection, target?.stage ?? 'local');
}

function queuesThrough(connection: Connection, stage: string): OpenQueues {
  const sqs = new SQSClient(connection);
  const dynamo = new DynamoDBClient(connection);
  return {
    stage,
    queues: sqsQueueOperations((name) => queuePair(stage, name), sqs),
    ticks: sqsTickQueue(sqs, queuePair(stage, 'tick').queue),
    reports: sqsReportRequests(sqs, queuePair(stage, 'report').queue),
    jobs: dynamoReportJobs(reportsTable(stage), DynamoDBDocumentClient.from(dynamo)),
    close: () => {
      sqs.destroy();
      dynamo.destroy();
    },
  };
}
