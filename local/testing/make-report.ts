import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ReportKey } from '../../functions/domain/report.ts';
import type { Caller, TestBank } from './bank.ts';
import { aCashDeposit, post } from './journals.ts';
import { aRecord, failuresOf } from './queue-event.ts';

/** Makes the reports of the first quarter of 2026 and of its year as the worker does, of books large enough for schedules. */
export async function makeReports(bank: TestBank, accountant: Caller): Promise<void> {
  await post(bank.database.app, aCashDeposit(bank.cast.bob.accountId, 250_000_000n));
  await make(bank, accountant, { kind: 'quarter', period: '2026Q1' });
  await make(bank, accountant, { kind: 'year', period: '2026' });
}

async function make({ parts }: TestBank, accountant: Caller, key: ReportKey): Promise<void> {
  await accountant.post('/api/v1/reports', key);
  const sqs = new SQSClient({});
  const QueueUrl = parts.environment['REPORT_QUEUE_URL'];
  const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
  sqs.destroy();
  const { handler } = await import('../../functions/handlers/report-worker.lambda.ts');
  const failures = await failuresOf(handler, aRecord(JSON.parse(message?.Body ?? '') as unknown));
  if (failures.length > 0) throw new Error('The report was not made.');
}
