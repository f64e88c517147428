import {
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { EventQueue, OutboxMessage } from '../../services/ports.ts';
import type { ReportQueue } from '../../services/ports/reports.ts';
import type { DayQueue } from '../../services/ports/days.ts';
import type { ImportQueue } from '../../services/ports/imports.ts';

const client = new SQSClient({});
const batchLimit = 10;

/** FIFO: one group per report, so that a poisoned one holds up only itself. */
export function sqsReportQueue(url: string, sqs: SQSClient = client): ReportQueue {
  return {
    async send({ kind, period, run, requestedBy, requestedAt }) {
      const report = `${kind}-${period}`;
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: url,
          MessageBody: JSON.stringify({ kind, period, run, requestedBy, requestedAt }),
          MessageGroupId: report,
          // With the run: within five minutes SQS would swallow the next one as a copy of this one.
          MessageDeduplicationId: `${report}-${run}`,
        }),
      );
    },
  };
}

/** FIFO: one group per file, so that its chunks are posted by one worker at a time. */
export function sqsImportQueue(url: string): ImportQueue {
  return {
    async send({ id, run }) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: url,
          MessageBody: JSON.stringify({ id, run }),
          MessageGroupId: id,
          MessageDeduplicationId: `${id}-${run}`,
        }),
      );
    },
  };
}

/** FIFO with one group: days end one after the other. */
export function sqsDayQueue(url: string): DayQueue {
  return {
    async send({ through, requestedBy }, standing) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: url,
          MessageBody: JSON.stringify({ through, requestedBy }),
          MessageGroupId: 'days',
          MessageDeduplicationId: `${standing}-${through}`,
        }),
      );
    },
  };
}

/** Shows a received message again at once, instead of after the visibility time-out of its queue. */
export async function showAgain(url: string, receiptHandle: string): Promise<void> {
  await client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: url,
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: 0,
    }),
  );
}

/** Standard queue of what the books announce. */
export function sqsEventQueue(url: string): EventQueue {
  return {
    async send(messages) {
      for (let start = 0; start < messages.length; start += batchLimit) {
        await sendBatch(url, messages.slice(start, start + batchLimit));
      }
    },
  };
}

async function sendBatch(url: string, messages: readonly OutboxMessage[]): Promise<void> {
  const { Failed } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: messages.map(({ sequence, kind, payload }) => ({
        Id: sequence,
        MessageBody: JSON.stringify({ sequence, kind, payload: JSON.parse(payload) as unknown }),
      })),
    }),
  );
  if (Failed && Failed.length > 0) {
    throw new Error(`${Failed.length} events were not taken by the queue: ${Failed[0]?.Code ?? 'unknown'}`);
  }
}
