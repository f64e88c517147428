import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { describeFault } from '../domain/fault.ts';
import { print } from './print.ts';

const isFifo = (record: SQSRecord): boolean => record.attributes.MessageGroupId !== undefined;

type Handle = (body: unknown, record: SQSRecord) => Promise<void>;
type AfterFailure = (record: SQSRecord, error: unknown) => Promise<void>;

/**
 * Handles records one by one and names those that failed, so that SQS shows only them again. In a FIFO batch
 * everything behind the first failure of a group counts as failed too, or its order would be lost.
 */
export async function eachRecord(
  event: SQSEvent,
  handle: Handle,
  afterFailure: AfterFailure = () => Promise.resolve(),
): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  const blocked = new Set<string>();
  for (const record of event.Records) {
    const group = record.attributes.MessageGroupId ?? record.messageId;
    if (blocked.has(group) || !(await succeeds(record, handle, afterFailure))) {
      failed.push(record.messageId);
      if (isFifo(record)) blocked.add(group);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function succeeds(record: SQSRecord, handle: Handle, afterFailure: AfterFailure): Promise<boolean> {
  try {
    await handle(JSON.parse(record.body), record);
    return true;
  } catch (error) {
    printFailure('failedMessage', record, error);
    // The message comes back in any case; when it does is all that is decided here.
    await afterFailure(record, error).catch((fault: unknown) => {
      printFailure('afterFailure', record, fault);
    });
    return false;
  }
}

function printFailure(name: string, { messageId, attributes }: SQSRecord, error: unknown): void {
  const receiveCount = attributes.ApproximateReceiveCount;
  print(JSON.stringify({ [name]: messageId, receiveCount, fault: describeFault(error) }));
}
