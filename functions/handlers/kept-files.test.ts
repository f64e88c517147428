import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScheduledEvent } from 'aws-lambda';
import { useBank } from '../../local/testing/bank.ts';
import { letFilingsBe } from '../../local/testing/filed-earlier.ts';
import { problem } from '../../local/testing/front-door.ts';
import { aJournal, post } from '../../local/testing/journals.ts';
import { keepLargeFile } from '../../local/testing/large-file.ts';
import { aRecord, failuresOf, type Worker } from '../../local/testing/queue-event.ts';
import { closeLastYear, openReportDesk, pathOf, type ReportDesk } from '../../local/testing/report-desk.ts';
import type { ReportVersionView } from '../contract/report-versions.ts';
import { reportFormats, type ReportFormat } from '../domain/reports/files/report-format.ts';

const bank = useBank({}, '2024-12-31');
let desk: ReportDesk;
let keeper: Worker;
let relay: () => Promise<void>;
let s3: S3Client;
let sqs: SQSClient;

beforeAll(async () => {
  await closeLastYear(bank());
  desk = await openReportDesk(bank());
  keeper = (await import('./file-keeper.lambda.ts')).handler;
  relay = (await import('./outbox-relay.lambda.ts')).handler;
  s3 = new S3Client({ responseChecksumValidation: 'WHEN_REQUIRED' });
  sqs = new SQSClient({});
});
afterAll(() => {
  s3.destroy();
  sqs.destroy();
});

const bucket = (): string => bank().parts.environment['FILES_BUCKET'] ?? '';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const keyOf = (period: string, format: string, version = 1): string =>
  `quarter/${period}/v${version}/ledgerbank-quarter-${period}-v${version}.${format}`;

async function file(period: string, version = 1): Promise<void> {
  const seen = { sha256: (await desk.read(period)).versions[0]?.sha256 ?? '' };
  expect((await desk.step(desk.accountant, `${period}:${version}/review`, seen)).status).toBe(200);
  expect((await desk.step(desk.administrator, `${period}:${version}/filing`, seen)).status).toBe(200);
}

/** Messages that the relay has put on the queue of files. */
async function announced(): Promise<unknown[]> {
  await relay();
  const QueueUrl = bank().parts.environment['FILES_QUEUE_URL'];
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
  );
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body }) => JSON.parse(Body ?? '') as unknown);
}

const kept = (period: string): Promise<string[]> =>
  announced().then((messages) => {
    expect(messages).toMatchObject([{ kind: 'report.filed', payload: { kind: 'quarter', period } }]);
    return failuresOf(keeper, ...messages.map((each) => aRecord(each)));
  });

async function versionOf(period: string, number = 1): Promise<ReportVersionView | undefined> {
  return (await desk.read(period)).versions.find(({ version }) => version === number);
}

async function download(period: string, format: ReportFormat, version = 1) {
  const { cookie = '' } = desk.accountant;
  const path = `${pathOf(period)}/versions/${version}/files/${format}`;
  const { status, headers, text } = await bank().page({ method: 'GET', path, cookies: [cookie] });
  return { status, headers, text, bytes: Buffer.from(text, 'base64') };
}

async function objects(prefix: string): Promise<string[]> {
  const { Versions = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: bucket(), Prefix: prefix }),
  );
  return Versions.map(({ Key = '' }) => Key);
}

const records = async (): Promise<unknown[]> =>
  (await bank().database.owner.query<Record<string, unknown>>('SELECT * FROM ops.report_file ORDER BY 1, 2'))
    .rows;

