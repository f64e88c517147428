import { createHash, randomBytes } from 'node:crypto';
import { AwsError, type AwsReply } from '../service.ts';
import { bypasses, type S3Call } from './operation.ts';
import { bucketNamed, latestOf, type Bucket, type ObjectVersion, type S3Store } from './store.ts';
import { element, xmlReply } from './xml.ts';

type ObjectAction = (call: S3Call) => Promise<AwsReply>;

const dayMs = 86_400_000;
const noSuchKey = (): AwsError =>
  new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404 });

/** What is done with objects and their versions. */
export function objectActions(store: S3Store, now: () => Date): Readonly<Record<string, ObjectAction>> {
  const { state } = store;
  const versionOf = ({ place: { bucket, key, query } }: S3Call): ObjectVersion => {
    const id = query.get('versionId');
    const found = bucketNamed(store, bucket);
    const version =
      id === null ? latestOf(found, key) : found.versions.find((each) => each.key === key && each.id === id);
    if (!version && id !== null)
      throw new AwsError('NoSuchVersion', 'The specified version does not exist.', { status: 404 });
    if (!version || version.isMarker) throw noSuchKey();
    return version;
  };
  return {
    async PutObject(call) {
      const bucket = bucketNamed(store, call.place.bucket);
      const sha256 = checkedSum(call, bucket);
      refuseWhereTaken(call, bucket);
      const id = bucket.versioned ? randomBytes(16).toString('hex') : 'null';
      await store.write(bucket.name, fileOf(call, id), call.body);
      // Somebody else may have put one while the bytes were written.
      refuseWhereTaken(call, bucket);
      const version = versionFrom(call, { id, sha256, bucket, at: now().getTime() });
      if (!bucket.versioned) bucket.versions = bucket.versions.filter(({ key }) => key !== version.key);
      bucket.versions.push(version);
      await state.save();
      return { status: 200, headers: headersOf(version, { withSum: true }), body: '' };
    },
    async GetObject(call) {
      const version = versionOf(call);
      const body = await store.read(call.place.bucket, fileOf(call, version.id));
      return { status: 200, headers: shownHeaders(call, version, body.length), body };
    },
    HeadObject: (call) => {
      const version = versionOf(call);
      const headers = shownHeaders(call, version, version.size);
      return Promise.resolve({ status: 200, headers, body: '' });
    },
    GetObjectRetention: (call) => {
      const { lock } = versionOf(call);
      if (!lock)
        throw new AwsError('NoSuchObjectLockConfiguration', 'The object has no lock.', { status: 404 });
      const until = element('RetainUntilDate', new Date(lock.until).toISOString());
      return Promise.resolve(xmlReply(200, element('Retention', [element('Mode', lock.mode), until])));
    },
    async DeleteObject(call) {
      const headers = await deleted(store, call, now().getTime());
      await state.save();
      return { status: 204, headers, body: '' };
    },
    ListObjectVersions: ({ place }) => {
      const { versions } = bucketNamed(store, place.bucket);
      const found = versions.filter(({ key }) => key.startsWith(place.query.get('prefix') ?? ''));
      const listed = found.map((each) => listing(each, found));
      return Promise.resolve(
        xmlReply(200, element('ListVersionsResult', [element('IsTruncated', 'false'), ...listed])),
      );
    },
  };
}

/** An object of a bucket without versions has one file. */
const fileOf = ({ place }: S3Call, id: string): string =>
  id === 'null' ? createHash('sha256').update(place.key).digest('hex') : id;

function checkedSum({ headers, body }: S3Call, { lockable }: Bucket): string | undefined {
  const given = headers['x-amz-checksum-sha256'];
  if (headers['content-encoding']?.includes('aws-chunked') === true)
    throw new AwsError('NotImplemented', 'Send the body as a whole.', { status: 501 });
  if (given !== undefined && given !== createHash('sha256').update(body).digest('base64'))
    throw new AwsError('BadDigest', 'The SHA-256 you specified did not match the calculated checksum.');
  if (given === undefined && lockable)
    throw new AwsError('InvalidRequest', 'What is locked is put with x-amz-checksum-sha256.');
  return typeof given === 'string' ? given : undefined;
}

function refuseWhereTaken({ headers, place }: S3Call, bucket: Bucket): void {
  if (headers['if-none-match'] !== '*') return;
  const there = latestOf(bucket, place.key);
  if (there && !there.isMarker)
    throw new AwsError(
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
      {
        status: 412,
      },
    );
}

interface Put {
  readonly id: string;
  readonly sha256: string | undefined;
  readonly bucket: Bucket;
  readonly at: number;
}

function versionFrom({ place, headers, body }: S3Call, { id, sha256, bucket, at }: Put): ObjectVersion {
  const { retention } = bucket;
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  return {
    ...{ key: place.key, id, isMarker: false, size: body.length, modifiedAt: at },
    ...(sha256 === undefined ? {} : { sha256 }),
    md5: createHash('md5').update(body).digest('hex'),
    mediaType: headers['content-type'] ?? 'binary/octet-stream',
    metadata: Object.fromEntries(metadata.map(([name, value]) => [name, String(value)])),
    ...(retention ? { lock: { mode: retention.mode, until: at + retention.days * dayMs } } : {}),
  };
}

function headersOf(version: ObjectVersion, { withSum }: { withSum: boolean }): Record<string, string> {
  return {
    etag: `"${version.md5}"`,
    'x-amz-version-id': version.id,
    ...(withSum && version.sha256 !== undefined ? { 'x-amz-checksum-sha256': version.sha256 } : {}),
  };
}

/** With the headers that a link asks for in place of those of the object. */
function shownHeaders(
  { headers, place: { query } }: S3Call,
  version: ObjectVersion,
  length: number,
): Record<string, string> {
  const disposition = query.get('response-content-disposition');
  return {
    ...version.metadata,
    ...headersOf(version, { withSum: headers['x-amz-checksum-mode'] === 'ENABLED' }),
    'content-type': version.mediaType,
    'content-length': String(length),
    'last-modified': new Date(version.modifiedAt).toUTCString(),
    ...(disposition === null ? {} : { 'content-disposition': disposition }),
  };
}

/** Without the id of a version nothing is lost: a marker hides what is there. */
async function deleted(store: S3Store, call: S3Call, at: number): Promise<Record<string, string>> {
  const { key, query } = call.place;
  const bucket = bucketNamed(store, call.place.bucket);
  const id = query.get('versionId') ?? (bucket.versioned ? undefined : 'null');
  if (id === undefined) {
    const marker = { key, id: randomBytes(16).toString('hex'), isMarker: true, modifiedAt: at };
    bucket.versions.push({ ...marker, size: 0, md5: '', mediaType: '', metadata: {} });
    return { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.id };
  }
  const version = bucket.versions.find((each) => each.key === key && each.id === id);
  if (version?.lock && version.lock.until > at && !(version.lock.mode === 'GOVERNANCE' && bypasses(call)))
    throw new AwsError('AccessDenied', 'Access Denied because object protected by object lock.', {
      status: 403,
    });
  bucket.versions = bucket.versions.filter((each) => each !== version);
  await store.remove(bucket.name, fileOf(call, id));
  return { 'x-amz-version-id': id };
}

function listing(version: ObjectVersion, among: readonly ObjectVersion[]): string {
  const isLatest = among.findLast(({ key }) => key === version.key) === version;
  return element(version.isMarker ? 'DeleteMarker' : 'Version', [
    element('Key', version.key),
    element('VersionId', version.id),
    element('IsLatest', String(isLatest)),
    element('Size', String(version.size)),
  ]);
}
