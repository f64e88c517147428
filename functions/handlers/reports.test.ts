import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DeleteMessageCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { createHash } from 'node:crypto';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, aCentOnEveryAccount, post } from '../../local/testing/journals.ts';
import { aRecord, failuresOf, type Worker } from '../../local/testing/queue-event.ts';
import type { ReportContentView, ReportView } from '../contract/reports.ts';
import { queuedJob, type ReportJob } from '../domain/report-job.ts';
import { reportLimits } from '../manifest-queues.ts';
import type { ReportJobs } from '../services/ports/reports.ts';

const bank = useBank();
let accountant: Caller;
let auditor: Caller;
let worker: Worker;
let planner: Worker;
let jobs: ReportJobs;
let sqs: SQSClient;

beforeAll(async () => {
  worker = (await import('./report-worker.lambda.ts')).handler;
  planner = (await import('./planner.lambda.ts')).handler;
  const { dynamoReportJobs } = await import('../adapters/dynamo/report-jobs.ts');
  jobs = dynamoReportJobs('reports');
  sqs = new SQSClient({});
  accountant = await bank().signIn('accountant');
  auditor = await bank().signIn('auditor');
  await post(bank().database.app, aCashDeposit(bank().cast.alice.accountId, 12_345n));
});
beforeEach(async () => {
  await sqs.send(new PurgeQueueCommand({ QueueUrl: bank().parts.environment['REPORT_QUEUE_URL'] }));
});
afterAll(() => {
  sqs.destroy();
});

const request = (kind: string, period: string, who = accountant): Promise<Answer> =>
  who.post('/api/v1/reports', { kind, period });
const read = (kind: string, period: string): Promise<Answer> =>
  auditor.get(`/api/v1/reports/${kind}/${period}`);
const view = async (kind: string, period: string): Promise<ReportView> =>
  ((await read(kind, period)).body as { report: ReportView }).report;
const refusal = ({ status, body }: Answer): [number, string] => [status, (body as { code: string }).code];

/** Takes what lies in the report queue. */
async function messages(): Promise<unknown[]> {
  const QueueUrl = bank().parts.environment['REPORT_QUEUE_URL'];
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body }) => JSON.parse(Body ?? '') as unknown);
}

/** Hands the next message of the queue to the worker. */
async function work(attempt = 1): Promise<void> {
  const [body] = await messages();
  expect(await failuresOf(worker, aRecord(body, { group: 'report', attempt }))).toEqual([]);
}

const aJob = (period: string, changes: Partial<ReportJob> = {}): ReportJob => ({
  ...queuedJob({
    kind: 'month',
    period,
    run: 1,
    requestedBy: 'accountant',
    requestedAt: Date.now() - 30_000,
  }),
  ...changes,
});

