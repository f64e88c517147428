import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { runConsole } from '../../functions/console/main.ts';
import { arn } from '../aws/arns.ts';
import { useTemporaryDirectory } from '../aws/testing/temporary-directory.ts';
import { readConfig } from '../config.ts';
import { clusterHost, putConsoleLogin, startAccount, type TestAccount } from '../testing/account.ts';
import { openBank } from '../testing/cast.ts';
import { certificateOf, type TestCertificate } from '../testing/certificate.ts';
import { useTestDatabase } from '../testing/database.ts';
import { consolePassword } from '../testing/server-address.ts';
import { openTunnel, type Tunnel } from '../testing/tunnel.ts';
import { localConsole } from './context.ts';

const database = useTestDatabase();
const directory = useTemporaryDirectory();
let account: TestAccount;
let tunnel: Tunnel;
let tunnels: Tunnel[];
let ofAnother: TestCertificate;
let complaints: string[] = [];

beforeAll(async () => {
  const Resource = arn('secretsmanager', '*');
  const mayRead = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource } as const;
  account = await startAccount(directory, { operator: [mayRead], visitor: [] });
  await putConsoleLogin(account, 'prod');
  const yesterday = { username: 'bank_console', password: 'of yesterday', host: clusterHost, port: 5432 };
  await putConsoleLogin(account, 'staging', yesterday);
  await putConsoleLogin(account, 'dev', { username: 'bank_console' });
  const ofTheCluster = certificateOf(clusterHost);
  ofAnother = certificateOf('other.example');
  writeFileSync(join(directory, 'ca.pem'), ofTheCluster.cert + ofAnother.cert);
  await openBank(database().operator);
  tunnel = await openTunnel(ofTheCluster);
  tunnels = [tunnel];
});
afterAll(async () => {
  for (const each of tunnels) await each.close();
  await account.front.close();
});
beforeEach(() => {
  complaints = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

const config = (): ReturnType<typeof readConfig> =>
  readConfig({ BANK_DATA_DIR: join(directory, 'data'), BANK_BOOKS_CA: join(directory, 'ca.pem') });

interface Told {
  readonly profile?: string;
  readonly stage?: string;
  readonly through?: string;
  readonly books?: string;
}

async function trialBalance(told: Told, settings = config()): Promise<[number, string]> {
  const { profile = 'operator', stage = 'prod', through = tunnel.end } = told;
  const { books = database().appConnection.database } = told;
  const printed: string[] = [];
  const local = localConsole(settings);
  const where = ['--profile', profile, '--stage', stage, '--through', through, '--books', books];
  const out = (text: string): void => void printed.push(text);
  const code = await runConsole({ ...local.context, out }, ['trial-balance', '--json', ...where]);
  await local.close();
  return [code, printed.join('\n')];
}

describe('The console opens the books of a stage', () => {
  it('through a tunnel, by a login that its secret holds', async () => {
    const [code, printed] = await trialBalance({});
    expect([code, complaints]).toEqual([0, []]);
    expect(JSON.parse(printed)).toMatchObject({ quarter: '2026Q1', asOf: '2026-01-15' });
  });

  it('as the operator’s role, whose login may do nothing by itself', async () => {
    const { context } = localConsole(config());
    const [name = '', port = ''] = tunnel.end.split(':');
    const { database: books, close } = await context.openBooks(database().appConnection.database, false, {
      ...{ profile: 'operator', stage: 'prod' },
      through: { host: name, port: Number(port) },
    });
    const [who] = await books.rows(sql`SELECT session_user AS login, current_user AS role`);
    await close();
    expect(who).toEqual({ login: 'bank_console', role: 'bank_operator' });
  });

  it('and trusts the authority of RDS alone, unless it is told of another', async () => {
    const pem = readFileSync(join(import.meta.dirname, 'rds-us-east-1.pem'), 'utf8');
    const roots = pem.split(/(?<=-----END CERTIFICATE-----\n)/).map((each) => new X509Certificate(each));
    expect(roots.map(({ subject }) => /CN=(.*)/.exec(subject)?.[1])).toEqual([
      'Amazon RDS us-east-1 Root CA RSA2048 G1',
      'Amazon RDS us-east-1 Root CA RSA4096 G1',
      'Amazon RDS us-east-1 Root CA ECC384 G1',
    ]);
    expect(roots.every((root) => root.ca && root.verify(root.publicKey))).toBe(true);
    const [code] = await trialBalance({}, readConfig({ BANK_DATA_DIR: join(directory, 'data') }));
    expect(code).toBe(1);
    expect(complaints.join('')).toContain(`can’t show that it is ${clusterHost}, so no password was sent`);
  });
});

describe('The console says in a sentence why it does not open them', () => {
  it.each<[string, () => Promise<Told>, RegExp]>([
    [
      'for a profile that is none',
      () => Promise.resolve({ profile: 'nobody' }),
      /^The profile nobody does not exist here, or its credentials have run out\..*aws sso login/,
    ],
    [
      'for somebody who may not read the login',
      () => Promise.resolve({ profile: 'visitor' }),
      /^Whoever stands behind the profile visitor lacks secretsmanager:GetSecretValue in the stage prod/,
    ],
    [
      'in a stage without a login',
      () => Promise.resolve({ stage: 'nowhere' }),
      /^The account of operator has no secret ledgerbank\/nowhere\/books-console\. Check --stage/,
    ],
    [
      'with a secret that holds none',
      () => Promise.resolve({ stage: 'dev' }),
      /^The secret ledgerbank\/dev\/books-console does not hold a login/,
    ],
    [
      'with a password that the database does not know',
      () => Promise.resolve({ stage: 'staging' }),
      /^The database of the stage staging does not let the console in: .*infra\/README\.md/,
    ],
    [
      'where there are no such books',
      () => Promise.resolve({ books: 'no_such_books' }),
      /^There are no books "no_such_books" in the stage prod/,
    ],
    [
      'where the database is no set of books',
      () => Promise.resolve({ books: 'postgres' }),
      /^The database "postgres" is no set of books/,
    ],
    [
      'where no tunnel ends',
      async () => ({ through: await endOfClosed() }),
      /does not answer at 127\.0\.0\.1:\d+\..*security group ledgerbank-prod-console[^]*aws ssm start-session --profile operator[^]*host=books\.cluster/,
    ],
    [
      'where the tunnel leads to another host',
      async () => ({ through: await another(ofAnother) }),
      /can’t show that it is books\.cluster-abc\..*DNS:other\.example.*Check where the tunnel leads/,
    ],
    [
      'where there is no TLS',
      async () => ({ through: await another() }),
      /can’t show that it is books\.cluster-abc\./,
    ],
  ])('%s', async (_what, told, sentence) => {
    const [code, printed] = await trialBalance(await told());
    expect([code, printed]).toEqual([1, '']);
    expect(complaints.join('')).toMatch(sentence);
    expect(complaints.join('')).not.toContain(consolePassword);
  });

  async function another(certificate?: TestCertificate): Promise<string> {
    const opened = await openTunnel(certificate);
    tunnels.push(opened);
    return opened.end;
  }

  async function endOfClosed(): Promise<string> {
    const closed = await openTunnel();
    await closed.close();
    return closed.end;
  }

  it('where they were to be made', async () => {
    const { context } = localConsole(config());
    const made = context.openBooks('berka', true, { profile: 'operator', stage: 'prod' });
    await expect(made).rejects.toThrow('The console makes no books in a stage.');
  });

  it.each([
    ['a tunnel to no stage', ['--through', '127.0.0.1:15432']],
    ['a tunnel that ends nowhere', ['--through', '15432', '--profile', 'operator', '--stage', 'prod']],
    ['a port beyond the last', ['--through', 'a:65536', '--profile', 'operator', '--stage', 'prod']],
    ['a profile without a stage', ['--profile', 'operator']],
    [
      'real transactions for a stage',
      ['--profile', 'operator', '--stage', 'prod'],
      ['import', 'berka', '/tmp'],
    ],
  ])('with %s: it was called wrongly', async (_what, where, command = ['trial-balance']) => {
    const { context } = localConsole(config());
    expect(await runConsole(context, [...command, ...where])).toBe(2);
  });
});
