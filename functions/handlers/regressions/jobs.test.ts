import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { useBank } from '../../../local/testing/bank.ts';
import { brokenRules } from '../../../local/testing/books.ts';
import { aliceHas, balanceOf, openDesk, rollTo, type Desk } from '../../../local/testing/front-door.ts';
import { aRecord, failuresOf, type Worker } from '../../../local/testing/queue-event.ts';
import type { RunImportPorts } from '../../services/run-import.ts';

const bank = useBank();
let desk: Desk;
let sqs: SQSClient;

beforeAll(async () => {
  desk = await openDesk(bank());
  sqs = new SQSClient({});
});
afterAll(() => {
  sqs.destroy();
});

/** What lies in a queue, taken out of it. */
async function messagesOf(queue: 'IMPORT_QUEUE_URL' | 'REPORT_QUEUE_URL'): Promise<string[]> {
  const QueueUrl = bank().parts.environment[queue];
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body }) => Body ?? '');
}

/** A file that pays a cent into the account, line by line. */
async function aFileFor(account: string, lines: number): Promise<string> {
  const { rows } = await bank().database.app.query<{ number: string }>(
    'SELECT number FROM bank.account WHERE id = $1',
    [account],
  );
  const cents = Array.from({ length: lines }, (_, index) => `${rows[0]?.number ?? ''},0.01,Cent ${index},`);
  return `account,amount,description,reference\n${cents.join('\n')}\n`;
}

async function requested(content: string): Promise<{ id: string; message: string }> {
  const { status, body } = await desk.accountant.post('/api/v1/imports', {
    kind: 'csv',
    content,
    fileName: 'a.csv',
  });
  expect(status).toBe(202);
  const [message = ''] = await messagesOf('IMPORT_QUEUE_URL');
  return { id: (body as { id: string }).id, message };
}

describe('Regression 23: two runners of one job both post', () => {
  it('an import that several workers run at once posts each line once', async () => {
    const { handler } = (await import('../import-worker.lambda.ts')) as { handler: Worker };
    const account = await aliceHas(bank(), 0n);
    const { id, message } = await requested(await aFileFor(account, 1_500));
    await Promise.all([1, 1, 2, 3].map((attempt) => failuresOf(handler, aRecord(message, { attempt }))));
    await failuresOf(handler, aRecord(message, { attempt: 4 }));
    expect(await balanceOf(bank(), account)).toBe(1_500n);
    const { body } = await desk.accountant.get(`/api/v1/imports/${id}`);
    expect(body).toMatchObject({ status: 'ready', progress: { done: 1_500, posted: 1_500, refused: 0 } });
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });

  it('a tick that is delivered twice at once asks for one report', async () => {
    const { handler } = (await import('../planner.lambda.ts')) as { handler: Worker };
    await messagesOf('REPORT_QUEUE_URL');
    const tick = { kind: 'day', scheduledTime: '2026-01-16T11:00:00Z' };
    const runs = Array.from({ length: 4 }, () => failuresOf(handler, aRecord(tick)));
    expect(await Promise.all(runs)).toEqual(runs.map(() => []));
    expect((await messagesOf('REPORT_QUEUE_URL')).map((each) => JSON.parse(each) as unknown)).toEqual([
      expect.objectContaining({ kind: 'day', period: '2026-01-15', run: 1 }),
    ]);
  });

  it('a day that several roll at once rolls once, and its movements are summed up once', async () => {
    const account = await aliceHas(bank(), 500n);
    const rolls = await Promise.allSettled(Array.from({ length: 6 }, () => rollTo(bank(), '2026-01-16')));
    expect(rolls.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { rows } = await bank().database.owner.query(
      'SELECT credit_minor, balance_minor FROM books.account_movement WHERE account_id = $1',
      [account],
    );
    expect(rows).toEqual([{ credit_minor: '500', balance_minor: '-500' }]);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });
});

describe('Regression 24: a job that runs across midnight splits one day in two', () => {
  it('an import keeps the business date of the books, however late its clock gets', async () => {
    const { runImport } = await import('../../services/run-import.ts');
    const account = await aliceHas(bank(), 0n);
    const { message } = await requested(await aFileFor(account, 2_500));
    let now = Date.parse('2026-01-17T04:50:00Z');
    // Every look at the clock is half an hour later: midnight in New York passes between the chunks.
    const clock = { now: () => (now += 1_800_000) };
    const order = JSON.parse(message) as { id: string; run: number };
    const done = await runImport({ ...(await portsOfTheWorker()), clock }, order, 1);
    expect(done).toMatchObject({ status: 'ready', posted: 2_500 });
    const { rows } = await bank().database.owner.query(
      `SELECT DISTINCT e.business_date::text AS day, e.value_date::text AS counts_from
       FROM books.entry e WHERE account_id = $1`,
      [account],
    );
    const [{ today }] = (
      await bank().database.app.query<{ today: string }>(
        'SELECT business_date::text AS today FROM bank.business_date',
      )
    ).rows as [{ today: string }];
    expect(rows).toEqual([{ day: today, counts_from: today }]);
  });

  it('a report is of the day its tick was due for, not of the day it is made on', async () => {
    const { handler } = (await import('../planner.lambda.ts')) as { handler: Worker };
    await messagesOf('REPORT_QUEUE_URL');
    // Midnight in New York, before and after the clocks there go forward.
    const due = [
      '2026-03-08T04:59:00Z',
      '2026-03-08T05:01:00Z',
      '2026-03-09T03:59:00Z',
      '2026-03-09T04:01:00Z',
    ];
    for (const scheduledTime of due)
      expect(await failuresOf(handler, aRecord({ kind: 'day', scheduledTime }))).toEqual([]);
    const asked = (await messagesOf('REPORT_QUEUE_URL')).map(
      (each) => JSON.parse(each) as { period: string },
    );
    expect(asked.map(({ period }) => period)).toEqual(['2026-03-06', '2026-03-07', '2026-03-08']);
  });
});

async function portsOfTheWorker(): Promise<Omit<RunImportPorts, 'clock'>> {
  const { dynamoImports } = await import('../../adapters/dynamo/imports.ts');
  const { postgresBatches } = await import('../../adapters/postgres/batches.ts');
  const { accountNumbers } = await import('../../adapters/postgres/account-numbers.ts');
  const { booksByPool } = await import('../../adapters/postgres/proxy.ts');
  const { uuidIds } = await import('../../adapters/ids.ts');
  const database = booksByPool(bank().database.app);
  return {
    imports: dynamoImports('imports'),
    batches: postgresBatches(database),
    numbers: accountNumbers(database),
    ids: uuidIds,
    attemptsAllowed: 3,
  };
}
