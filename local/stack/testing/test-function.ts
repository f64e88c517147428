import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with the code of a function, as an asset would be. */
export function functionFolder(source: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'function-'));
  writeFileSync(join(directory, 'index.mjs'), source);
  return directory;
}

/** A function that sends `event.body` to a queue by hand-written calls, so that it needs no SDK in its bundle. */
export const sendingFunction = `
const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, QUEUE_URL } = process.env;
export const handler = async (event) => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=' + AWS_ACCESS_KEY_ID +
    '/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0';
  const response = await fetch(AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: { authorization, 'x-amz-target': 'AmazonSQS.SendMessage', 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ QueueUrl: QUEUE_URL, MessageBody: JSON.stringify(event) }),
  });
  if (!response.ok) throw new Error(await response.text());
  return { sent: true };
};`;
