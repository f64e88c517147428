import { beforeEach, describe, expect, it } from '@jest/globals';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { sqsEventQueue, sqsReportQueue } from './queues.ts';

const sqs = mockClient(SQSClient);
const message = (sequence: number): { sequence: string; kind: string; payload: string } => ({
  sequence: String(sequence),
  kind: 'journal.posted',
  payload: '{"journalId":"j"}',
});

beforeEach(() => {
  sqs.reset();
});

describe('the event queue', () => {
  it('takes ten messages a call, as SQS does', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] });
    await sqsEventQueue('url').send(Array.from({ length: 23 }, (_, index) => message(index)));
    const sizes = sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries?.length);
    expect(sizes).toEqual([10, 10, 3]);
  });

  it('does not swallow a message that SQS refused, so that the outbox keeps it', async () => {
    sqs
      .on(SendMessageBatchCommand)
      .resolves({ Successful: [], Failed: [{ Id: '1', SenderFault: false, Code: 'InternalError' }] });
    await expect(sqsEventQueue('url').send([message(1)])).rejects.toThrow('InternalError');
  });
});

describe('the report queue', () => {
  const order = { kind: 'quarter', period: '2026Q3', requestedBy: 'accountant', requestedAt: 1 } as const;

  it('gives each report a group of its own, and the same id to the same run only', async () => {
    sqs.on(SendMessageCommand).resolves({});
    for (const run of [1, 1, 2]) await sqsReportQueue('url').send({ ...order, run });
    const sent = sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input);
    expect(sent.map(({ MessageDeduplicationId }) => MessageDeduplicationId)).toEqual([
      'quarter-2026Q3-1',
      'quarter-2026Q3-1',
      'quarter-2026Q3-2',
    ]);
    expect(sent[2]).toMatchObject({
      MessageGroupId: 'quarter-2026Q3',
      MessageBody: '{"kind":"quarter","period":"2026Q3","run":2,"requestedBy":"accountant","requestedAt":1}',
    });
  });
});