describe('a report that is asked for', () => {
  it('waits, is made step by step, and can be read', async () => {
    const asked = await request('quarter', '2026Q1');
    expect([asked.status, asked.headers['location']]).toEqual([202, '/api/v1/reports/quarter/2026Q1']);
    expect(asked.body).toMatchObject({
      status: 'queued',
      progress: { done: 0, of: 5, step: null },
      attempt: 0,
      attemptsAllowed: 3,
      requestedBy: 'accountant',
      problem: null,
      sha256: null,
    });
    expect((await read('quarter', '2026Q1')).body).toEqual({
      report: asked.body,
      content: null,
      shown: null,
      laterJournal: null,
      versions: [],
    });
    await work();
    const { report, content } = (await read('quarter', '2026Q1')).body as {
      report: ReportView;
      content: ReportContentView;
    };
    expect(report).toMatchObject({
      status: 'ready',
      progress: { done: 5, of: 5, step: null },
      attempt: 1,
      requestedBy: 'accountant',
    });
    expect(Number(report.asOfSequence)).toBeGreaterThan(0);
    expect(Date.parse(report.finishedAt ?? '')).toBeLessThanOrEqual(Date.parse(report.updatedAt));
    expect(content).toMatchObject({ from: '2026-01-01', to: '2026-03-31', asOf: '2026-01-15' });
    expect(content.totalDebit).toEqual({ minor: '12345', currency: 'USD' });
    expect(content.totalCredit).toEqual(content.totalDebit);
    const total = (label: string): string | undefined =>
      content.balanceSheet.find((line) => line.label === label && line.isTotal)?.amount.minor;
    expect([total('Total assets'), total('Total liabilities and equity')]).toEqual(['12345', '12345']);
    expect(content.incomeStatement.map(({ label }) => label)).toContain('Net income');
  });

  it('carries the hash of exactly what is stored', async () => {
    await request('year', '2026');
    await work();
    const { rows } = await bank().database.owner.query<{ content: string }>(
      "SELECT content FROM ops.report_run WHERE kind = 'year' AND period = '2026'",
    );
    const hash = createHash('sha256')
      .update(rows[0]?.content ?? '')
      .digest('hex');
    expect((await view('year', '2026')).sha256).toBe(hash);
  });

  it('brings schedules and rules, more than a row of the Data API holds', async () => {
    await post(
      bank().database.app,
      aCashDeposit(bank().cast.bob.accountId, 250_000_000n),
      await aCentOnEveryAccount(bank().database.owner),
    );
    await request('quarter', '2026Q1');
    await work();
    const { rows } = await bank().database.owner.query<{ length: number }>(
      "SELECT length(content) FROM ops.report_run WHERE kind = 'quarter' AND period = '2026Q1'",
    );
    expect(rows[0]?.length).toBeGreaterThan(64 * 1024);
    const { content } = (await read('quarter', '2026Q1')).body as { content: ReportContentView };
    expect(content.pack?.dueOn).toBe('2026-04-30');
    const lines = content.pack?.schedules.find(({ name }) => name === 'RC')?.lines ?? [];
    expect(lines.find(({ code }) => code === 'RCON2170')).toMatchObject({
      item: '12',
      thousands: '2500',
      isTotal: true,
    });
    expect(content.pack?.rules.map(({ outcome }) => outcome)).not.toContain('refuse');
    expect(content.pack?.ledger.find(({ code }) => code === '1010')?.closing.minor).toMatch(/^25001\d{4}$/);
    expect(content.cashFlow.find(({ label }) => label === 'Cash at the end')?.before).toBeNull();
  });

  it('changes nothing while it is on its way', async () => {
    const first = await request('quarter', '2025Q1');
    const again = await request('quarter', '2025Q1');
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(await messages()).toEqual([expect.objectContaining({ period: '2025Q1', run: 1 })]);
    await jobs.begin(aJob('2025-01', { status: 'running', startedAt: Date.now(), updatedAt: Date.now() }));
    expect((await request('month', '2025-01')).body).toMatchObject({ status: 'running' });
    expect(await messages()).toEqual([]);
  });

  it('is one job and one message, however many ask at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => request('quarter', '2025Q2')));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(202));
    expect(await messages()).toEqual([expect.objectContaining({ period: '2025Q2', run: 1 })]);
  });

  it('is made anew when it is asked for after that, also within the five minutes SQS remembers', async () => {
    await request('quarter', '2025Q3');
    await work();
    const first = await view('quarter', '2025Q3');
    const again = await request('quarter', '2025Q3');
    expect(again.body).toMatchObject({ status: 'queued', sha256: first.sha256, attempt: 0 });
    expect(await messages()).toEqual([expect.objectContaining({ period: '2025Q3', run: 2 })]);
  });

  it('is not begun again by an old message', async () => {
    await request('quarter', '2025Q4');
    const [old] = await messages();
    expect(await failuresOf(worker, aRecord(old))).toEqual([]);
    const made = await view('quarter', '2025Q4');
    expect(await failuresOf(worker, aRecord(old))).toEqual([]);
    expect(await view('quarter', '2025Q4')).toEqual(made);
    const again = await request('quarter', '2025Q4');
    expect(await failuresOf(worker, aRecord(old))).toEqual([]);
    expect(await view('quarter', '2025Q4')).toEqual(again.body);
  });

  it('is listed with the others of its kind, latest first', async () => {
    for (const period of ['2025-07', '2025-09', '2025-08']) await request('month', period);
    const { body } = await auditor.get('/api/v1/reports?kind=month');
    const periods = (body as { items: ReportView[] }).items.map(({ period }) => period);
    expect(periods.filter((period) => period >= '2025-07')).toEqual(['2025-09', '2025-08', '2025-07']);
    const quarters = (await auditor.get('/api/v1/reports')).body as { items: ReportView[] };
    expect(new Set(quarters.items.map(({ kind }) => kind))).toEqual(new Set(['quarter']));
  });

  it('is listed and read also when it was stored before jobs were kept', async () => {
    const content = JSON.stringify({
      ...{ kind: 'year', period: '2019', from: '2019-01-01', to: '2019-12-31', asOf: '2019-12-31' },
      ...{ trialBalance: [], balanceSheet: [], incomeStatement: [] },
    });
    await bank().database.owner.query(
      `INSERT INTO ops.report_run (kind, period, status, as_of_sequence, sha256, content, created_by, finished_at)
       VALUES ('year', '2019', 'DRAFT', 0, $1, $2, 'report-worker', '2026-01-15T12:00:00Z')`,
      ['a'.repeat(64), content],
    );
    const years = (await auditor.get('/api/v1/reports?kind=year')).body as { items: ReportView[] };
    const { report } = (await read('year', '2019')).body as { report: ReportView };
    expect(years.items.find(({ period }) => period === '2019')).toEqual(report);
    expect(report).toMatchObject({ status: 'ready', finishedAt: '2026-01-15T12:00:00.000Z' });
    expect((await request('year', '2019')).body).toMatchObject({
      status: 'queued',
      sha256: 'a'.repeat(64),
    });
  });

  it('shows the step that is under way', async () => {
    await request('day', '2026-01-15');
    const [body] = await messages();
    const client = await bank().database.owner.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE ops.report_run IN EXCLUSIVE MODE');
    const working = failuresOf(worker, aRecord(body));
    const until = Date.now() + 10_000;
    while ((await view('day', '2026-01-15')).progress.step !== 'store' && Date.now() < until);
    const atStore = await view('day', '2026-01-15');
    await client.query('ROLLBACK');
    client.release();
    expect(atStore).toMatchObject({ status: 'running', progress: { done: 4, of: 5, step: 'store' } });
    expect(await working).toEqual([]);
    expect((await view('day', '2026-01-15')).status).toBe('ready');
  });
});

