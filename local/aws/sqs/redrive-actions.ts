import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { action } from '../json-actions.ts';
import type { JsonActions } from '../json-actions.ts';
import { AwsError } from '../service.ts';
import { sourcesOf } from './dead-letters.ts';
import { queueArn, queueName } from './demands.ts';
import { moveMessages } from './move-messages.ts';
import { queueUrl } from './queue-urls.ts';

/** A move task in the words of ListMessageMoveTasks. */
interface MoveTask {
  readonly TaskHandle: string;
  readonly SourceArn: string;
  readonly DestinationArn: string;
  readonly StartedTimestamp: number;
  Status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  ApproximateNumberOfMessagesMoved: number;
  FailureReason?: string;
}

const queue = z.object({ QueueUrl: z.string() });
const source = z.object({ SourceArn: z.string(), MaxResults: z.number().int().min(1).max(10).default(1) });
const handle = z.object({ TaskHandle: z.string() });
const start = z.object({
  SourceArn: z.string(),
  DestinationArn: z.string().optional(),
  MaxNumberOfMessagesPerSecond: z.number().int().min(1).max(500).default(500),
});

/** Adds what concerns dead letter queues: their sources, and moving messages back to them. */
export function redriveActions(client: SQSClient, innerEndpoint: string): JsonActions {
  const tasks: MoveTask[] = [];
  const urlOf = (queueArn: string): string => queueUrl(innerEndpoint, queueName(queueArn));

  async function run(task: MoveTask, perSecond: number): Promise<void> {
    const goOn = (): boolean => task.Status === 'RUNNING';
    const onMoved = async (): Promise<void> => {
      task.ApproximateNumberOfMessagesMoved += 1;
      await pause(1000 / perSecond);
    };
    const [fromUrl, toUrl] = [urlOf(task.SourceArn), urlOf(task.DestinationArn)];
    try {
      await moveMessages({ client, fromUrl, toUrl, goOn, onMoved });
      if (goOn()) task.Status = 'COMPLETED';
    } catch (error) {
      task.Status = 'FAILED';
      task.FailureReason = String(error);
    }
  }

  return {
    ListDeadLetterSourceQueues: action(queue, async ({ QueueUrl }, { headers }) => {
      const sources = await sourcesOf(client, queueArn(queueName(QueueUrl)));
      return { queueUrls: sources.map((arn) => queueUrl(`http://${headers.host ?? ''}`, queueName(arn))) };
    }),
    StartMessageMoveTask: action(start, async (input) => {
      const sources = await sourcesOf(client, input.SourceArn);
      const task: MoveTask = {
        TaskHandle: randomUUID(),
        SourceArn: input.SourceArn,
        DestinationArn: destinationOf(sources, input.DestinationArn),
        StartedTimestamp: Date.now(),
        Status: 'RUNNING',
        ApproximateNumberOfMessagesMoved: 0,
      };
      tasks.unshift(task);
      void run(task, input.MaxNumberOfMessagesPerSecond);
      return { TaskHandle: task.TaskHandle };
    }),
    CancelMessageMoveTask: action(handle, ({ TaskHandle }) => {
      const task = tasks.find((each) => each.TaskHandle === TaskHandle && each.Status === 'RUNNING');
      if (!task)
        throw new AwsError('ResourceNotFoundException', 'No running task has this handle.', { status: 404 });
      task.Status = 'CANCELLED';
      return { ApproximateNumberOfMessagesMoved: task.ApproximateNumberOfMessagesMoved };
    }),
    ListMessageMoveTasks: action(source, ({ SourceArn, MaxResults }) => ({
      Results: tasks.filter((task) => task.SourceArn === SourceArn).slice(0, MaxResults),
    })),
  };
}

/** Messages go back to the one queue they came from; which of several that was is not recorded. */
function destinationOf(sources: readonly string[], wanted: string | undefined): string {
  if (sources.length === 0) {
    throw new AwsError('InvalidParameterValue', 'Source queue must be configured as a dead letter queue.');
  }
  const [only, ...others] = sources;
  const destination = wanted ?? (others.length === 0 ? only : undefined);
  if (destination === undefined) {
    throw new AwsError(
      'UnsupportedOperation',
      'Several queues share this dead letter queue: give DestinationArn.',
    );
  }
  return destination;
}
