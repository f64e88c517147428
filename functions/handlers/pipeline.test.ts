import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { createHash } from 'node:crypto';
import { useBank } from '../../local/testing/bank.ts';
import { aCashDeposit, aTransfer, post } from '../../local/testing/journals.ts';
import { aRecord, failuresOf, type Worker } from '../../local/testing/queue-event.ts';

const bank = useBank();
let planner: Worker;
let reportWorker: Worker;
let snapshotWriter: Worker;
let relay: () => Promise<void>;
let sqs: SQSClient;

beforeAll(async () => {
  planner = (await import('./planner.lambda.ts')).handler;
  reportWorker = (await import('./report-worker.lambda.ts')).handler;
  snapshotWriter = (await import('./snapshot-writer.lambda.ts')).handler;
  relay = (await import('./outbox-relay.lambda.ts')).handler;
  sqs = new SQSClient({});
});
afterAll(() => {
  sqs.destroy();
});

async function received(queue: 'REPORT_QUEUE_URL' | 'EVENTS_QUEUE_URL'): Promise<unknown[]> {
  const url = bank().parts.environment[queue];
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
  );
  return Messages.map(({ Body }) => JSON.parse(Body ?? '') as unknown);
}

interface Report {
  readonly kind: string;
  readonly period: string;
  readonly sha256: string;
  readonly content: string;
  readonly as_of_sequence: string;
  readonly finished_at: Date;
}

async function reports(): Promise<Report[]> {
  const { rows } = await bank().database.owner.query<Report>(
    'SELECT kind, period, sha256, content, as_of_sequence, finished_at FROM ops.report_run ORDER BY kind, period',
  );
  return rows;
}

describe('the planner', () => {
  it('turns a tick into the report of the period that ended, in the bank’s time zone', async () => {
    const failed = await failuresOf(
      planner,
      aRecord({ kind: 'quarter', scheduledTime: '2026-10-01T06:30:00Z' }),
      aRecord({ kind: 'day', scheduledTime: '2026-10-02T03:30:00Z' }),
    );
    expect(failed).toEqual([]);
    const asked = { run: 1, requestedBy: 'schedule', requestedAt: expect.any(Number) as unknown };
    expect(await received('REPORT_QUEUE_URL')).toEqual([
      { kind: 'quarter', period: '2026Q3', ...asked },
      { kind: 'day', period: '2026-09-30', ...asked },
    ]);
  });

  it('names the messages it could not read, and handles the others', async () => {
    const poison = [aRecord('{'), aRecord({ kind: 'decade', scheduledTime: '2026-10-01T06:30:00Z' })];
    const good = aRecord({ kind: 'year', scheduledTime: '2026-01-01T08:00:00Z' });
    expect(await failuresOf(planner, ...poison, good)).toEqual(poison.map(({ messageId }) => messageId));
    expect(await received('REPORT_QUEUE_URL')).toEqual([
      expect.objectContaining({ kind: 'year', period: '2025' }),
    ]);
  });
});

