import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsError, type AwsRequest } from '../service.ts';

const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** `20261129T120000Z` */
const instantOf = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

export interface Verifier {
  readonly secretOf: (accessKeyId: string) => string | undefined;
  readonly now: () => Date;
}

/**
 * Whoever knows an address may use it, so unlike other calls its signature is verified (SigV4 in the query).
 * @throws AwsError SignatureDoesNotMatch, or AccessDenied when its time is over
 */
export function verifyPresigned(request: AwsRequest, { secretOf, now }: Verifier): void {
  const { searchParams: query } = new URL(request.path, 'http://s3');
  const signature = query.get('X-Amz-Signature');
  if (signature === null) return;
  const given = Buffer.from(signature);
  const expected = Buffer.from(signatureOf(request, query, secretOf));
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new AwsError('SignatureDoesNotMatch', 'The signature is not that of this address.', {
      status: 403,
    });
  const until = instantOf(query.get('X-Amz-Date') ?? '') + Number(query.get('X-Amz-Expires')) * 1000;
  if (!(now().getTime() < until)) throw new AwsError('AccessDenied', 'Request has expired', { status: 403 });
}

function signatureOf(request: AwsRequest, query: URLSearchParams, secretOf: Verifier['secretOf']): string {
  const [accessKeyId = '', ...scope] = (query.get('X-Amz-Credential') ?? '').split('/');
  const [date = '', region = '', service = ''] = scope;
  const secret = secretOf(accessKeyId);
  if (secret === undefined)
    throw new AwsError('InvalidAccessKeyId', 'There is no such key.', { status: 403 });
  const text = [
    'AWS4-HMAC-SHA256',
    query.get('X-Amz-Date') ?? '',
    scope.join('/'),
    createHash('sha256').update(canonical(request, query)).digest('hex'),
  ].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

function canonical({ method, path, headers }: AwsRequest, query: URLSearchParams): string {
  const parameters = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort();
  const signed = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  return [
    method,
    path.split('?')[0],
    parameters.join('&'),
    ...signed.map((name) => `${name}:${String(headers[name] ?? '')}`),
    '',
    signed.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
}
