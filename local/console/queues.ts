import { SQSClient } from '@aws-sdk/client-sqs';
import { sqsQueueOperations } from '../../functions/adapters/sqs/queue-operations.ts';
import type { OpenQueues, QueueTarget } from '../../functions/console/context.ts';
import { queueName } from '../../functions/console/queue-target.ts';
import { queuePair } from '../../functions/manifest.ts';
import { localRegion } from '../aws/arns.ts';
import type { LocalConfig } from '../config.ts';
import { runningStack } from './running-stack.ts';

/** The queues of a stage in an account, or of the stack that runs here; undefined where none runs. */
export function openQueues(config: LocalConfig, target: QueueTarget | undefined): OpenQueues | undefined {
  // Every stage lies in the same region.
  if (target) {
    return queuesThrough(new SQSClient({ region: localRegion, profile: target.profile }), target.stage);
  }
  const stack = runningStack(config);
  if (!stack) return undefined;
  const { awsEndpoint: endpoint, console: credentials } = stack;
  return queuesThrough(new SQSClient({ endpoint, region: localRegion, credentials }), 'local');
}

function queuesThrough(client: SQSClient, stage: string): OpenQueues {
  return {
    queues: sqsQueueOperations(client, (name) => queuePair(stage, queueName(name))),
    close: () => {
      client.destroy();
    },
  };
}