describe('The files of a report that was filed', () => {
  const made = new Map<ReportFormat, Buffer>();

  beforeAll(async () => {
    await desk.make('2025Q1');
    await file('2025Q1');
    for (const format of reportFormats) made.set(format, (await download('2025Q1', format)).bytes);
  });

  it('are kept in every format, byte for byte, once its filing was announced', async () => {
    expect((await versionOf('2025Q1'))?.files).toEqual([]);
    expect(await kept('2025Q1')).toEqual([]);
    expect((await objects('quarter/2025Q1')).sort()).toEqual(
      reportFormats.map((format) => keyOf('2025Q1', format)).sort(),
    );
    for (const format of reportFormats) {
      const object = { Bucket: bucket(), Key: keyOf('2025Q1', format) };
      const { Body, Metadata } = await s3.send(new GetObjectCommand(object));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      expect([format, Buffer.from(bytes).equals(made.get(format) ?? Buffer.alloc(0))]).toEqual([
        format,
        true,
      ]);
      expect(Metadata).toEqual({ 'report-sha256': (await versionOf('2025Q1'))?.sha256 });
    }
  });

  it('stand in the version with their hashes, and until when they are kept', async () => {
    const files = (await versionOf('2025Q1'))?.files ?? [];
    expect(files.map(({ format }) => format)).toEqual([...reportFormats]);
    for (const { format, sha256: hash, bytes, keptAt, keptUntil } of files) {
      const expected = made.get(format) ?? Buffer.alloc(0);
      expect([hash, bytes]).toEqual([sha256(expected), expected.length]);
      const days = (Date.parse(keptUntil) - Date.parse(keptAt)) / 86_400_000;
      expect([format, Math.round(days)]).toEqual([format, 1]);
    }
  });

  it('are kept once, however often their filing is announced', async () => {
    const before = await records();
    const { sha256: hash } = (await versionOf('2025Q1')) ?? {};
    const payload = { kind: 'quarter', period: '2025Q1', version: 1, sha256: hash };
    const again = aRecord({ sequence: 'e1', kind: 'report.filed', payload });
    expect(await failuresOf(keeper, again, again)).toEqual([]);
    expect(await records()).toEqual(before);
    expect(await objects('quarter/2025Q1')).toHaveLength(reportFormats.length);
  });

  it('are what is downloaded, under the same names and hashes as before', async () => {
    for (const format of reportFormats) {
      const { status, headers, bytes } = await download('2025Q1', format);
      expect([status, bytes.equals(made.get(format) ?? Buffer.alloc(0))]).toEqual([200, true]);
      expect(headers).toMatchObject({
        'content-disposition': `attachment; filename="ledgerbank-quarter-2025Q1-v1.${format}"`,
        etag: `"${sha256(bytes)}"`,
      });
    }
  });

  it('are deleted by nobody, and stay what they are when somebody writes over their name', async () => {
    const Key = keyOf('2025Q1', 'csv');
    const { VersionId } = await s3.send(new HeadObjectCommand({ Bucket: bucket(), Key }));
    await expect(
      s3.send(new DeleteObjectCommand({ Bucket: bucket(), Key, VersionId })),
    ).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    const Body = 'other figures';
    await s3.send(
      new PutObjectCommand({
        ...{ Bucket: bucket(), Key, Body },
        ChecksumSHA256: createHash('sha256').update(Body).digest('base64'),
      }),
    );
    await s3.send(new DeleteObjectCommand({ Bucket: bucket(), Key }));
    const { bytes } = await download('2025Q1', 'csv');
    expect(bytes.equals(made.get('csv') ?? Buffer.alloc(0))).toBe(true);
  });

  it('are kept of an amendment as well, and the amended one stays', async () => {
    const invoice = [
      { account: '7065', minor: 12_500n },
      { account: '1010', minor: -12_500n },
    ];
    await post(bank().database.app, aJournal(invoice, { type: 'ADJUSTING', adjustsOn: '2025-03-31' }));
    await desk.step(desk.accountant, '2025Q1:1/amendment', { reason: 'A late invoice' });
    await desk.work();
    await file('2025Q1', 2);
    const before = (await download('2025Q1', 'pdf')).bytes;
    expect(await kept('2025Q1')).toEqual([]);
    expect((await versionOf('2025Q1', 2))?.files).toHaveLength(4);
    expect((await download('2025Q1', 'pdf')).bytes.equals(before)).toBe(true);
    expect(await objects('quarter/2025Q1/v2')).toHaveLength(4);
  });

  it('are no longer handed out once they are not what the books have on record', async () => {
    const Key = keyOf('2025Q1', 'xml', 2);
    const { VersionId = '' } = await s3.send(new HeadObjectCommand({ Bucket: bucket(), Key }));
    const place = join(bank().parts.filesDirectory, bucket(), VersionId);
    const before = readFileSync(place);
    writeFileSync(place, Buffer.concat([before, Buffer.from(' ')]));
    const answer = await download('2025Q1', 'xml', 2);
    expect([answer.status, answer.text]).toEqual([500, expect.stringContaining('"kept-file-damaged"')]);
    expect(answer.text).toContain('report files');
    writeFileSync(place, before);
    expect((await download('2025Q1', 'xml', 2)).status).toBe(200);
  });
});

describe('A kept file that is gone', () => {
  it('is told as damaged, and not as out of reach', async () => {
    const Key = keyOf('2025Q1', 'json', 2);
    const { VersionId } = await s3.send(new HeadObjectCommand({ Bucket: bucket(), Key }));
    const unlocked = { Bucket: bucket(), Key, VersionId, BypassGovernanceRetention: true };
    await s3.send(new DeleteObjectCommand(unlocked));
    const { status, text } = await download('2025Q1', 'json', 2);
    expect([status, text]).toEqual([500, expect.stringContaining('"kept-file-damaged"')]);
    expect((await download('2025Q1', 'csv', 2)).status).toBe(200);
  });
});

