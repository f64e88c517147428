import { createHash } from 'node:crypto';
import { ListObjectVersionsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { useBank, type Caller } from '../../local/testing/bank.ts';
import { closeLastYear, openReportDesk, type ReportDesk } from '../../local/testing/report-desk.ts';
import { startReportWorker, type ReportWorkerProcess } from '../../local/testing/report-worker.ts';
import { until } from '../../local/testing/until.ts';
import type { DeadLetterView, QueueView } from '../contract/queues.ts';
import { reportFormats } from '../domain/reports/files/report-format.ts';

const bank = useBank({}, '2024-12-31');
const gate = 4_242;
/** Longer than keeping takes on a busy machine: a message that is shown while it is worked on uses up attempts. */
const visibilitySeconds = 20;
let desk: ReportDesk;
let relay: () => Promise<void>;
let keeper: ReportWorkerProcess;
let s3: S3Client;
let administrator: Caller;

beforeAll(async () => {
  await closeLastYear(bank());
  desk = await openReportDesk(bank());
  ({ administrator } = desk);
  relay = (await import('./outbox-relay.lambda.ts')).handler;
  s3 = new S3Client({});
  const { environment } = bank().parts;
  keeper = await startReportWorker({ name: 'file-keeper', environment, visibilitySeconds });
  // Whoever holds the gate decides when the file of a format may be written down.
  await bank().database.owner.query(`
    CREATE TABLE ops.held (period text, format text);
    CREATE FUNCTION ops.wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM ops.held h JOIN ops.report_run r USING (period) WHERE (r.id, h.format) = (NEW.run_id, NEW.format)) THEN
        PERFORM pg_advisory_xact_lock(${gate});
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER gate BEFORE INSERT ON ops.report_file FOR EACH ROW EXECUTE FUNCTION ops.wait_at_gate()`);
}, 60_000);
afterAll(async () => {
  await keeper.close();
  s3.destroy();
});

async function file(period: string): Promise<void> {
  const seen = await desk.make(period);
  await desk.step(desk.accountant, `${period}:1/review`, seen);
  expect((await desk.step(administrator, `${period}:1/filing`, seen)).status).toBe(200);
}

interface Kept {
  readonly format: string;
  readonly object_version: string;
}

const kept = async (period: string): Promise<readonly Kept[]> =>
  (
    await bank().database.owner.query<Kept>(
      `SELECT f.format, f.object_version FROM ops.report_file f JOIN ops.report_run r ON r.id = f.run_id
       WHERE r.period = $1 ORDER BY f.format`,
      [period],
    )
  ).rows;

/** Ids of every version of every object of a report. */
async function objects(period: string): Promise<string[]> {
  const Bucket = bank().parts.environment['FILES_BUCKET'];
  const { Versions = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket, Prefix: `quarter/${period}/` }),
  );
  return Versions.map(({ VersionId = '' }) => VersionId);
}

interface QueuePage {
  readonly queue: QueueView;
  readonly letters: readonly DeadLetterView[];
}
const queue = async (): Promise<QueuePage> =>
  (await administrator.get('/api/v1/queues/files')).body as QueuePage;
const isQuiet = ({ queue: { waiting, inFlight } }: QueuePage): boolean => waiting + inFlight === 0;

/** Statements of a keeper that was killed must not be what writes its files down. */
async function endStatementsAtGate(): Promise<void> {
  const client = new Client(bank().database.adminConnection);
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = ${gate} AND NOT granted`,
  );
  await client.end();
}

describe('A keeper that is killed between putting a file and writing it down', () => {
  // Each held one takes a connection of the keeper, which has two.
  const heldAt = [
    ['2025Q1', 'csv'],
    ['2025Q2', 'xml'],
  ] as const;

  it('leaves each file once, whichever it was', async () => {
    const { owner } = bank().database;
    const holder = await owner.connect();
    await holder.query('SELECT pg_advisory_lock($1)', [gate]);
    for (const [period, format] of heldAt) {
      await owner.query('INSERT INTO ops.held VALUES ($1, $2)', [period, format]);
      await file(period);
    }
    await keeper.warmUp();
    await relay();
    const put = new Map<string, string[]>();
    for (const [period, format] of heldAt) {
      const before = reportFormats.indexOf(format);
      const isHeld = (found: string[]): boolean => found.length === before + 1;
      put.set(period, await until(() => objects(period), isHeld));
      expect(await kept(period)).toHaveLength(before);
    }
    await keeper.kill();
    await endStatementsAtGate();
    await owner.query('TRUNCATE ops.held');
    await holder.query('SELECT pg_advisory_unlock($1)', [gate]);
    holder.release();
    for (const [period] of heldAt) {
      const isWhole = (found: readonly Kept[]): boolean => found.length === reportFormats.length;
      const files = await until(() => kept(period), isWhole);
      const found = await objects(period);
      expect(found.sort()).toEqual(files.map(({ object_version }) => object_version).sort());
      expect(found).toEqual(expect.arrayContaining(put.get(period) ?? []));
    }
    expect((await until(queue, isQuiet)).queue.deadLetters).toBe(0);
  }, 120_000);
});

describe('Other bytes in the place of a file', () => {
  it('are never taken for it: the message becomes a dead letter, which says of which report', async () => {
    const Body = 'figures of somebody else';
    const Bucket = bank().parts.environment['FILES_BUCKET'];
    const Key = 'quarter/2025Q4/v1/ledgerbank-quarter-2025Q4-v1.json';
    const ChecksumSHA256 = createHash('sha256').update(Body).digest('base64');
    await s3.send(new PutObjectCommand({ Bucket, Key, Body, ChecksumSHA256 }));
    await file('2025Q4');
    await relay();
    const page = await until(queue, (found) => found.queue.deadLetters === 1 && isQuiet(found));
    expect(page.letters).toMatchObject([
      { about: { kind: 'quarter-files', name: '2025Q4-v1' }, attempts: 3, problem: null },
    ]);
    expect((await kept('2025Q4')).map(({ format }) => format)).toEqual(['csv']);
    const { cookie = '' } = administrator;
    const path = '/api/v1/reports/quarter/2025Q4/versions/1/files/json';
    const { status, text } = await bank().page({ method: 'GET', path, cookies: [cookie] });
    expect([status, Buffer.from(text, 'base64').toString().includes(Body)]).toEqual([200, false]);
  }, 60_000);

  it('stay in the way for as long as they lie there', async () => {
    const answer = await administrator.post('/api/v1/queues/files/redrive', undefined);
    expect(answer.body).toEqual({ moved: 1, finished: true });
    const page = await until(queue, (found) => found.queue.deadLetters === 1 && isQuiet(found));
    expect(page.letters).toHaveLength(1);
    expect((await kept('2025Q4')).map(({ format }) => format)).toEqual(['csv']);
  }, 60_000);
});
