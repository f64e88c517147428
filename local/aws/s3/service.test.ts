import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  PutObjectLockConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startFront, type CallRecord } from '../front.ts';
import { evaluate, type PolicyStatement } from '../policy.ts';
import { useFront } from '../testing/use-front.ts';
import { useTemporaryDirectory } from '../testing/temporary-directory.ts';
import { startS3 } from './service.ts';

const dayMs = 86_400_000;
const directory = useTemporaryDirectory();
const records: CallRecord[] = [];
let time = Date.UTC(2026, 0, 1);
const start = () =>
  startS3({
    directory,
    secretOf: (id) => (id === 'nobody' ? undefined : 'unverified'),
    now: () => new Date(time),
  });

const mayKeep: readonly PolicyStatement[] = [
  { Effect: 'Allow', Action: ['s3:PutObject', 's3:GetObject'], Resource: 'arn:aws:s3:::files/*' },
  { Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: 'arn:of:key' },
];
const front = useFront(() => [start()], {
  authorize({ caller, action, resources }) {
    // May do everything but list.
    if (caller === 'guest') return action === 's3:ListBucket' ? 'guest may not list' : undefined;
    if (caller !== 'keeper') return undefined;
    const allowed = resources.every((resource) => evaluate(mayKeep, action, resource));
    return allowed ? undefined : `${caller} is not authorized to perform: ${action}`;
  },
  onCall: (record) => records.push(record),
});
const client = (caller?: string): S3Client => new S3Client(front.config(caller));

const Bucket = 'files';
const sumOf = (body: string): string => createHash('sha256').update(body).digest('base64');
const put = (Key: string, Body: string, more: object = {}, caller?: string) =>
  client(caller).send(new PutObjectCommand({ Bucket, Key, Body, ChecksumSHA256: sumOf(Body), ...more }));
const textOf = async (Key: string, more: object = {}): Promise<string> =>
  (await (await client().send(new GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString()) ??
  '';
const retain = (Mode: 'COMPLIANCE' | 'GOVERNANCE') =>
  client().send(
    new PutObjectLockConfigurationCommand({
      Bucket,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode, Days: 2 } },
      },
    }),
  );

beforeAll(async () => {
  await client().send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  await retain('COMPLIANCE');
});
beforeEach(() => {
  time += 10 * dayMs;
  records.length = 0;
});

describe('An object', () => {
  it('is put once under the condition that nothing is there', async () => {
    const Key = 'a folder/ü & b.txt';
    await put(Key, 'first', { IfNoneMatch: '*', ContentType: 'text/plain', Metadata: { by: 'me' } });
    const again = put(Key, 'second', { IfNoneMatch: '*' });
    await expect(again).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    const { Body, ...head } = await client().send(new GetObjectCommand({ Bucket, Key }));
    expect(await Body?.transformToString()).toBe('first');
    expect(head).toMatchObject({ ContentType: 'text/plain', Metadata: { by: 'me' }, ContentLength: 5 });
  });

  it('is put by one of two that come at once', async () => {
    const puts = ['one', 'other'].map((body) => put('race.txt', body, { IfNoneMatch: '*' }));
    const outcomes = await Promise.allSettled(puts);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused when its checksum is that of other bytes, or when what will be locked has none', async () => {
    await expect(put('wrong.txt', 'body', { ChecksumSHA256: sumOf('another') })).rejects.toMatchObject({
      name: 'BadDigest',
    });
    await expect(put('none.txt', 'body', { ChecksumSHA256: undefined })).rejects.toMatchObject({
      name: 'InvalidRequest',
    });
  });

  it('has versions, of which the last one is shown unless another is named', async () => {
    const { VersionId: first } = await put('versions.txt', 'first');
    await put('versions.txt', 'second');
    expect(await textOf('versions.txt')).toBe('second');
    expect(await textOf('versions.txt', { VersionId: first })).toBe('first');
    const head = await client().send(
      new HeadObjectCommand({ Bucket, Key: 'versions.txt', ChecksumMode: 'ENABLED' }),
    );
    expect(head).toMatchObject({ ChecksumSHA256: sumOf('second'), ContentLength: 6 });
    const missing = client().send(new GetObjectCommand({ Bucket, Key: 'versions.txt', VersionId: 'none' }));
    await expect(missing).rejects.toMatchObject({ name: 'NoSuchVersion' });
  });

  it('is hidden by a delete that names no version, and comes to light by its version', async () => {
    const { VersionId } = await put('hidden.txt', 'still here');
    const marker = await client().send(new DeleteObjectCommand({ Bucket, Key: 'hidden.txt' }));
    expect(marker.DeleteMarker).toBe(true);
    await expect(textOf('hidden.txt')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await textOf('hidden.txt', { VersionId })).toBe('still here');
    const { Versions = [], DeleteMarkers = [] } = await client().send(
      new ListObjectVersionsCommand({ Bucket, Prefix: 'hidden' }),
    );
    expect([Versions.length, DeleteMarkers.length]).toEqual([1, 1]);
    await client().send(new DeleteObjectCommand({ Bucket, Key: 'hidden.txt', VersionId: marker.VersionId }));
    expect(await textOf('hidden.txt')).toBe('still here');
  });

  it('outlives a restart', async () => {
    await put('kept.txt', 'kept');
    const other = await startFront({ services: [start()] });
    const s3 = new S3Client({ ...front.config(), endpoint: other.endpoint });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'kept.txt' }));
    expect(await Body?.transformToString()).toBe('kept');
    s3.destroy();
    await other.close();
  });
});

