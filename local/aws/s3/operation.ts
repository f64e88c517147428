import type { AwsCall, AwsRequest, Demand } from '../service.ts';

/** What a request of the REST API is about. */
export interface Place {
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
}

export interface S3Call extends AwsCall {
  readonly place: Place;
}

/** In the host (`bucket.s3.…`), as the SDK writes it, or in front of the key where the host is an address. */
export function placeOf({ path, headers }: AwsRequest): Place {
  const { pathname, searchParams: query } = new URL(path, 'http://s3');
  const decoded = decodeURIComponent(pathname).slice(1);
  const [, byHost] = /^(.+)\.s3\./.exec(headers.host ?? '') ?? [];
  if (byHost !== undefined) return { bucket: byHost, key: decoded, query };
  const [bucket = '', ...key] = decoded.split('/');
  return { bucket, key: key.join('/'), query };
}

const ofBuckets: Readonly<Record<string, string>> = {
  PUT: 'CreateBucket',
  'PUT versioning': 'PutBucketVersioning',
  'PUT object-lock': 'PutObjectLockConfiguration',
  'PUT encryption': 'PutBucketEncryption',
  'GET versions': 'ListObjectVersions',
};
const ofObjects: Readonly<Record<string, string>> = {
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
  'GET retention': 'GetObjectRetention',
};
const subresources = ['versioning', 'object-lock', 'encryption', 'versions', 'retention'];

/** Undefined for what this S3 does not do. */
export function operationOf(request: AwsRequest): string | undefined {
  const { bucket, key, query } = placeOf(request);
  const subresource = subresources.find((name) => query.has(name));
  const name = subresource === undefined ? request.method : `${request.method} ${subresource}`;
  if (bucket === '') return undefined;
  return (key === '' ? ofBuckets : ofObjects)[name];
}

/** Actions of IAM that are called otherwise than their operation. */
const permissions: Readonly<Record<string, string>> = {
  HeadObject: 'GetObject',
  ListObjectVersions: 'ListBucketVersions',
  PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration',
  PutBucketEncryption: 'PutEncryptionConfiguration',
};
const ofOneVersion = new Set(['GetObject', 'DeleteObject']);
const keyActions: Readonly<Record<string, string>> = {
  PutObject: 'kms:GenerateDataKey',
  GetObject: 'kms:Decrypt',
  HeadObject: 'kms:Decrypt',
};

/** Whether the caller wants to get past a lock that governs. */
export const bypasses = ({ headers }: AwsRequest): boolean =>
  headers['x-amz-bypass-governance-retention'] === 'true';

/** @param kmsKey ARN of the key that the bucket encrypts with */
export function demandsOf(
  call: AwsCall,
  { bucket, key, query }: Place,
  kmsKey: string | undefined,
): Demand[] {
  const named = permissions[call.action] ?? call.action;
  const action = ofOneVersion.has(named) && query.has('versionId') ? `${named}Version` : named;
  const resources = [key === '' ? `arn:aws:s3:::${bucket}` : `arn:aws:s3:::${bucket}/${key}`];
  const keyAction = keyActions[call.action];
  return [
    { action: `s3:${action}`, resources },
    ...(bypasses(call) ? [{ action: 's3:BypassGovernanceRetention', resources }] : []),
    ...(kmsKey === undefined || keyAction === undefined ? [] : [{ action: keyAction, resources: [kmsKey] }]),
  ];
}
