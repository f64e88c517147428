import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { aRecord, failuresOf, type Worker } from '../../local/testing/queue-event.ts';
import { startReportWorker, type ReportWorkerProcess } from '../../local/testing/report-worker.ts';
import { until } from '../../local/testing/until.ts';
import { dynamoImports } from '../adapters/dynamo/imports.ts';
import { queueUrl } from '../adapters/sqs/queue-operations.ts';
import type { DeadLetterView, QueueView } from '../contract/queues.ts';
import type { ReportView } from '../contract/reports.ts';
import type { ImportJob } from '../domain/import-job.ts';
import type { QueueName } from '../domain/queue.ts';
import { queuePair } from '../manifest-queues.ts';

const bank = useBank();
let administrator: Caller;
let auditor: Caller;
let worker: ReportWorkerProcess;
let sqs: SQSClient;

beforeAll(async () => {
  sqs = new SQSClient({});
  administrator = await bank().signIn('administrator');
  auditor = await bank().signIn('auditor');
  worker = await startReportWorker({ environment: bank().parts.environment, visibilitySeconds: 5 });
});
afterAll(async () => {
  await worker.close();
  sqs.destroy();
});

interface QueuePage {
  readonly queue: QueueView;
  readonly letters: readonly DeadLetterView[];
}
const queue = async (name: QueueName, who = auditor): Promise<QueuePage> =>
  (await who.get(`/api/v1/queues/${name}`)).body as QueuePage;
const redrive = (who: Caller, name: QueueName): Promise<Answer> =>
  who.post(`/api/v1/queues/${name}/redrive`, undefined);

const reportOf = async (period: string): Promise<ReportView | undefined> => {
  const { body } = await administrator.get('/api/v1/reports?kind=day');
  return (body as { items: ReportView[] }).items.find((each) => each.period === period);
};

async function die(name: QueueName, body: object | string): Promise<void> {
  const dead = queuePair('local', name).deadLetters;
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: await queueUrl(sqs, dead),
      MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
      ...(dead.endsWith('.fifo')
        ? { MessageGroupId: 'g', MessageDeduplicationId: JSON.stringify(body) }
        : {}),
    }),
  );
}

const isQuiet = ({ queue: { waiting, inFlight } }: QueuePage): boolean => waiting + inFlight === 0;

describe('Poison of the report queue', () => {
  const dead = (): Promise<QueuePage> =>
    until(
      () => queue('report'),
      (page) => page.queue.deadLetters === 1 && page.letters.length === 1 && isQuiet(page),
    );

  it('is seen with what it asked for and why it failed, by auditors too', async () => {
    const { handler: planner } = (await import('./planner.lambda.ts')) as { handler: Worker };
    const early = aRecord({ kind: 'day', scheduledTime: '2026-01-17T07:00:00Z' });
    expect(await failuresOf(planner, early)).toEqual([]);
    const { letters } = await dead();
    expect(letters).toEqual([
      {
        id: expect.any(String) as unknown,
        about: { kind: 'day', name: '2026-01-16' },
        sentAt: expect.stringMatching(/Z$/) as unknown,
        attempts: 3,
        problem: { code: 'business-date-refused', detail: expect.stringContaining('2026-01-15') as unknown },
      },
    ]);
    const { body } = await auditor.get('/api/v1/queues');
    expect((body as { items: QueueView[] }).items).toEqual(
      (['tick', 'report', 'import', 'day', 'events', 'files'] as const).map((name) => ({
        ...{ name, waiting: 0, delayed: 0, inFlight: 0 },
        deadLetters: name === 'report' ? 1 : 0,
      })),
    );
  });

  it('is not sent back by those who only read', async () => {
    expect((await redrive(auditor, 'report')).status).toBe(403);
    expect((await redrive(await bank().signIn('accountant'), 'report')).status).toBe(403);
    expect((await queue('report')).queue.deadLetters).toBe(1);
  });

  it('comes back while its cause is there', async () => {
    expect((await redrive(administrator, 'report')).body).toEqual({ moved: 1, finished: true });
    expect((await dead()).letters).toMatchObject([{ problem: { code: 'business-date-refused' } }]);
    expect(await reportOf('2026-01-16')).toMatchObject({ status: 'failed' });
  });

  it('is healed by being sent back once the cause is gone, and leaves a line in the audit log', async () => {
    await bank().database.operator.query("SELECT bank.roll_business_date('2026-01-16')");
    const answer = await redrive(administrator, 'report');
    expect([answer.status, answer.body]).toEqual([200, { moved: 1, finished: true }]);
    const healed = await until(
      () => reportOf('2026-01-16'),
      (report) => report?.status === 'ready',
    );
    expect(healed?.problem).toBeNull();
    const page = await until(() => queue('report'), isQuiet);
    expect(page).toMatchObject({ queue: { deadLetters: 0 }, letters: [] });
    const { body } = await auditor.get('/api/v1/audit-events?kind=queue');
    const [event] = (body as { items: { traceId: string }[] }).items;
    expect(event).toMatchObject({ operation: 'redriveQueue', code: 'asked', about: { queue: 'report' } });
    expect(event?.traceId).toBe(answer.headers['trace-id']);
  });

  it('is sent back once, however often somebody asks', async () => {
    expect((await redrive(administrator, 'report')).body).toEqual({ moved: 0, finished: true });
    expect((await queue('report')).queue).toMatchObject({ waiting: 0, deadLetters: 0 });
  });
});

