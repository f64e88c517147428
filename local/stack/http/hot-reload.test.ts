import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { root } from '../../config.ts';

const folder = mkdtempSync(join(tmpdir(), 'hot-site-'));
const script = join(folder, 'app/main.tsx');
let child: ChildProcessByStdio<null, Readable, null>;
let port: number;

beforeAll(async () => {
  mkdirSync(join(folder, 'app'));
  writeFileSync(
    join(folder, 'vite.config.ts'),
    'export default { root: import.meta.dirname, envDir: false };',
  );
  writeFileSync(
    join(folder, 'index.html'),
    '<title>Sources</title><a href="%VITE_CLASSIC_ORIGIN%"></a><script type="module" src="/app/main.tsx"></script>',
  );
  writeFileSync(script, 'document.title = "first"; import.meta.hot?.accept();');
  const program = join(root, 'local/stack/testing/hot-site.ts');
  child = spawn(process.execPath, [program, folder, join(folder, 'data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // Jest says it is a test, and a development server would take that for its mode.
    env: { PATH: process.env['PATH'] },
  });
  port = Number(String((await once(child.stdout, 'data')) as unknown));
}, 30_000);
afterAll(async () => {
  child.kill('SIGKILL');
  await once(child, 'close');
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly policy: readonly string[] | undefined;
  readonly body: string;
}

function get(path: string, host = 'bank.localhost'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { host: `${host}:${port}`, accept: 'text/html' };
    request({ host: '127.0.0.1', port, path, headers }, (message) => {
      let body = '';
      message.setEncoding('utf8').on('data', (text: string) => (body += text));
      message.on('end', () => {
        const policy = message.headersDistinct['content-security-policy'];
        resolve({ status: message.statusCode, policy, body });
      });
    })
      .on('error', reject)
      .end();
  });
}

async function updates(): Promise<{ readonly socket: WebSocket; readonly next: Promise<string> }> {
  const token = /token[^"]*"([\w-]+)"/i.exec((await get('/@vite/client')).body)?.[1] ?? '';
  const socket = new WebSocket(`ws://127.0.0.1:${port}/?token=${token}`, 'vite-hmr');
  await once(socket, 'message');
  const next = once(socket, 'message').then(([event]) => String((event as MessageEvent<unknown>).data));
  return { socket, next };
}

describe('hot reload', () => {
  it('answers every page of the bank from its sources, without a policy that forbids its script', async () => {
    for (const path of ['/', '/accounts/acc_1?page=2']) {
      const { status, policy, body } = await get(path);
      expect([status, policy]).toEqual([200, undefined]);
      expect(body).toContain('<title>Sources</title>');
      expect(body).toContain(`href="http://classic.bank.localhost:${port}"`);
    }
    expect((await get('/app/main.tsx')).body).toContain('document.title = "first"');
  });

  it('leaves the API and the other hosts to what is deployed', async () => {
    for (const path of ['/api/v1/accounts', '/auth/password'])
      expect((await get(path)).body).toBe('deployed');
    expect((await get('/', 'classic.bank.localhost')).body).toBe('deployed');
  });

  it('serves no file that is not part of the site', async () => {
    expect((await get(`/@fs${join(root, 'local/config.ts')}`)).status).toBe(403);
  });

  it('tells open pages over the same port what has changed', async () => {
    const { socket, next } = await updates();
    writeFileSync(script, 'document.title = "second"; import.meta.hot?.accept();');
    const message: unknown = JSON.parse(await next);
    socket.close();
    expect(message).toMatchObject({ type: 'update', updates: [{ path: '/app/main.tsx' }] });
    expect((await get('/app/main.tsx')).body).toContain('document.title = "second"');
  });
});
