import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Caller, TestBank } from './bank.ts';
import { aCashDeposit, post } from './journals.ts';
import { aRecord, failuresOf } from './queue-event.ts';

/** Makes the report of the first quarter of 2026 as the worker does, of books large enough for its schedules to be printed. */
export async function makeQuarter({ database, cast, parts }: TestBank, accountant: Caller): Promise<void> {
  await post(database.app, aCashDeposit(cast.bob.accountId, 250_000_000n));
  await accountant.post('/api/v1/reports', { kind: 'quarter', period: '2026Q1' });
  const sqs = new SQSClient({});
  const QueueUrl = parts.environment['REPORT_QUEUE_URL'];
  const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  sqs.destroy();
  const { handler } = await import('../../functions/handlers/report-worker.lambda.ts');
  const failures = await failuresOf(handler, aRecord(JSON.parse(message?.Body ?? '') as unknown));
  if (failures.length > 0) throw new Error('The report was not made.');
}
