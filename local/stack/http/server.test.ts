import { afterEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { byHost } from './hosts.ts';
import { emptyResponse, type HttpHandler, type HttpRequest } from './message.ts';
import { type PublicServer, startPublicServer } from './server.ts';

let server: PublicServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function open(handler?: HttpHandler): Promise<PublicServer> {
  server = await startPublicServer(0, '127.0.0.1');
  server.answerWith(handler);
  return server;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

function send(
  method: string,
  path: string,
  headers: Record<string, string | string[]> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: server?.port, method, path, headers };
    const sent = request(options, (message) => {
      let body = '';
      message.setEncoding('utf8').on('data', (text: string) => (body += text));
      message.on('end', () => {
        resolve({ status: message.statusCode, headers: message.headers, body });
      });
    });
    sent.on('error', reject).end(method === 'POST' ? Buffer.alloc(21 * 1024 * 1024) : undefined);
  });
}

const echo: HttpHandler = (received) =>
  Promise.resolve({ status: 200, headers: { 'x-a': 'b' }, body: Buffer.from(JSON.stringify(received)) });

describe('the public port', () => {
  it('hands requests over with raw path and query and joined headers', async () => {
    await open(echo);
    const answer = await send('GET', '/a%20b?c=d&e', {
      host: 'bank.localhost',
      'x-list': ['1', '2'],
      cookie: 'a=1; b=2',
    });
    expect(answer.headers['x-a']).toBe('b');
    expect(JSON.parse(answer.body)).toMatchObject({
      method: 'GET',
      path: '/a%20b',
      query: 'c=d&e',
      headers: { host: 'bank.localhost', 'x-list': '1,2', cookie: 'a=1; b=2' },
      sourceIp: '127.0.0.1',
    } satisfies Partial<HttpRequest>);
  });

  it('sends several cookies as several headers', async () => {
    await open(() => Promise.resolve(emptyResponse(204, { 'set-cookie': ['a=1', 'b=2'] })));
    const answer = await send('GET', '/');
    expect(answer.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(answer.headers['content-length']).toBeUndefined();
  });

  it('answers HEAD with the headers alone', async () => {
    await open(() => Promise.resolve({ status: 200, headers: {}, body: Buffer.from('content') }));
    const answer = await send('HEAD', '/');
    expect([answer.status, answer.headers['content-length'], answer.body]).toEqual([200, '7', '']);
  });

  it('is unavailable while nobody answers', async () => {
    await open();
    expect((await send('GET', '/')).status).toBe(503);
  });

  it('refuses bodies no part behind it would take', async () => {
    await open(echo);
    expect((await send('POST', '/')).status).toBe(413);
  });

  it('says which port is taken and how to choose another', async () => {
    const { port } = await open();
    await expect(startPublicServer(port, '127.0.0.1')).rejects.toThrow(
      `Port ${port} is taken. Choose another: PORT=${port + 1} npm start`,
    );
  });
});

describe('host names', () => {
  const named =
    (name: string): HttpHandler =>
    () =>
      Promise.resolve({ status: 200, headers: {}, body: Buffer.from(name) });
  const hosts = new Map([
    ['bank.localhost', named('bank')],
    ['classic.bank.localhost', named('classic')],
  ]);
  const handler = byHost(hosts, new URL('http://bank.localhost:8080'));
  const ask = (host: string, path: string, query = ''): ReturnType<HttpHandler> =>
    handler({ method: 'GET', path, query, headers: { host }, body: Buffer.alloc(0), sourceIp: '127.0.0.1' });

  it.each([
    ['bank.localhost:8080', '/', 'bank'],
    ['Classic.Bank.localhost', '/', 'classic'],
    ['localhost:8080', '/api/health/ready', 'bank'],
    ['127.0.0.1:8080', '/api/health/live', 'bank'],
  ])('lead %s%s to %s', async (host, path, name) => {
    expect((await ask(host, path)).body.toString()).toBe(name);
  });

  it('send browsers from plain localhost to the bank', async () => {
    const answer = await ask('localhost:8080', '//evil.example/x', 'a=1');
    expect([answer.status, answer.headers['location']]).toEqual([
      302,
      'http://bank.localhost:8080//evil.example/x?a=1',
    ]);
  });

  it('that nobody answers for are misdirected', async () => {
    expect((await ask('other.localhost', '/')).status).toBe(421);
  });
});
