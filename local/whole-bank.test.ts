import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apiTransport } from '../ssr/api-transport.ts';
import { ProblemError } from '../web/client/client.ts';
import { runCheck } from './check.ts';
import { readConfig } from './config.ts';
import { signInOverHttp, type HttpSession } from './http-session.ts';
import { untilReady } from './stack/run/readiness.ts';
import { startStack, type Stack } from './stack/run/stack.ts';
import { curlCommands, runCommand } from './testing/readme-curl.ts';
import { expectNoSecrets } from './testing/secrets-in-logs.ts';
import { expectCleanLogs } from './testing/stack-logs.ts';

let dataDirectory: string;
let port: number;
let stack: Stack;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return address.port;
}

async function start(): Promise<Stack> {
  const config = readConfig({ PORT: String(port), BANK_DATA_DIR: dataDirectory });
  const started = await startStack(config, { log: () => undefined, report: () => undefined });
  await untilReady(started.bankOrigin);
  return started;
}

beforeAll(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'ledgerbank-whole-'));
  port = await freePort();
  stack = await start();
}, 120_000);
afterAll(async () => {
  await stack.close();
  rmSync(dataDirectory, { recursive: true, force: true });
}, 60_000);

interface Page {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  header(name: string): string | null;
}

async function get(host: string, path: string, cookie?: string): Promise<Page> {
  const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
  const answer = await apiTransport(`http://${host}:${port}`)(path, { method: 'GET', headers });
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    text: await answer.text(),
    header: (name) => answer.headers.get(name),
  };
}

/** Everything their browser holds after it has signed in and asked who it is. */
async function cookiesOf(userName: string): Promise<string> {
  const send = apiTransport(stack.bankOrigin.origin);
  const signIn = stack.signIns.find((each) => each.userName === userName);
  const headers = { 'content-type': 'application/json', origin: stack.bankOrigin.origin };
  const entered = await send('/auth/password', {
    method: 'POST',
    headers,
    body: JSON.stringify(signIn, ['userName', 'password']),
  });
  const named = (answer: typeof entered): string[] =>
    (answer.headers.get('set-cookie') ?? '').match(/__Host-\w+=[^;,]+/g) ?? [];
  const cookies = named(entered);
  const asked = await send('/api/v1/session', { method: 'GET', headers: { cookie: cookies.join('; ') } });
  return [...cookies, ...named(asked)].join('; ');
}

async function enter(userName: string): Promise<HttpSession> {
  const origin = stack.bankOrigin.origin;
  const signIn = stack.signIns.find((each) => each.userName === userName) ?? { userName, password: '' };
  return signInOverHttp(apiTransport(origin), origin, signIn);
}

