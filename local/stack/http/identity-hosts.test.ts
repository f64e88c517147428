import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mailbox, userPoolDomain } from './identity-hosts.ts';
import type { HttpRequest } from './message.ts';

const request = (path: string, method = 'GET'): HttpRequest => ({
  method,
  path,
  query: '',
  headers: { authorization: 'AWS4-HMAC-SHA256 Credential=admin/x' },
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
});

describe('the domain of the user pool', () => {
  let aws: Server;
  let endpoint: string;
  const seen: (string | undefined)[] = [];
  beforeAll(async () => {
    aws = createServer((incoming, outgoing) => {
      seen.push(incoming.headers.authorization);
      outgoing.writeHead(incoming.url === '/pool/.well-known/jwks.json' ? 200 : 403).end('{"keys":[]}');
    });
    await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    aws.close();
  });

  it('publishes the keys', async () => {
    const answer = await userPoolDomain(endpoint)(request('/pool/.well-known/jwks.json'));
    expect([answer.status, answer.body.toString()]).toEqual([200, '{"keys":[]}']);
  });
  it('carries no signed call to the AWS APIs', async () => {
    expect((await userPoolDomain(endpoint)(request('/'))).status).toBe(404);
    expect((await userPoolDomain(endpoint)(request('/', 'POST'))).status).toBe(405);
    expect(seen.every((authorization) => authorization === undefined)).toBe(true);
  });
});

describe('the mailbox', () => {
  it('shows what was sent, newest first, as text', async () => {
    const letters = [
      { to: 'a@bank.example', subject: 'First', text: 'one' },
      { to: 'b@bank.example', subject: '<Second>', text: 'two' },
    ];
    const page = (await mailbox(letters)(request('/'))).body.toString();
    expect(page).toMatch(/&lt;Second&gt;[\s\S]*First/);
    expect((await mailbox([])(request('/'))).body.toString()).toContain('Nothing has been sent yet');
    expect((await mailbox([])(request('/other'))).status).toBe(404);
  });
});