describe('A locked version', () => {
  const remove = (VersionId: string | undefined, more: object = {}) =>
    client().send(new DeleteObjectCommand({ Bucket, Key: 'locked.txt', VersionId, ...more }));

  it('is deleted by nobody before its time, whatever they say', async () => {
    const { VersionId } = await put('locked.txt', 'locked');
    const { Retention } = await client().send(
      new GetObjectRetentionCommand({ Bucket, Key: 'locked.txt', VersionId }),
    );
    expect(Retention).toEqual({ Mode: 'COMPLIANCE', RetainUntilDate: new Date(time + 2 * dayMs) });
    for (const more of [{}, { BypassGovernanceRetention: true }])
      await expect(remove(VersionId, more)).rejects.toMatchObject({ name: 'AccessDenied' });
    time += 2 * dayMs;
    await remove(VersionId);
    await expect(textOf('locked.txt', { VersionId })).rejects.toMatchObject({ name: 'NoSuchVersion' });
  });

  it('that is governed is deleted by those alone who have a right of their own for it', async () => {
    await retain('GOVERNANCE');
    const { VersionId } = await put('locked.txt', 'governed');
    await expect(remove(VersionId)).rejects.toMatchObject({ name: 'AccessDenied' });
    await remove(VersionId, { BypassGovernanceRetention: true });
    expect(records.map(({ action }) => action)).toContain('s3:BypassGovernanceRetention');
    await retain('COMPLIANCE');
  });
});

describe('Whoever calls', () => {
  it('needs the permission for the object, for the version, and for the key of the bucket', async () => {
    const rule = {
      ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:of:key' },
    } as const;
    await client().send(
      new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }),
    );
    const { VersionId } = await put('mine.txt', 'mine', {}, 'keeper');
    const refused = { name: 'AccessDenied' };
    const get = (more: object) =>
      client('keeper').send(new GetObjectCommand({ Bucket, Key: 'mine.txt', ...more }));
    // The bytes are encrypted with a key that the keeper may not decrypt with.
    await expect(get({})).rejects.toMatchObject(refused);
    await expect(get({ VersionId })).rejects.toMatchObject(refused);
    await expect(
      client('keeper').send(new DeleteObjectCommand({ Bucket, Key: 'mine.txt' })),
    ).rejects.toMatchObject(refused);
    expect(records.map(({ caller, action }) => `${caller} ${action}`)).toEqual([
      'test s3:PutEncryptionConfiguration',
      'keeper s3:PutObject',
      'keeper kms:GenerateDataKey',
      'keeper s3:GetObject',
    ]);
  });
});

describe('An object that is gone', () => {
  it('is told from one that is out of reach to those alone who may list the bucket', async () => {
    const { VersionId = '' } = await put('short.txt', 'short');
    time += 3 * dayMs;
    await client().send(new DeleteObjectCommand({ Bucket, Key: 'short.txt', VersionId }));
    for (const Key of ['short.txt', 'never.txt']) {
      const command = () => new HeadObjectCommand({ Bucket, Key });
      await expect(client('guest').send(command())).rejects.toMatchObject({
        $metadata: { httpStatusCode: 403 },
      });
      await expect(client().send(command())).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
    }
    const version = () => new GetObjectCommand({ Bucket, Key: 'short.txt', VersionId });
    await expect(client('guest').send(version())).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(client().send(version())).rejects.toMatchObject({ name: 'NoSuchVersion' });
  });
});

describe('An address that was signed', () => {
  const sign = (Key: string, caller?: string): Promise<string> =>
    getSignedUrl(
      client(caller),
      new GetObjectCommand({ Bucket, Key, ResponseContentDisposition: 'attachment; filename="x y.txt"' }),
      { expiresIn: 300, signingDate: new Date(time) },
    );

  it('gives the object under the name it says, for as long as it says', async () => {
    await put('link it.txt', 'linked');
    const url = await sign('link it.txt');
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([200, 'linked']);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="x y.txt"');
    time += 301_000;
    expect((await fetch(url)).status).toBe(403);
  });

  it.each([
    ['another object', (url: string) => url.replace('link%20it', 'other')],
    ['another name', (url: string) => url.replace('x%20y', 'z')],
    ['a longer time', (url: string) => url.replace('Expires=300', 'Expires=3000')],
    ['another key', (url: string) => url.replace('Credential=test', 'Credential=nobody')],
  ])('is worth nothing with %s', async (_what, change) => {
    await put('link it.txt', 'linked');
    const url = await sign('link it.txt');
    expect(change(url)).not.toBe(url);
    expect((await fetch(change(url))).status).toBe(403);
  });

  it('gives what lies on the disk, even when somebody has changed it there', async () => {
    const { VersionId = '' } = await put('tampered.txt', 'what was put');
    writeFileSync(join(directory, Bucket, VersionId), 'something else');
    const s3 = new S3Client({ ...front.config(), responseChecksumValidation: 'WHEN_REQUIRED' });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'tampered.txt' }));
    expect(await Body?.transformToString()).toBe('something else');
    s3.destroy();
  });
});
