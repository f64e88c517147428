import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiTransport } from '../../../ssr/api-transport.ts';
import { type LocalConfig, readConfig } from '../../config.ts';
import { type HttpSession, signInOverHttp } from '../../http-session.ts';
import { freePort } from '../testing/free-port.ts';
import { untilReady } from './readiness.ts';
import { type Stack, startStack } from './stack.ts';

const dataDirectory = join(mkdtempSync(join(tmpdir(), 'stack-')), 'data');
const problems: string[] = [];
const reporting = { log: () => undefined, report: (problem: string) => void problems.push(problem) };
let config: LocalConfig;
let stack: Stack;

beforeAll(async () => {
  config = { ...readConfig({}), port: await freePort(), dataDirectory };
  stack = await startStack(config, reporting);
  await untilReady(stack.bankOrigin);
}, 120_000);

afterAll(async () => {
  await stack.close();
  rmSync(join(dataDirectory, '..'), { recursive: true, force: true });
});

function signIn(userName: string): Promise<HttpSession> {
  const credentials = stack.signIns.find((each) => each.userName === userName);
  const { origin } = stack.bankOrigin;
  return signInOverHttp(apiTransport(origin), origin, credentials ?? { userName, password: '' });
}

async function balanceOfAlice(): Promise<string | undefined> {
  const { data } = await (await signIn('alice')).call('listAccounts', {});
  return data.items[0]?.balance.minor;
}

async function payACent(): Promise<void> {
  const alice = await signIn('alice');
  const [from, to] = (await alice.call('listAccounts', {})).data.items;
  const body = {
    fromAccountId: from?.id ?? '',
    to: to?.number ?? '',
    amount: { minor: '1', currency: 'USD' },
    reference: '',
  };
  await alice.call('transferFunds', { body }, { idempotencyKey: crypto.randomUUID() });
}

async function page(sibling: string, path: string): Promise<string> {
  const { protocol, host } = stack.bankOrigin;
  const answer = await apiTransport(`${protocol}//${sibling}${host}`)(path, { method: 'GET', headers: {} });
  return answer.text();
}

describe('the whole stack from its templates', () => {
  it('serves both sites and the documents of the API', async () => {
    expect(await page('', '/accounts')).toContain('<title>Ledgerbank</title>');
    expect(await page('classic.', '/')).toContain('Ledgerbank');
    expect(await page('api.', '/api/openapi.json')).toContain('"openapi"');
  });

  it('has a sign-in for each role', async () => {
    expect(new Set(stack.signIns.map(({ role }) => role))).toEqual(
      new Set(['customer', 'teller', 'accountant', 'auditor', 'administrator']),
    );
    expect((await signIn('teller')).displayName).toBe('Tess Teller');
  });

  it('describes where its parts are while it runs', () => {
    const description: unknown = JSON.parse(readFileSync(join(dataDirectory, 'stack.json'), 'utf8'));
    expect(description).toMatchObject({
      pid: process.pid,
      port: config.port,
      postgres: { host: '127.0.0.1' },
    });
  });

  it('refuses a second stack on the same directory', async () => {
    await expect(startStack({ ...config, port: await freePort() }, reporting)).rejects.toThrow(
      'A stack already runs on',
    );
  });

  it('deploys again with its state in place', async () => {
    const before = await balanceOfAlice();
    await payACent();
    await stack.redeploy();
    expect(await balanceOfAlice()).toBe(String(BigInt(before ?? '0') - 1n));
  });

  it('takes its state up again at the next start, and finishes what an interrupted one began', async () => {
    const before = await balanceOfAlice();
    const passwords = stack.signIns.map(({ password }) => password);
    await stack.close();
    writeFileSync(
      join(dataDirectory, 'lock.json'),
      '{"pid":1,"port":9,"token":"of a stack that was killed"}',
    );
    stack = await startStack(config, reporting);
    await untilReady(stack.bankOrigin);
    expect(await balanceOfAlice()).toBe(before);
    expect(stack.signIns.map(({ password }) => password)).toEqual(passwords);
  });

  it('stops what had started when something does not', async () => {
    const directory = join(dataDirectory, '../other');
    const port = await freePort();
    const unreachable = { ...config, dataDirectory: directory, port, redisUrl: 'https://redis.example' };
    await expect(startStack(unreachable, reporting)).rejects.toThrow('REDIS_URL must begin with redis://');
    expect(existsSync(join(directory, 'lock.json'))).toBe(false);
    await expect(startStack({ ...unreachable, port }, reporting)).rejects.toThrow('REDIS_URL');
  });

  it('has reported no problem', () => {
    expect(problems).toEqual([]);
  });
});
