import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomOf } from '../../local/seed/random.ts';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { startReportWorker, type ReportWorkerProcess } from '../../local/testing/report-worker.ts';
import { booksByPool } from '../adapters/postgres/proxy.ts';
import { reportStore } from '../adapters/postgres/reports.ts';
import type { ReportView } from '../contract/reports.ts';

/** `KILL_SEED=… npx jest functions/handlers/report-kills` plays a run again; its seed is in the name of the test. */
const seed = process.env['KILL_SEED'] ?? String(Math.trunc(Math.random() * 2 ** 31));
const random = randomOf(seed);
const kills = 10;
const [undisturbed = '', ...quarters] = quartersFrom(2023, 2, 1 + kills);

function quartersFrom(year: number, quarter: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const past = quarter - 1 + index;
    return `${year + Math.floor(past / 4)}Q${(past % 4) + 1}`;
  });
}

const bank = useBank({}, '2023-03-31');
const hashes = new Map<string, string>();
let accountant: Caller;
let worker: ReportWorkerProcess;
let sqs: SQSClient;
let invoked: (ended: Promise<boolean>) => void = () => undefined;
const tell = (ended: Promise<boolean>): void => {
  invoked(ended);
};

beforeAll(async () => {
  await post(bank().database.app, aCashDeposit(bank().cast.bob.accountId, 250_000_000n));
  for (const date of ['2023-12-29', '2024-12-31', '2026-01-15'])
    await bank().database.operator.query('SELECT bank.roll_business_date($1)', [date]);
  const reports = reportStore(booksByPool(bank().database.app));
  for (const period of [undisturbed, ...quarters]) {
    const { sha256 } = await reports.build({ kind: 'quarter', period }, () => Promise.resolve());
    hashes.set(period, sha256);
  }
  accountant = await bank().signIn('accountant');
  sqs = new SQSClient({});
  const { environment } = bank().parts;
  worker = await startReportWorker({ environment, visibilitySeconds: 1, invoked: tell });
}, 60_000);
afterAll(async () => {
  await worker.close();
  sqs.destroy();
});

async function until(accept: () => Promise<boolean>, what: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end;) {
    if (await accept()) return;
    await sleep(20);
  }
  throw new Error(`Not within 30 seconds: ${what}`);
}

const view = async (period: string): Promise<ReportView> =>
  ((await accountant.get(`/api/v1/reports/quarter/${period}`)).body as { report: ReportView }).report;

/** Nothing waits and nobody holds a message. */
async function isQuiet(): Promise<boolean> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: bank().parts.environment['REPORT_QUEUE_URL'],
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Object.values(Attributes).every((count) => count === '0');
}

interface Attempt {
  /** Milliseconds since 1970 UTC. */
  readonly began: number;
  readonly ended: Promise<boolean>;
}

/** Asks for a report; resolves when a warm worker has its message. */
async function begin(period: string): Promise<Attempt> {
  await worker.warmUp();
  const first = new Promise<Attempt>((resolve) => {
    invoked = (ended) => {
      resolve({ began: Date.now(), ended });
    };
  });
  expect((await accountant.post('/api/v1/reports', { kind: 'quarter', period })).status).toBe(202);
  return first;
}

async function rounded(period: string): Promise<void> {
  await until(async () => (await view(period)).status === 'ready' && (await isQuiet()), `${period} is ready`);
}

/** How long an attempt takes that nobody disturbs; the shorter of two, so that kills come before the end. */
async function attemptMs(): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 2; run += 1) {
    const { began, ended } = await begin(undisturbed);
    expect(await ended).toBe(true);
    times.push(Date.now() - began);
    await rounded(undisturbed);
  }
  return Math.min(...times);
}

const stored = async (): Promise<{ period: string; sha256: string }[]> => {
  const { rows } = await bank().database.owner.query<{ period: string; sha256: string }>(
    "SELECT period, sha256 FROM ops.report_run WHERE kind = 'quarter' ORDER BY period",
  );
  return rows;
};

describe('A worker that is killed at ten random moments of a report', () => {
  it(`leaves one report with the hash of one that nobody disturbed (seed ${seed})`, async () => {
    const whole = await attemptMs();
    const told: string[] = [];
    let cutOff = 0;
    for (const [index, period] of quarters.entries()) {
      // One in each tenth of an attempt, so that every part of it is hit.
      const moment = Math.floor(((index + random.below(1000) / 1000) * whole) / kills);
      const { began, ended } = await begin(period);
      await sleep(Math.max(began + moment - Date.now(), 0));
      await worker.kill();
      const { status, progress } = await view(period);
      told.push(`${period} ${moment} ms ${status} ${progress.step ?? '-'}`);
      if (!(await ended)) cutOff += 1;
      await rounded(period);
    }
    process.stderr.write(`KILL_SEED=${seed}, of ${whole} ms: ${told.join('; ')}\n`);
    expect(cutOff).toBeGreaterThanOrEqual(kills / 2);
    expect(await stored()).toEqual([...hashes].map(([period, sha256]) => ({ period, sha256 })));
  }, 90_000);
});