describe('A dead letter', () => {
  const id = '0197fd3a-0000-7000-8000-000000000001';

  it('of an import tells why the file stopped, while its job is of that run', async () => {
    const job: ImportJob = {
      ...{
        id,
        kind: 'csv',
        fileName: 'Alice Adams.csv',
        sha256: '',
        run: 2,
        status: 'failed',
        lines: 1,
        done: 0,
      },
      ...{
        posted: 0,
        refused: 0,
        skipped: 0,
        requestedBy: 'accountant',
        actor: 'x',
        requestedAt: 1,
        updatedAt: 1,
      },
      ...{ attempt: 3, problem: { code: 'books-unavailable', detail: 'The ledger is out of reach.' } },
    };
    await dynamoImports('imports').open(job);
    await die('import', { id, run: 2 });
    const { letters } = await queue('import');
    expect(letters).toMatchObject([
      { about: { kind: 'import', name: id }, attempts: 3, problem: job.problem },
    ]);
    expect(JSON.stringify(letters)).not.toContain('Alice');
  });

  it.each<[QueueName, object | string, object | null, number]>([
    [
      'tick',
      { kind: 'quarter', scheduledTime: '2026-10-01T06:30:00Z' },
      { kind: 'quarter-tick', name: '2026-10-01T06:30:00Z' },
      5,
    ],
    ['day', { through: '2026-10-05', requestedBy: 'ada' }, { kind: 'day-end', name: '2026-10-05' }, 3],
    [
      'events',
      { sequence: 'j17', kind: 'journal.posted', payload: { note: 'Alice Adams 912-34-5678' } },
      { kind: 'journal.posted', name: 'j17' },
      5,
    ],
    [
      'files',
      {
        sequence: 'e7',
        kind: 'report.filed',
        payload: { kind: 'quarter', period: '2026Q1', version: 2, sha256: 'Alice Adams' },
      },
      { kind: 'quarter-files', name: '2026Q1-v2' },
      3,
    ],
    ['day', 'Alice Adams 912-34-5678', null, 3],
  ])('of the queue %s is told without the text of its message', async (name, body, about, attempts) => {
    await redrive(administrator, name);
    await die(name, body);
    const answer = await administrator.get(`/api/v1/queues/${name}`);
    expect((answer.body as QueuePage).letters).toMatchObject([{ about, attempts, problem: null }]);
    expect(JSON.stringify(answer.body)).not.toMatch(/Alice|912-34|ada/);
  });
});

describe('Where SQS is out of reach', () => {
  it('the answer says so, and when to come back', async () => {
    const QueueUrl = await queueUrl(sqs, queuePair('local', 'events').deadLetters);
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    for (const answer of [await auditor.get('/api/v1/queues'), await redrive(administrator, 'events')]) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'queues-unavailable' } });
      expect(answer.headers['retry-after']).toBe('5');
    }
  });
});
