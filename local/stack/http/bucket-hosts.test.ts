import { request } from 'node:http';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startS3 } from '../../aws/s3/service.ts';
import { useTemporaryDirectory } from '../../aws/testing/temporary-directory.ts';
import { useFront } from '../../aws/testing/use-front.ts';
import { bucketHost } from './bucket-hosts.ts';
import { byHost } from './hosts.ts';
import { startPublicServer, type PublicServer } from './server.ts';

const directory = useTemporaryDirectory();
const front = useFront(() => [startS3({ directory, secretOf: () => 'unverified' })]);
const Bucket = 'files';
const Key = 'quarter/2026Q3/v1/a file.csv';
let server: PublicServer;

beforeAll(async () => {
  server = await startPublicServer(0, '127.0.0.1');
  const hosts = new Map([[`${Bucket}.s3.bank.localhost`, bucketHost(front.endpoint())]]);
  server.answerWith(byHost(hosts, new URL('http://bank.localhost')));
  const s3 = new S3Client(front.config());
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'figures' }));
  s3.destroy();
});
afterAll(() => server.close());

const signed = (): Promise<string> =>
  getSignedUrl(
    new S3Client({ ...front.config(), endpoint: `http://s3.bank.localhost:${server.port}` }),
    new GetObjectCommand({ Bucket, Key, ResponseContentDisposition: 'attachment; filename="a.csv"' }),
    { expiresIn: 60 },
  );

/** As a browser asks: it finds names below localhost by itself, which Node does not. */
function ask(
  url: string,
  options: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<{ status: number | undefined; text: string; disposition: string | undefined }> {
  const { host, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const place = { host: '127.0.0.1', port: server.port, path: `${pathname}${search}` };
    const headers = { ...options.headers, host };
    const outgoing = request({ ...place, ...options, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => (text += String(chunk)));
      answer.on('end', () => {
        const disposition = answer.headers['content-disposition'];
        resolve({ status: answer.statusCode, text, disposition });
      });
    });
    outgoing.on('error', reject).end();
  });
}

describe('On the public port a bucket', () => {
  it('is a host of its own, which gives what an address was signed for', async () => {
    const url = await signed();
    expect(new URL(url).hostname).toBe('files.s3.bank.localhost');
    expect(await ask(url)).toEqual({
      status: 200,
      text: 'figures',
      disposition: 'attachment; filename="a.csv"',
    });
  });

  it('gives nothing for an address that nobody signed, or that was signed for something else', async () => {
    const url = await signed();
    const unsigned = url.split('?')[0] ?? '';
    expect((await ask(unsigned)).status).toBe(403);
    expect((await ask(url.replace('a%20file', 'another'))).status).toBe(403);
  });

  it('takes no call of the AWS API, whatever key it names', async () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';
    const unsigned = (await signed()).split('?')[0] ?? '';
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect([method, (await ask(unsigned, { method, headers: { authorization } })).status]).toEqual([
        method,
        403,
      ]);
    expect((await ask(await signed(), { method: 'PUT' })).status).toBe(403);
  });
});
