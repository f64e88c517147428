import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startFront, type AwsFront } from '../../local/aws/front.ts';
import { startS3 } from '../../local/aws/s3/service.ts';
import { openBank } from '../../local/testing/cast.ts';
import { booksOf, quietProgress } from '../../local/testing/console-context.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { letFilingsBe } from '../../local/testing/filed-earlier.ts';
import { closeLastYear } from '../../local/testing/report-desk.ts';
import { sha256OfBytes } from '../adapters/digest.ts';
import { documentPdf } from '../adapters/pdf/document-pdf.ts';
import { booksByPool } from '../adapters/postgres/proxy.ts';
import { postgresReportVersions } from '../adapters/postgres/report-versions.ts';
import { reportStore } from '../adapters/postgres/reports.ts';
import { storedReports } from '../adapters/postgres/stored-reports.ts';
import { s3FileReader } from '../adapters/s3/file-reader.ts';
import { s3FileStore } from '../adapters/s3/file-store.ts';
import { keepReportFiles } from '../services/keep-report-files.ts';
import type { ConsoleContext } from './context.ts';
import { runConsole } from './main.ts';

const database = useTestDatabase();
const directory = mkdtempSync(join(tmpdir(), 'console-files-'));
const key = { kind: 'quarter', period: '2025Q3' } as const;
const bucket = 'files';
let front: AwsFront;
let client: S3Client;
let output: string[] = [];
let complaints: string[] = [];

const context: ConsoleContext = {
  openBooks: booksOf(() => database().operator),
  openFiles: () => {
    const files = s3FileReader({ client });
    return Promise.resolve({ files, close: () => Promise.resolve() });
  },
  out: (text) => output.push(text),
  progress: quietProgress,
};

beforeAll(async () => {
  front = await startFront({ services: [startS3({ directory, secretOf: () => undefined })] });
  const credentials = { accessKeyId: 'console', secretAccessKey: 'unverified' };
  client = new S3Client({
    ...{ endpoint: front.endpoint, region: 'us-east-1', credentials },
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
  const DefaultRetention = { Mode: 'GOVERNANCE', Days: 7 } as const;
  const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention } } as const;
  await client.send(new PutObjectLockConfigurationCommand({ Bucket: bucket, ObjectLockConfiguration }));
  const cast = await openBank(database().operator, '2024-12-31');
  await closeLastYear({ database: database(), cast });
});
afterAll(async () => {
  client.destroy();
  await front.close();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(() => {
  output = [];
  complaints = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

async function file(): Promise<string> {
  const books = booksByPool(database().app);
  const reports = reportStore(books);
  const { sha256 } = await reports.save(key, await reports.build(key, () => Promise.resolve()));
  const versions = postgresReportVersions(books);
  const seen = { ...key, version: 1, sha256, note: '' };
  await versions.review({ ...seen, actor: 'subject-of-arno', actorName: 'arno', explanations: {} });
  await versions.file({ ...seen, actor: 'subject-of-ada', actorName: 'ada' });
  return sha256;
}

async function keep(sha256: string): Promise<void> {
  const books = booksByPool(database().app);
  const ports = {
    reports: storedReports(books),
    versions: postgresReportVersions(books),
    printer: documentPdf,
    store: s3FileStore(bucket, client),
    hash: sha256OfBytes,
  };
  await keepReportFiles(ports, { ...key, version: 1, sha256 });
}

const files = (...options: string[]): Promise<number> =>
  runConsole(context, ['report', 'files', 'quarter', '2025q3', ...options]);
const states = (): unknown =>
  (JSON.parse(output[0] ?? '') as { format: string; state: string }[]).map(({ format, state }) => [
    format,
    state,
  ]);

describe('On the console the kept files of a report', () => {
  it('are none before it is filed, then not kept yet, and missing when an hour is over', async () => {
    expect(await files()).toBe(1);
    expect(complaints.join('')).toBe('Nothing like this of 2025Q3 was filed yet.\n');
    const sha256 = await file();
    expect(await files('--json')).toBe(0);
    expect(states()).toEqual(['csv', 'json', 'xml', 'pdf'].map((format) => [format, 'not kept yet']));
    await letFilingsBe(database().owner, '59 minutes');
    expect(await files()).toBe(0);
    await letFilingsBe(database().owner, '61 minutes');
    output = [];
    expect(await files('--json')).toBe(1);
    expect(states()).toEqual(['csv', 'json', 'xml', 'pdf'].map((format) => [format, 'missing']));
    expect(complaints.at(-1)).toBe(
      'Not kept within an hour of the filing: version 1 as csv, version 1 as json, version 1 as xml, version 1 as pdf.\n',
    );
    await keep(sha256);
  });

  it('are listed with what the books have on record of each, and what they are now', async () => {
    expect(await files()).toBe(0);
    expect(output[0]).toMatch(/^version 1 {2}csv {3}unchanged {2}\d+ bytes {2}[0-9a-f]{64}\n {2}kept since /);
    output = [];
    expect(await files('--version', '1', '--json')).toBe(0);
    expect(states()).toEqual(['csv', 'json', 'xml', 'pdf'].map((format) => [format, 'unchanged']));
    expect(await files('--version', 'latest')).toBe(2);
    expect(complaints.join('')).toContain('Versions are numbered from 1.');
  });

  it('that were changed or lost are named, and the command fails', async () => {
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const placeOf = (format: string): string =>
      join(directory, bucket, Versions.find(({ Key }) => Key?.endsWith(format))?.VersionId ?? '');
    writeFileSync(placeOf('xml'), 'other figures');
    const { Key, VersionId } = Versions.find((each) => each.Key?.endsWith('csv')) ?? {};
    const unlocked = { Bucket: bucket, Key, VersionId, BypassGovernanceRetention: true };
    await client.send(new DeleteObjectCommand(unlocked));
    expect(await files('--json')).toBe(1);
    expect(states()).toEqual([
      ['csv', 'gone'],
      ['json', 'unchanged'],
      ['xml', 'differs'],
      ['pdf', 'unchanged'],
    ]);
    expect(complaints.join('')).toBe(
      'Not what the books have on record: version 1 as csv, version 1 as xml.\n',
    );
  });

  it('are no reason to file at the console, which says who files, and where', async () => {
    expect(await runConsole(context, ['report', 'file', 'quarter', '2025q3'])).toBe(1);
    expect(complaints.join('')).toContain('Two people file a report, each signed in');
    expect(complaints.join('')).toContain('/reports/quarter/2025Q3');
  });

  it('of a stage are held against the books of that stage, and against no others', async () => {
    const targets: unknown[] = [];
    const elsewhere: ConsoleContext = {
      ...context,
      openBooks: (name, create, target) => {
        targets.push(target);
        return context.openBooks(name, create, target);
      },
      openFiles: (target) => {
        targets.push(target);
        return Promise.resolve({ files: s3FileReader({ client }), close: () => Promise.resolve() });
      },
    };
    const prod = { profile: 'ops', stage: 'prod' };
    const told = ['--profile', prod.profile, '--stage', prod.stage, '--through', '127.0.0.1:15432'];
    await runConsole(elsewhere, ['report', 'files', 'quarter', '2025Q3', ...told]);
    expect(targets).toEqual([prod, { ...prod, through: { host: '127.0.0.1', port: 15_432 } }]);
  });

  it('can’t be looked at where no bank is', async () => {
    const nowhere = { ...context, openFiles: () => Promise.resolve(undefined) };
    expect(await runConsole(nowhere, ['report', 'files', 'quarter', '2025Q3'])).toBe(1);
    expect(complaints.join('')).toContain('No files are kept here.');
  });
});