describe('the report worker', () => {
  it('stores one balanced report, however often it is asked', async () => {
    await post(bank().database.app, aCashDeposit(bank().cast.alice.accountId, 12_345n));
    const request = aRecord({ kind: 'quarter', period: '2026Q1' }, { group: 'quarter-2026Q1' });
    expect(await failuresOf(reportWorker, request)).toEqual([]);
    const first = await reports();
    expect(await failuresOf(reportWorker, request)).toEqual([]);
    expect(await reports()).toEqual(first);
    const content = first[0]?.content ?? '';
    expect(createHash('sha256').update(content).digest('hex')).toBe(first[0]?.sha256);
    expect(Number(first[0]?.as_of_sequence)).toBeGreaterThan(0);
    expect(Date.now() - Number(first[0]?.finished_at)).toBeLessThan(60_000);
    const { asOf, trialBalance: trial } = JSON.parse(content) as {
      asOf: string;
      trialBalance: { debitMinor: string; creditMinor: string }[];
    };
    // The books stand at this day, the quarter is under way.
    expect(asOf).toBe('2026-01-15');
    const sum = (side: 'debitMinor' | 'creditMinor'): bigint =>
      trial.reduce((all, line) => all + BigInt(line[side]), 0n);
    expect(sum('debitMinor')).toBe(12_345n);
    expect(sum('creditMinor')).toBe(12_345n);
  });

  it('follows the books while it is a draft', async () => {
    const request = aRecord({ kind: 'month', period: '2026-01' }, { group: 'month-2026-01' });
    await failuresOf(reportWorker, request);
    const before = (await reports()).find(({ kind }) => kind === 'month');
    await post(bank().database.app, aCashDeposit(bank().cast.bob.accountId, 1n));
    await failuresOf(reportWorker, request);
    const after = (await reports()).find(({ kind }) => kind === 'month');
    expect(after?.sha256).not.toBe(before?.sha256);
    expect(Number(after?.as_of_sequence)).toBeGreaterThan(Number(before?.as_of_sequence));
  });

  it('makes no report of days the books have not reached', async () => {
    const early = aRecord({ kind: 'day', period: '2026-01-16' }, { group: 'day-2026-01-16' });
    const known = aRecord({ kind: 'day', period: '2026-01-15' }, { group: 'day-2026-01-15' });
    expect(await failuresOf(reportWorker, early, known)).toEqual([early.messageId]);
    const days = (await reports()).filter(({ kind }) => kind === 'day');
    expect(days.map(({ period }) => period)).toEqual(['2026-01-15']);
  });

  it('holds back only what stands behind a failure in the same group', async () => {
    const poison = aRecord({ kind: 'quarter', period: '2026Q9' }, { group: 'a' });
    const behind = aRecord({ kind: 'quarter', period: '2025Q1' }, { group: 'a' });
    const other = aRecord({ kind: 'quarter', period: '2025Q2' }, { group: 'b' });
    expect(await failuresOf(reportWorker, poison, behind, other)).toEqual([
      poison.messageId,
      behind.messageId,
    ]);
    expect((await reports()).map(({ period }) => period)).toContain('2025Q2');
  });
});

describe('the outbox', () => {
  it('is handed to the queue once, and becomes the last known state of both customers', async () => {
    const { alice, bob } = bank().cast;
    await post(bank().database.app, aCashDeposit(alice.accountId, 900n));
    await relay();
    await received('EVENTS_QUEUE_URL');
    await post(bank().database.app, aTransfer(alice.accountId, bob.accountId, 100n));
    await relay();
    const events = await received('EVENTS_QUEUE_URL');
    expect(events).toEqual([expect.objectContaining({ kind: 'journal.posted' })]);
    await relay();
    expect(await received('EVENTS_QUEUE_URL')).toEqual([]);
    const unreadable = aRecord({ payload: {} });
    expect(await failuresOf(snapshotWriter, ...events.map((each) => aRecord(each)), unreadable)).toEqual([
      unreadable.messageId,
    ]);
  });

  it('lets a customer see the accounts, marked with their time, while the books are out of reach', async () => {
    const alice = await bank().signIn('alice');
    const fresh = (await alice.get('/api/v1/accounts')).body as {
      items: { balance: unknown; staleAsOf: null }[];
    };
    const { app } = bank().database;
    const database = bank().parts.environment['BOOKS_DATABASE'] ?? '';
    await bank().database.owner.query('SELECT 1');
    await closeDoor(database, true);
    try {
      const stale = (await alice.get('/api/v1/accounts')).body as {
        items: { id: string; balance: unknown; staleAsOf: string }[];
      };
      expect(stale.items[0]?.balance).toEqual(fresh.items[0]?.balance);
      expect(Date.parse(stale.items[0]?.staleAsOf ?? '')).toBeGreaterThan(0);
      expect((await alice.get(`/api/v1/accounts/${stale.items[0]?.id ?? ''}`)).status).toBe(200);
      const write = await alice.post('/api/v1/transfers', {
        fromAccountId: stale.items[0]?.id,
        to: `acc_${bank().cast.bob.accountId}`,
        amount: { minor: '1', currency: 'USD' },
      });
      expect([write.status, write.headers['retry-after']]).toEqual([503, '5']);
      expect((await bank().anonymous.get('/api/health/ready')).status).toBe(503);
    } finally {
      await closeDoor(database, false);
    }
    expect((await app.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(((await alice.get('/api/v1/accounts')).body as typeof fresh).items[0]?.staleAsOf).toBeNull();
  });
});

/** Cuts the application off from its database, as an outage would: no new connection, and none of the old. */
async function closeDoor(database: string, closed: boolean): Promise<void> {
  const { Client } = await import('pg');
  const client = new Client({ ...bank().database.adminConnection, database: 'postgres' });
  await client.connect();
  await client.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS ${String(!closed)}`);
  if (closed)
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
    );
  await client.end();
}