describe('the bank on one machine', () => {
  it('passes its own check', async () => {
    expect(await runCheck(stack.bankOrigin.origin, stack.signIns)).toBe(true);
  });

  it('answers each host as the cloud would', async () => {
    expect(await get('bank.localhost', '/')).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect((await get('bank.localhost', '/accounts/acc_1')).text).toContain('<div id="root"></div>');
    expect((await get('classic.bank.localhost', '/')).text).toContain('<title>Sign in – Ledgerbank</title>');
    expect((await get('api.bank.localhost', '/api/versions')).status).toBe(200);
    expect((await get('bank.localhost', '/api/docs')).text).toContain('swagger-ui');
    expect((await get('bank.localhost', '/api/docs/swagger-ui.css')).type).toContain('text/css');
    expect((await get('localhost', '/api/health/ready')).status).toBe(200);
    expect((await get('localhost', '/')).header('location')).toBe(`http://bank.localhost:${port}/`);
  });

  it('gives both sites the same style sheet, to keep for a year', async () => {
    const page = await get('bank.localhost', '/');
    const sheet = /href="(\/assets\/[^"]+\.css)"/.exec(page.text)?.[1] ?? '';
    const [here, there] = [await get('bank.localhost', sheet), await get('classic.bank.localhost', sheet)];
    expect([here.type, here.text === there.text]).toEqual(['text/css; charset=utf-8', true]);
    expect([page, here, there].map((each) => each.header('cache-control'))).toEqual([
      'no-cache',
      'public, max-age=31536000, immutable',
      'public, max-age=31536000, immutable',
    ]);
    expect(page.header('content-security-policy')).toContain("script-src 'self'; style-src 'self'");
  });

  it('shows the scripts of the bank on its own host alone', async () => {
    const script = /src="(\/assets\/[^"]+\.js)"/.exec((await get('bank.localhost', '/')).text)?.[1] ?? '';
    expect((await get('bank.localhost', script)).type).toContain('text/javascript');
    expect((await get('classic.bank.localhost', script)).status).toBe(403);
  });

  it('gives the code of staff screens to staff alone, however its address is spelled', async () => {
    const paths = globSync('**/assets/staff/*', { cwd: join(dataDirectory, 'assembly') }).map(
      (path) => `/assets/staff/${basename(path)}`,
    );
    expect(paths.length).toBeGreaterThan(0);
    const [alice, tess] = [await cookiesOf('alice'), await cookiesOf('teller')];
    for (const path of new Set(paths)) {
      const asked = [undefined, alice, tess].map(
        async (cookie) => (await get('bank.localhost', path, cookie)).status,
      );
      expect([path, ...(await Promise.all(asked))]).toEqual([path, 403, 403, 200]);
      for (const other of ['/assets/%73taff/', '/assets//staff/', '/./assets/staff/', '/staff/assets/staff/'])
        expect([other, (await get('bank.localhost', path.replace('/assets/staff/', other))).status]).toEqual([
          other,
          403,
        ]);
    }
  });

  it('keeps the 404 of the API and of the pages apart', async () => {
    expect((await get('bank.localhost', '/api/v1/nothing')).type).toContain('json');
    expect((await get('bank.localhost', '/missing.css')).status).not.toBe(200);
    expect((await get('elsewhere.localhost', '/')).status).toBeGreaterThanOrEqual(400);
  });

  it('lets exactly one of 200 transfers of a whole balance through', async () => {
    const [carla, bob, accountant] = [await enter('carla'), await enter('bob'), await enter('accountant')];
    const [from] = (await carla.call('listAccounts', {})).data.items;
    const [to] = (await bob.call('listAccounts', {})).data.items;
    if (!from || !to) throw new Error('Carla and Bob have no accounts');
    const body = { fromAccountId: from.id, to: to.id, amount: from.balance };
    // So many at once may be told to come again, and on a slow machine so often that the limit of a minute is reached;
    // who does come again, with the same key, gets an answer in the end.
    const insist = async (idempotencyKey: string): Promise<string> => {
      try {
        await carla.call('transferFunds', { body }, { idempotencyKey });
        return 'posted';
      } catch (error) {
        if (!(error instanceof ProblemError)) return String(error);
        if (error.code !== 'books-unavailable' && error.code !== 'rate-limited') return error.code;
      }
      await new Promise((done) => setTimeout(done, 2_000));
      return insist(idempotencyKey);
    };
    const attempts = Array.from({ length: 200 }, (_, index) => insist(`whole-balance-${index}`));
    const outcomes = await Promise.all(attempts);
    const told = Object.fromEntries(
      [...Map.groupBy(outcomes, (outcome) => outcome)].map(([name, all]) => [name, all.length]),
    );
    expect(told).toEqual({ posted: 1, 'insufficient-funds': 199 });
    expect((await carla.call('listAccounts', {})).data.items[0]?.balance.minor).toBe('0');
    const { data } = await accountant.call('getTrialBalance', { query: {} });
    expect(data.totalDebit).toEqual(data.totalCredit);
  }, 180_000);

  it('is the same bank after a restart', async () => {
    const balances = async (): Promise<unknown> => (await (await enter('bob')).call('listAccounts', {})).data;
    const before = await balances();
    await stack.close();
    stack = await start();
    expect(await balances()).toEqual(before);
  }, 60_000);

  it('29: has left no password, token or secret in any log', async () => {
    const passwords = stack.signIns.map(({ password }) => password);
    const more = [...passwords, stack.program.secret, '987654320', '987-65-4320'];
    expectCleanLogs(dataDirectory, more);
    const administrator = await enter('administrator');
    const { data } = await administrator.call('listAuditEvents', { query: {} });
    expect(data.items.length).toBeGreaterThan(0);
    expectNoSecrets(
      data.items.map((item) => JSON.stringify(item)),
      more,
    );
    expect(() => {
      expectCleanLogs(dataDirectory, ['"operationId":"signIn"']);
    }).toThrow('a secret that was typed in');
  });

  it('does what the README’s lines for curl say of a person', async () => {
    const [signIn = '', accounts = ''] = curlCommands(port);
    const password = stack.signIns.find(({ userName }) => userName === 'alice')?.password ?? '';
    const entered = await runCommand(signIn.replace('…', password));
    expect(entered).toMatch(/^HTTP\/1\.1 200[\s\S]*"userName":"alice"/);
    const cookie = /__Host-bank_sid=[\w-]+/.exec(entered)?.[0] ?? '';
    expect(await runCommand(accounts.replace('__Host-bank_sid=…', cookie))).toContain('1000000101');
  });

  it('does what they say of a program: a token, a call within its scope, a refusal beyond', async () => {
    const [token = '', balance = '', journal = ''] = curlCommands(port).slice(2);
    const { id: ID, secret: SECRET } = stack.program;
    const answer = JSON.parse(await runCommand(token, { ID, SECRET })) as { access_token: string };
    const TOKEN = answer.access_token;
    expect(JSON.parse(await runCommand(balance, { TOKEN }))).toHaveProperty('totalDebit');
    const refused = JSON.parse(await runCommand(journal, { TOKEN })) as Record<string, unknown>;
    expect([refused['status'], refused['code']]).toEqual([403, 'forbidden']);
  });

  it('does what they say of a report: it is asked for, waited for, and fetched as a file', async () => {
    const [signIn = ''] = curlCommands(port);
    const password = stack.signIns.find(({ userName }) => userName === 'accountant')?.password ?? '';
    const entered = await runCommand(signIn.replace('alice', 'accountant').replace('…', password));
    const cookie = /__Host-bank_sid=[\w-]+/.exec(entered)?.[0] ?? '';
    const csrfToken = /"csrfToken":"([^"]+)"/.exec(entered)?.[1] ?? '';
    const commands = curlCommands(port, 'as `accountant`:').join('\n');
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    const told = commands.replace('__Host-bank_sid=…', cookie).replace('x-csrf: …', `x-csrf: ${csrfToken}`);
    expect(JSON.parse(await runCommand(told, {}, folder))).toMatchObject({
      ...{ kind: 'quarter', period: '2026Q2' },
    });
    const begins = globSync('*', { cwd: folder }).map((name) => [
      name.split('.').at(-1),
      readFileSync(join(folder, name), 'utf8').slice(0, 4),
    ]);
    expect(begins.sort()).toEqual([
      ['csv', expect.any(String)],
      ['pdf', '%PDF'],
    ]);
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('does what they say of asking too often', async () => {
    const [tooMany = '', ...more] = curlCommands(port).slice(5);
    expect(more).toEqual([]);
    // Where a minute ends among them, the next sixty-one are all in one.
    const first = await runCommand(tooMany);
    expect(first.startsWith('429') ? first : await runCommand(tooMany)).toMatch(/^429 [1-9]\d?\n$/);
  }, 120_000);
});
