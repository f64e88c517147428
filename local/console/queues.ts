import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoReportJobs } from '../../functions/adapters/dynamo/report-jobs.ts';
import {
  sqsQueueOperations,
  sqsReportRequests,
  sqsTickQueue,
} from '../../functions/adapters/sqs/queue-operations.ts';
import type { OpenQueues, QueueTarget } from '../../functions/console/context.ts';
import { reportsTable } from '../../functions/manifest.ts';
import { queuePair } from '../../functions/manifest-queues.ts';
import { localRegion } from '../aws/arns.ts';
import type { LocalConfig } from '../config.ts';
import { runningStack } from './running-stack.ts';

interface Connection {
  readonly region: string;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The queues of a stage in an account, or of the stack that runs here; undefined where none runs. */
export function openQueues(config: LocalConfig, target: QueueTarget | undefined): OpenQueues | undefined {
  // Every stage lies in the same region.
  const region = localRegion;
  if (target) return queuesThrough({ region, profile: target.profile }, target.stage);
  const stack = runningStack(config);
  return stack && queuesThrough({ region, endpoint: stack.awsEndpoint, credentials: stack.console }, 'local');
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
