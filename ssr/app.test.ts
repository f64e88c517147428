import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { anEvent } from '../local/testing/event.ts';
import { configure } from '@vendia/serverless-express';
import { createClient } from '../web/client/client.ts';
import { apiTransport } from './api-transport.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';

// The API that the site calls: what it answers is set by each test.
let api: Server;
let answer: { status: number; body: unknown };
let seenHost: string | undefined;
let handler: (event: unknown, context: unknown) => Promise<APIGatewayProxyStructuredResultV2>;
let port: number;

beforeAll(async () => {
  api = createServer((request, response) => {
    seenHost = request.headers.host;
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  ({ port } = api.address() as AddressInfo);
  process.env['API_ORIGIN'] = `http://api.bank.localhost:${port}`;
  process.env['EDGE_TOKEN'] = 'shown by the CDN';
  handler = (await import('./handler.lambda.ts')).handler as never;
});
afterAll(() => {
  api.close();
});

const get = (path: string): Promise<APIGatewayProxyStructuredResultV2> =>
  handler(anEvent({ path, headers: { 'x-origin-verify': 'shown by the CDN' } }), {});

describe('the server-rendered site', () => {
  it('shows the state of the bank, asked under the API’s own name', async () => {
    answer = { status: 200, body: { status: 'degraded', checks: { books: 'ok', cache: 'failed' } } };
    const page = await get('/');
    expect([page.statusCode, seenHost]).toEqual([200, `api.bank.localhost:${port}`]);
    expect(page.body).toMatch(/Service status: degraded[\s\S]*cache<\/th><td>failed/);
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'") as unknown,
    });
  });

  it('keeps its frame and tells the trace id when the API is down', async () => {
    answer = {
      status: 503,
      body: { status: 503, code: 'books-unavailable', detail: 'x', traceId: 'abc123' },
    };
    const page = await get('/');
    expect([page.statusCode, page.headers?.['retry-after']]).toEqual([503, '5']);
    expect(page.body).toMatch(/out of reach[\s\S]*abc123/);
  });

  it('says when there is no such page', async () => {
    const page = await get('/nowhere');
    expect([page.statusCode, page.body]).toEqual([404, expect.stringContaining('Page not found')]);
  });
});

describe('whoever walks around the CDN', () => {
  it('is turned away', async () => {
    const page = await handler(anEvent({ path: '/', headers: { 'x-origin-verify': 'guessed' } }), {});
    expect([page.statusCode, page.headers?.['content-security-policy']]).toEqual([
      403,
      expect.stringContaining("default-src 'none'"),
    ]);
  });
});

describe('its connection to the API', () => {
  it('is missed with a page that keeps its frame, also when there is no trace id to quote', async () => {
    const app = createApp(createClient(apiTransport('http://api.bank.localhost:1')), 'token');
    const page = await (configure({ app }) as unknown as typeof handler)(
      anEvent({ path: '/', headers: { 'x-origin-verify': 'token' } }),
      {},
    );
    expect([page.statusCode, page.body?.includes('Trace id')]).toEqual([503, false]);
    expect(page.body).toContain('out of reach');
  });
  it('speaks TLS where the address says so, and names that are not of this machine are looked up', async () => {
    await expect(apiTransport('https://127.0.0.1:1')('/', { method: 'GET', headers: {} })).rejects.toThrow(
      'ECONNREFUSED',
    );
    expect(
      (
        await apiTransport(`http://127.0.0.1:${port}`)('/', { method: 'POST', headers: {}, body: '{}' })
      ).headers.get('x-none'),
    ).toBeNull();
  });
  it('fails when nobody listens', async () => {
    await expect(
      apiTransport('http://api.bank.localhost:1')('/', { method: 'GET', headers: {} }),
    ).rejects.toThrow('ECONNREFUSED');
  });
  it('needs an address', () => {
    expect(() => readConfig({})).toThrow('API_ORIGIN, EDGE_TOKEN');
  });
});
