import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

/** The handler of a function that a queue feeds. */
export type Worker = (event: SQSEvent) => Promise<SQSBatchResponse>;

let messages = 0;

export interface RecordParts {
  readonly group?: string;
  /** How often it has been received, this time included. */
  readonly attempt?: number;
}

/** A received message, with the body as JSON or, when it is a string, as it is. */
export function aRecord(body: unknown, { group, attempt = 1 }: RecordParts = {}): SQSRecord {
  messages += 1;
  return {
    messageId: `message-${messages}`,
    receiptHandle: 'handle',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: String(attempt),
      SentTimestamp: '0',
      SenderId: 'test',
      ApproximateFirstReceiveTimestamp: '0',
      ...(group === undefined ? {} : { MessageGroupId: group }),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:test',
    awsRegion: 'us-east-1',
  };
}

/** Messages that the worker gave back, by id. */
export async function failuresOf(worker: Worker, ...Records: readonly SQSRecord[]): Promise<string[]> {
  const { batchItemFailures } = await worker({ Records: [...Records] });
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}