describe('A version that was not filed', () => {
  it('has no files to keep, whoever announces it', async () => {
    const { sha256: hash } = await desk.make('2025Q2');
    const payload = { kind: 'quarter', period: '2025Q2', version: 1, sha256: hash };
    const message = aRecord({ sequence: 'e1', kind: 'report.filed', payload });
    expect(await failuresOf(keeper, message)).toEqual([message.messageId]);
    expect([(await versionOf('2025Q2'))?.files, await objects('quarter/2025Q2')]).toEqual([[], []]);
    expect(await announced()).toEqual([]);
  });

  it('is kept under no other content than that which was announced', async () => {
    const payload = { kind: 'quarter', period: '2025Q1', version: 1, sha256: '0'.repeat(64) };
    const message = aRecord({ sequence: 'e1', kind: 'report.filed', payload });
    expect(await failuresOf(keeper, message)).toEqual([message.messageId]);
  });
});

describe('A filed version whose announcement was lost', () => {
  const scheduled = { source: 'aws.scheduler' } as unknown as ScheduledEvent;
  let hourly: () => Promise<unknown>;

  beforeAll(async () => {
    const { handler } = await import('./file-keeper.lambda.ts');
    hourly = () => handler(scheduled);
    for (const period of ['2025Q3', '2025Q4']) {
      await desk.make(period);
      await file(period);
    }
    // Taken from the queue, and never worked on.
    expect(await announced()).toHaveLength(2);
  });

  it('is left to the queue for ten minutes after its filing', async () => {
    await hourly();
    expect((await versionOf('2025Q3'))?.files).toEqual([]);
  });

  it('is kept by the next hour’s run, and one that can’t be kept fails that run without holding up the other', async () => {
    await letFilingsBe(bank().database.owner, '11 minutes');
    const Body = 'in the way';
    const sum = createHash('sha256').update(Body).digest('base64');
    const inTheWay = { Bucket: bucket(), Key: keyOf('2025Q3', 'json'), Body, ChecksumSHA256: sum };
    await s3.send(new PutObjectCommand(inTheWay));
    await expect(hourly()).rejects.toThrow('Files of 1 filed versions are missing and could not be kept');
    expect((await versionOf('2025Q3'))?.files.map(({ format }) => format)).toEqual(['csv']);
    expect((await versionOf('2025Q4'))?.files.map(({ format }) => format)).toEqual([...reportFormats]);
  });

  it('is kept once the way is free, and is not missing then', async () => {
    const Key = keyOf('2025Q3', 'json');
    const { VersionId } = await s3.send(new HeadObjectCommand({ Bucket: bucket(), Key }));
    const unlocked = { Bucket: bucket(), Key, VersionId, BypassGovernanceRetention: true };
    await s3.send(new DeleteObjectCommand(unlocked));
    await hourly();
    expect((await versionOf('2025Q3'))?.files).toHaveLength(4);
    const { rows } = await bank().database.app.query('SELECT * FROM bank.unkept_reports(0)');
    expect(rows).toEqual([]);
  });
});

describe('A kept file that is larger than an answer may be', () => {
  let bytes: Buffer;

  beforeAll(async () => {
    await file('2025Q2');
    bytes = await keepLargeFile(bank(), '2025Q2', 'json');
  });

  it('is answered by an address, where it can be had for some minutes under its name', async () => {
    const { status, headers, text } = await download('2025Q2', 'json');
    expect([status, text, headers['cache-control']]).toEqual([303, '', 'no-store']);
    const location = headers['location'] ?? '';
    expect(new URL(location).searchParams.get('X-Amz-Expires')).toBe('300');
    const answer = await fetch(location);
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="ledgerbank-quarter-2025Q2-v1.json"',
    );
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(bytes));
  });

  it('is answered to nobody who may not read the report', async () => {
    const teller = await bank().signIn('teller');
    const answer = await teller.get(`${pathOf('2025Q2')}/versions/1/files/json`);
    expect(problem(answer)).toEqual({ status: 403, code: 'forbidden' });
    expect(answer.headers['location']).toBeUndefined();
  });

  it('leaves the other files of its version to be kept', async () => {
    expect(await kept('2025Q2')).toEqual([]);
    expect((await versionOf('2025Q2'))?.files).toHaveLength(4);
  });
});