describe('a report is refused', () => {
  it('for a period that has not begun, and says where the books stand', async () => {
    const answer = await request('quarter', '2026Q2');
    expect(refusal(answer)).toEqual([409, 'business-date-refused']);
    expect((answer.body as { detail: string }).detail).toMatch(/2026-01-15.*2026-04-01/);
    expect(refusal(await read('quarter', '2026Q2'))).toEqual([404, 'not-found']);
    expect(await messages()).toEqual([]);
  });

  it('for a period that is none of its kind', async () => {
    for (const [kind, period] of [
      ['quarter', '2026'],
      ['month', '2026-13'],
      ['day', '2026-02-30'],
    ] as const) {
      const answer = await request(kind, period);
      expect(refusal(answer)).toEqual([400, 'validation-failed']);
      expect((answer.body as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe('/period');
    }
    expect(refusal(await read('quarter', '2026'))).toEqual([404, 'not-found']);
    expect(refusal(await accountant.get('/api/v1/reports?kind=decade'))).toEqual([400, 'validation-failed']);
  });

  it('to whoever may only read, and to whoever may not even read', async () => {
    expect(refusal(await request('quarter', '2026Q1', auditor))).toEqual([403, 'forbidden']);
    const teller = await bank().signIn('teller');
    expect(refusal(await teller.get('/api/v1/reports'))).toEqual([403, 'forbidden']);
    expect(refusal(await teller.get('/api/v1/reports/quarter/2026Q1'))).toEqual([403, 'forbidden']);
  });
});

describe('a report that fails', () => {
  it('is tried again, and has failed after the last attempt, with the reason', async () => {
    const tick = aRecord({ kind: 'month', scheduledTime: '2026-03-01T07:00:00Z' });
    expect(await failuresOf(planner, tick)).toEqual([]);
    const [body] = await messages();
    for (const [attempt, status] of [
      [1, 'retrying'],
      [2, 'retrying'],
      [3, 'failed'],
    ] as const) {
      const message = aRecord(body, { attempt });
      expect(await failuresOf(worker, message)).toEqual([message.messageId]);
      expect(await view('month', '2026-02')).toMatchObject({
        status,
        attempt,
        requestedBy: 'schedule',
        progress: { step: null },
        problem: { code: 'business-date-refused' },
        sha256: null,
      });
    }
  });

  it('tells nothing of our insides', async () => {
    await request('month', '2025-11');
    const [body] = await messages();
    await bank().database.owner.query('ALTER FUNCTION bank.trial_balance(date) RENAME TO away');
    await failuresOf(worker, aRecord(body));
    await bank().database.owner.query('ALTER FUNCTION bank.away(date) RENAME TO trial_balance');
    const { problem } = await view('month', '2025-11');
    expect(problem?.code).toBe('internal-error');
    expect(problem?.detail).not.toMatch(/trial_balance|function|42883/);
    expect(await failuresOf(worker, aRecord(body, { attempt: 2 }))).toEqual([]);
    expect(await view('month', '2025-11')).toMatchObject({ status: 'ready', attempt: 2, problem: null });
  });

  it('may come back from the dead-letter queue', async () => {
    await jobs.open(aJob('2025-02', { status: 'failed', attempt: 3 }));
    const { kind, period, run, requestedBy, requestedAt } = aJob('2025-02');
    const redriven = aRecord({ kind, period, run, requestedBy, requestedAt });
    expect(await failuresOf(worker, redriven)).toEqual([]);
    expect(await view('month', '2025-02')).toMatchObject({ status: 'ready', attempt: 1 });
  });
});

describe('a report nobody heard of any more', () => {
  const started = (attempt: number, agoMs: number): Partial<ReportJob> => {
    const then = Date.now() - agoMs;
    return { status: 'running', step: 'store', done: 4, attempt, startedAt: then, updatedAt: then };
  };

  it('is waiting for another attempt when the worker must have been killed', async () => {
    await jobs.begin(aJob('2025-03', started(2, reportLimits.attemptMs - 5000)));
    expect((await view('month', '2025-03')).status).toBe('running');
    await jobs.begin(aJob('2025-03', started(2, reportLimits.attemptMs)));
    expect(await view('month', '2025-03')).toMatchObject({ status: 'retrying', progress: { step: null } });
    expect((await request('month', '2025-03')).body).toMatchObject({ status: 'retrying', attempt: 2 });
  });

  it('has failed when that was the last attempt, and begins a new run when it is asked for', async () => {
    await jobs.begin(aJob('2025-04', started(3, reportLimits.attemptMs)));
    expect(await view('month', '2025-04')).toMatchObject({
      status: 'failed',
      problem: { code: 'timed-out' },
    });
    expect((await request('month', '2025-04')).body).toMatchObject({ status: 'queued', attempt: 0 });
    expect(await messages()).toEqual([expect.objectContaining({ period: '2025-04', run: 2 })]);
  });

  it('has failed when its message was lost', async () => {
    await jobs.begin(aJob('2025-05', started(1, reportLimits.silenceMs)));
    expect((await view('month', '2025-05')).status).toBe('failed');
  });

  it('is sent again when the request was cut before or after its message', async () => {
    await jobs.open(aJob('2025-06'));
    expect((await request('month', '2025-06')).body).toMatchObject({ status: 'queued' });
    expect(await messages()).toEqual([expect.objectContaining({ period: '2025-06', run: 1 })]);
    const orphan = { kind: 'month', period: '2024-06', run: 1, requestedBy: 'accountant', requestedAt: 1 };
    expect(await failuresOf(worker, aRecord(orphan))).toEqual([]);
    expect(await view('month', '2024-06')).toMatchObject({ status: 'ready', requestedBy: 'accountant' });
  });

  it('has failed when nobody began it, and is made all the same when its message comes late', async () => {
    const { queuedMs } = reportLimits;
    await jobs.open(aJob('2024-04', { updatedAt: Date.now() - queuedMs + 5000 }));
    expect(await view('month', '2024-04')).toMatchObject({ status: 'queued', problem: null });
    await jobs.open(aJob('2024-04', { run: 2, updatedAt: Date.now() - queuedMs }));
    const { status, problem } = await view('month', '2024-04');
    expect([status, problem?.code]).toEqual(['failed', 'lost']);
    expect(problem?.detail).toContain('Ask for the report again.');
    const { kind, period, requestedBy, requestedAt } = aJob('2024-04');
    expect(await failuresOf(worker, aRecord({ kind, period, run: 2, requestedBy, requestedAt }))).toEqual([]);
    expect(await view('month', '2024-04')).toMatchObject({ status: 'ready', problem: null });
  });

  it('is truly sent again when it is asked for after a minute, and its first message is stale then', async () => {
    const first = await request('month', '2024-03');
    const [old] = await messages();
    expect(first.body).toMatchObject({ status: 'queued' });
    await jobs.open(aJob('2024-03', { run: 2, updatedAt: Date.now() - reportLimits.resendMs }));
    expect((await request('month', '2024-03')).body).toMatchObject({ status: 'queued', attempt: 0 });
    const sent = await messages();
    expect(sent).toEqual([expect.objectContaining({ period: '2024-03', run: 3, requestedBy: 'accountant' })]);
    expect(await failuresOf(worker, aRecord(old))).toEqual([]);
    expect((await view('month', '2024-03')).status).toBe('queued');
    expect(await failuresOf(worker, aRecord(sent[0]))).toEqual([]);
    expect((await view('month', '2024-03')).status).toBe('ready');
  });

  it('is sent again by the next tick, whatever the tick is for; what waits since a moment is not', async () => {
    const tick = aRecord({ kind: 'year', scheduledTime: '2024-01-01T07:00:00Z' });
    await failuresOf(planner, tick);
    await messages();
    await jobs.open(aJob('2024-02', { updatedAt: Date.now() - reportLimits.resendMs }));
    await jobs.open(aJob('2024-01', { updatedAt: Date.now() - 5 * reportLimits.queuedMs }));
    await jobs.open(aJob('2023-12', { updatedAt: Date.now() }));
    expect(await failuresOf(planner, tick)).toEqual([]);
    const sent = (await messages()) as ReportJob[];
    const months = sent.filter(({ kind }) => kind === 'month').map(({ period, run }) => `${period}/${run}`);
    expect(months.filter((each) => each < '2024-03').sort()).toEqual(['2024-01/2', '2024-02/2']);
    expect((await view('month', '2024-01')).status).toBe('queued');
  });

  it('is not written over by a worker that was overtaken', async () => {
    await jobs.begin(aJob('2024-05', started(2, 0)));
    await jobs.update(aJob('2024-05', { attempt: 1 }), { status: 'failed', updatedAt: Date.now() });
    expect(await view('month', '2024-05')).toMatchObject({ status: 'running', attempt: 2 });
  });
});
