import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { sqsRecord } from './sqs-event.ts';

export interface Queue {
  readonly queueUrl: string;
  readonly queueArn: string;
}

export interface QueueClient {
  receive(most: number, waitSeconds: number): Promise<SQSRecord[]>;
  remove(records: readonly SQSRecord[]): Promise<void>;
  /** Makes messages visible to the next receiver at once. */
  release(records: readonly SQSRecord[]): Promise<void>;
}

/** SQS moves at most ten messages at a time, whatever the size of a batch. */
const largestRequest = 10;

export function queueClient(sqs: SQSClient, { queueUrl, queueArn }: Queue): QueueClient {
  async function removeSome(records: readonly SQSRecord[]): Promise<void> {
    const Entries = records.map(({ receiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle: receiptHandle,
    }));
    const { Failed = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    if (Failed.length > 0) throw new Error(`Not deleted: ${Failed.map(({ Message }) => Message).join(', ')}`);
  }
  return {
    async receive(most, waitSeconds) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: Math.min(most, largestRequest),
          WaitTimeSeconds: waitSeconds,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages.map((message) => sqsRecord(message, queueArn));
    },
    async remove(records) {
      for (let start = 0; start < records.length; start += largestRequest) {
        await removeSome(records.slice(start, start + largestRequest));
      }
    },
    async release(records) {
      for (const { receiptHandle } of records) {
        const command = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 };
        await sqs.send(new ChangeMessageVisibilityCommand(command));
      }
    },
  };
}
