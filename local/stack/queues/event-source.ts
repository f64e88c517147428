import { setTimeout as delay } from 'node:timers/promises';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { FunctionError } from '../functions/function-process.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import { succeeded } from './batch-result.ts';
import { type Queue, queueClient } from './queue-client.ts';

export interface EventSourceOptions extends Queue {
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  readonly reportsFailures: boolean;
  /** How many batches may be in the function at once. */
  readonly concurrency: number;
  readonly target: Pick<LambdaFunction, 'name' | 'invoke'>;
  /** Speaks with the permissions of the function's own role, as Lambda's pollers do. */
  readonly sqs: SQSClient;
  readonly report: (problem: string) => void;
}

/** A running event source mapping. */
export interface EventSource {
  /** Resolves when no more messages will be received. */
  stop(): Promise<void>;
  /** Resolves when every batch in flight has ended, and unfinished messages are visible again. */
  settled(): Promise<void>;
}

/**
 * Short, because a receive is never cut off: a message handed to a caller who no longer listens would stay
 * invisible for the whole visibility time-out.
 */
const waitSeconds = 1;
const pauseAfterProblemMs = 1000;

/**
 * Feeds a function from a queue, as an `AWS::Lambda::EventSourceMapping` does. Order within a FIFO group is kept
 * by SQS, which hands out nothing of a group while a message of it is in flight.
 */
export function startEventSource(options: EventSourceOptions): EventSource {
  const { batchSize, batchingWindowSeconds, reportsFailures, concurrency, target, report } = options;
  const queue = queueClient(options.sqs, options);
  const inFlight = new Set<Promise<void>>();
  let stopped = false;

  /** Waits for a first message, then until the batch is full or its window is over. */
  async function gather(): Promise<SQSRecord[]> {
    const batch = await queue.receive(batchSize, waitSeconds);
    const closesAt = Date.now() + batchingWindowSeconds * 1000;
    while (batch.length > 0 && batch.length < batchSize && Date.now() < closesAt) {
      batch.push(...(await queue.receive(batchSize - batch.length, waitSeconds)));
    }
    return batch;
  }

  async function process(batch: readonly SQSRecord[]): Promise<void> {
    try {
      const result = await target.invoke({ Records: batch });
      const ids = batch.map(({ messageId }) => messageId);
      const done = succeeded(result, ids, reportsFailures);
      if (done.length < ids.length) {
        report(`${target.name} gave back ${ids.length - done.length} of ${ids.length} message(s)`);
      }
      await queue.remove(batch.filter(({ messageId }) => done.includes(messageId)));
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      // The messages come back when their visibility time-out ends, and at last go to the dead-letter queue.
      report(`${target.name} failed on ${batch.length} message(s): ${error.message}`);
      if (stopped) await queue.release(batch);
    }
  }

  function launch(batch: readonly SQSRecord[]): void {
    const running = process(batch)
      .catch((error: unknown) => {
        report(`Queue ${options.queueArn}: ${String(error)}`);
      })
      .finally(() => inFlight.delete(running));
    inFlight.add(running);
  }

  async function step(): Promise<void> {
    if (inFlight.size >= concurrency) await Promise.race(inFlight);
    const batch = await gather();
    if (batch.length > 0) launch(batch);
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await step().catch(async (error: unknown) => {
        report(`Queue ${options.queueArn}: ${String(error)}`);
        await delay(pauseAfterProblemMs);
      });
    }
  }

  const running = run();
  return {
    stop: async () => {
      stopped = true;
      await running;
    },
    settled: async () => {
      await Promise.all(inFlight);
    },
  };
}
