import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createHash } from 'node:crypto';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { aRecord, failuresOf } from '../../local/testing/queue-event.ts';
import { startReportWorker, type ReportWorkerProcess } from '../../local/testing/report-worker.ts';
import { until } from '../../local/testing/until.ts';
import type { ReportView } from '../contract/reports.ts';

// Only the visibility time-out is shorter than the template's, so that nobody waits minutes for a retry.
const visibilitySeconds = 5;

const bank = useBank();
let accountant: Caller;
let worker: ReportWorkerProcess;
let sqs: SQSClient;
const queueUrl = (): string => bank().parts.environment['REPORT_QUEUE_URL'] ?? '';

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  await post(bank().database.app, aCashDeposit(bank().cast.alice.accountId, 12_345n));
  sqs = new SQSClient({});
  const { environment } = bank().parts;
  worker = await startReportWorker({ environment, visibilitySeconds });
});
afterAll(async () => {
  await worker.close();
  sqs.destroy();
});

const request = (kind: string, period: string): Promise<unknown> =>
  accountant.post('/api/v1/reports', { kind, period });

async function view(kind: string, period: string): Promise<ReportView | undefined> {
  const { body } = await accountant.get(`/api/v1/reports?kind=${kind}`);
  return (body as { items: ReportView[] }).items.find((each) => each.period === period);
}

describe('A worker that is killed in the middle of a report', () => {
  it('is replaced by another, and one report with one hash comes of it', async () => {
    const client = await bank().database.owner.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE ops.report_run IN EXCLUSIVE MODE');
    await request('quarter', '2026Q1');
    await until(
      () => view('quarter', '2026Q1'),
      (report) => report?.progress.step === 'store',
    );
    await worker.kill();
    const killed = await view('quarter', '2026Q1');
    await client.query('ROLLBACK');
    client.release();
    expect(killed).toMatchObject({ status: 'running', attempt: 1, progress: { done: 4 } });
    const ready = await until(
      () => view('quarter', '2026Q1'),
      (report) => report?.status === 'ready',
    );
    expect(ready).toMatchObject({ attempt: 2, requestedBy: 'accountant', problem: null });
    const { rows } = await bank().database.owner.query<{ content: string; sha256: string }>(
      "SELECT content, sha256 FROM ops.report_run WHERE kind = 'quarter' AND period = '2026Q1'",
    );
    expect(rows.map(({ sha256 }) => sha256)).toEqual([ready?.sha256]);
    expect(
      createHash('sha256')
        .update(rows[0]?.content ?? '')
        .digest('hex'),
    ).toBe(ready?.sha256);
  });
});

describe('Poison', () => {
  const deadLetters = async (): Promise<string[]> => {
    const QueueUrl = bank().parts.deadReportsUrl;
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    return Messages.map(({ Body }) => Body ?? '');
  };

  it('ends in the dead-letter queue and is shown as failed, while another report goes through', async () => {
    const { handler: planner } = await import('./planner.lambda.ts');
    const early = aRecord({ kind: 'day', scheduledTime: '2026-02-02T07:00:00Z' });
    expect(await failuresOf(planner, early)).toEqual([]);
    await request('day', '2026-01-14');
    await until(
      () => view('day', '2026-01-14'),
      (report) => report?.status === 'ready',
    );
    const failed = await until(
      () => view('day', '2026-02-01'),
      (report) => report?.status === 'failed',
    );
    expect(failed).toMatchObject({ attempt: 3, problem: { code: 'business-date-refused' }, sha256: null });
    const dead = await until(deadLetters, ({ length }) => length > 0);
    expect(dead.map((body) => JSON.parse(body) as unknown)).toEqual([
      expect.objectContaining({ kind: 'day', period: '2026-02-01', run: 1 }),
    ]);
  });

  it('lets the next message of its own group pass once it is out of the way', async () => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl(),
        MessageBody: 'no report at all',
        MessageGroupId: 'month-2025-12',
        MessageDeduplicationId: 'poison',
      }),
    );
    await request('month', '2025-12');
    await until(
      () => view('month', '2025-12'),
      (report) => report?.status === 'ready',
    );
    expect(await until(deadLetters, (bodies) => bodies.length > 1)).toContain('no report at all');
  });
});
