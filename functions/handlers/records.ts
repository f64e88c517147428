import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { describeFault } from '../domain/fault.ts';
import { print } from './print.ts';

const isFifo = (record: SQSRecord): boolean => record.attributes.MessageGroupId !== undefined;

/**
 * Handles records one by one and names those that failed, so that SQS shows only them again. In a FIFO batch
 * everything behind the first failure of a group counts as failed too, or its order would be lost.
 */
export async function eachRecord(
  event: SQSEvent,
  handle: (body: unknown) => Promise<void>,
): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  const blocked = new Set<string>();
  for (const record of event.Records) {
    const group = record.attributes.MessageGroupId ?? record.messageId;
    if (blocked.has(group) || !(await succeeds(record, handle))) {
      failed.push(record.messageId);
      if (isFifo(record)) blocked.add(group);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function succeeds(record: SQSRecord, handle: (body: unknown) => Promise<void>): Promise<boolean> {
  try {
    await handle(JSON.parse(record.body));
    return true;
  } catch (error) {
    const { messageId, attributes } = record;
    print(
      JSON.stringify({
        failedMessage: messageId,
        receiveCount: attributes.ApproximateReceiveCount,
        fault: describeFault(error),
      }),
    );
    return false;
  }
}
