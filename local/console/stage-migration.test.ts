import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { runConsole } from '../../functions/console/main.ts';
import { appSecret, consoleSecret, masterSecret } from '../../functions/manifest-secrets.ts';
import { arn } from '../aws/arns.ts';
import { readConfig } from '../config.ts';
import { startPostgres, type PostgresServer } from '../postgres/server.ts';
import { clusterHost, putSecret, startAccount, type TestAccount } from '../testing/account.ts';
import { certificateOf, type TestCertificate } from '../testing/certificate.ts';
import { queryAs, type Login } from '../testing/query-as.ts';
import { openTunnel, type Tunnel } from '../testing/tunnel.ts';
import { localConsole } from './context.ts';

// A server of its own: logins are the whole server's, and here a cluster's master user makes them.
const directory = mkdtempSync(join(tmpdir(), 'ledgerbank-migration-'));
let server: PostgresServer;
let account: TestAccount;
let ofTheCluster: TestCertificate;
let tunnel: Tunnel;
let complaints: string[] = [];
let bars: string[] = [];

const at = { host: clusterHost, port: 5432 };
const master = { username: 'bank_master', password: 'of the master' };
const migrations = readdirSync(join(import.meta.dirname, '../../sql/migrations'))
  .sort()
  .map((name) => `migrations/${name}`);
const newest = migrations.at(-1) ?? '';

/** The three logins of a stage; others where they are given. */
async function putLogins(stage: string, others: Record<string, object> = {}): Promise<void> {
  const secrets = {
    [appSecret(stage)]: { username: 'bank_app', password: 'of the app' },
    [consoleSecret(stage)]: { username: 'bank_console', password: 'of the console', ...at },
    [masterSecret(stage)]: { ...master, ...at },
    ...others,
  };
  for (const [name, fields] of Object.entries(secrets)) await putSecret(account, name, fields);
}

beforeAll(async () => {
  server = await startPostgres({ dataDir: join(directory, 'postgres'), durable: false });
  await asSuperuser("CREATE ROLE bank_master LOGIN CREATEDB CREATEROLE PASSWORD 'of the master'", 'postgres');
  await asSuperuser('CREATE DATABASE bank OWNER bank_master', 'postgres');
  const may = (secret: string) =>
    ({
      Effect: 'Allow',
      Action: 'secretsmanager:GetSecretValue',
      Resource: arn('secretsmanager', `secret:ledgerbank/*/${secret}-*`),
    }) as const;
  account = await startAccount(directory, {
    migrator: [may('books-app'), may('books-console'), may('books-master')],
    operator: [may('books-app'), may('books-console')],
    clerk: [may('books-console')],
  });
  await putLogins('prod');
  await putLogins('rotated', {
    [appSecret('rotated')]: { username: 'bank_app', password: 'of the next week' },
  });
  await putLogins('staging', { [masterSecret('staging')]: { ...master, password: 'of yesterday', ...at } });
  await putLogins('dev', { [appSecret('dev')]: { username: 'bank_owner', password: 'of somebody else' } });
  await putSecret(account, appSecret('half'), { username: 'bank_app', password: 'of the app' });
  ofTheCluster = certificateOf(clusterHost);
  writeFileSync(join(directory, 'ca.pem'), ofTheCluster.cert);
  tunnel = await openTunnel(ofTheCluster, server);
}, 60_000);
afterAll(async () => {
  await tunnel.close();
  await account.front.close();
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(() => {
  [complaints, bars] = [[], []];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => complaints.push(String(text)) > 0);
});

const query = (login: Login, text: string, database = 'bank'): Promise<unknown[]> =>
  queryAs(server, { ...login, database }, text);
const asSuperuser = (text: string, database?: string): Promise<unknown> =>
  query(server.superuser, text, database);

interface Told {
  readonly profile?: string;
  readonly stage?: string;
  readonly through?: string;
}

async function migrate(told: Told, ...more: readonly string[]): Promise<[number, string]> {
  const { profile = 'migrator', stage = 'prod', through = tunnel.end } = told;
  return run('migrate', '--profile', profile, '--stage', stage, '--through', through, ...more);
}

async function run(...args: readonly string[]): Promise<[number, string]> {
  const printed: string[] = [];
  const settings = { BANK_DATA_DIR: join(directory, 'data'), BANK_BOOKS_CA: join(directory, 'ca.pem') };
  const local = localConsole(readConfig(settings));
  const context = {
    ...local.context,
    out: (text: string): void => {
      printed.push(text);
      bars.push('told');
    },
    progress: (title: string, total: number) => {
      bars.push(`${title} 0/${total}`);
      return {
        advance: (count: number, note: string) => void bars.push(`+${count} ${note}`),
        finish: () => void bars.push('finished'),
      };
    },
  };
  const code = await runConsole(context, args);
  await local.close();
  return [code, printed.join('\n')];
}

interface Ran {
  readonly ran?: string[];
  readonly wouldRun?: string[];
  readonly there: string[];
}
const json = ([code, printed]: [number, string]): Ran => {
  expect([code, complaints]).toEqual([0, []]);
  return JSON.parse(printed) as Ran;
};

describe('console migrate, in a stage', () => {
  it('tells with --plan what would run in new books, and changes nothing', async () => {
    const planned = json(await migrate({}, '--plan', '--json'));
    expect(planned.wouldRun?.filter((path) => path.startsWith('migrations/'))).toEqual(migrations);
    expect(planned).toMatchObject({ stage: 'prod', books: 'bank', plan: true, there: [] });
    const made =
      "SELECT FROM pg_roles WHERE rolname IN ('bank_app', 'bank_owner') UNION ALL SELECT WHERE to_regnamespace('ops') IS NOT NULL";
    expect(await asSuperuser(made)).toEqual([]);
    expect(bars).toEqual(['told']);
  });

  it('makes the books as the master user, file by file, and gives the roles their passwords', async () => {
    const done = json(await migrate({}, '--json'));
    expect(done.ran?.filter((path) => path.startsWith('migrations/'))).toEqual(migrations);
    expect(done.there).toEqual([]);
    expect(bars.slice(0, 3)).toEqual([
      `migrations 0/${migrations.length}`,
      `+0 ${migrations[0] ?? ''}`,
      `+1 ${migrations[0] ?? ''}`,
    ]);
    expect(bars.filter((line) => line === 'finished')).toHaveLength(3);
    expect(bars.slice(-2)).toEqual(['finished', 'told']);
    const asApp = { user: 'bank_app', password: 'of the app' };
    expect(await query(asApp, 'SELECT FROM bank.account')).toHaveLength(144);
    const asConsole = { user: 'bank_console', password: 'of the console' };
    await query(asConsole, 'SET ROLE bank_operator; SELECT FROM bank.account');
  }, 60_000);

  it('finds nothing to do the second time, and says which migrations were there', async () => {
    expect(json(await migrate({}, '--json'))).toMatchObject({ ran: [], there: migrations });
    expect(json(await migrate({}, '--plan', '--json'))).toMatchObject({ wouldRun: [], there: migrations });
    const [, text] = await migrate({});
    expect(text).toBe(
      [
        `was there  ${migrations[0] ?? ''} to ${newest}: ${migrations.length} migrations`,
        'The books of the stage prod are those of this checkout already. bank_app and bank_console have the passwords of their secrets.',
      ].join('\n'),
    );
  });

  it('runs a function again that is not what it was, and names it', async () => {
    const changed = 'functions/bank.open_books.sql';
    await asSuperuser(`UPDATE ops.migration SET checksum = 'of before' WHERE path = '${changed}'`);
    expect((await migrate({}, '--plan'))[1]).toContain(
      `would run  ${changed}\nThe books of the stage prod would be brought to this checkout. Nothing was changed.`,
    );
    expect((await migrate({}))[1]).toContain(`ran  ${changed}\nThe books of the stage prod are those`);
    expect(json(await migrate({}, '--json'))).toMatchObject({ ran: [] });
  });

  it('brings a password that was changed in its secret to the books', async () => {
    json(await migrate({ stage: 'rotated' }, '--plan', '--json'));
    const before = { user: 'bank_app', password: 'of the app' };
    await query(before, 'SELECT');
    json(await migrate({ stage: 'rotated' }, '--json'));
    await expect(query(before, 'SELECT')).rejects.toMatchObject({ code: '28P01' });
    await query({ user: 'bank_app', password: 'of the next week' }, 'SELECT');
  });

  it('and the console then opens the books, once, as the operator’s role', async () => {
    const where = ['--profile', 'migrator', '--stage', 'prod', '--through', tunnel.end];
    const open = ['day', 'open', '--on', '2026-01-15', ...where];
    expect(await run(...open)).toEqual([1, '']);
    expect(complaints.pop()).toMatch(/^This opens the books at 2026-01-15 for good/);
    expect(await run(...open, '--yes')).toEqual([0, 'The books are open. They stand at 2026-01-15.']);
    expect(await run(...open, '--yes')).toEqual([1, '']);
    expect(complaints.pop()).toBe('The books are open already. (business-date-refused)\n');
  });
});

describe('console migrate refuses, and changes nothing,', () => {
  const state = (): Promise<unknown> =>
    asSuperuser(
      'SELECT path, checksum, applied_at::text, NULL FROM ops.migration UNION ALL SELECT rolname, rolpassword, NULL, NULL FROM pg_authid ORDER BY 1',
    );

  async function refused(told: Told, sentence: RegExp, ...more: readonly string[]): Promise<void> {
    const before = await state();
    expect(await migrate(told, ...more)).toEqual([1, '']);
    expect(complaints.join('')).toMatch(sentence);
    expect(complaints.join('')).not.toMatch(/of the (master|app|console)|of yesterday/);
    expect(await state()).toEqual(before);
  }

  it.each<[string, Told, RegExp]>([
    [
      'whoever may not read the login of the master user',
      { profile: 'operator' },
      /^Whoever stands behind the profile operator lacks secretsmanager:GetSecretValue in the stage prod.*books-master/,
    ],
    [
      'whoever may not read the login of the functions',
      { profile: 'clerk' },
      /^Whoever stands behind the profile clerk lacks secretsmanager:GetSecretValue in the stage prod.*books-app/,
    ],
    [
      'a profile that is none',
      { profile: 'nobody' },
      /^The profile nobody does not exist here, or its credentials have run out/,
    ],
    [
      'a stage that is none',
      { stage: 'nowhere' },
      /^The account of migrator has no secret ledgerbank\/nowhere\/books-app\. Check --stage/,
    ],
    [
      'a stage that lacks a login',
      { stage: 'half' },
      /^The account of migrator has no secret ledgerbank\/half\/books-console\./,
    ],
    [
      'a secret with the password of another role',
      { stage: 'dev' },
      /^The secret ledgerbank\/dev\/books-app does not hold a password of bank_app/,
    ],
    [
      'a password that the master user does not have',
      { stage: 'staging' },
      /^The database of the stage staging does not let bank_master in: .*ledgerbank\/staging\/books-master/,
    ],
  ])('%s', (_what, told, sentence) => refused(told, sentence));

  it('a tunnel that leads elsewhere, or nowhere', async () => {
    const other = await openTunnel(certificateOf('other.example'), server);
    await refused({ through: other.end }, /can’t show that it is books\.cluster-abc\..*no password was sent/);
    await other.close();
    complaints = [];
    await refused({ through: other.end }, /does not answer at 127\.0\.0\.1:\d+\..*ledgerbank-prod-console/);
  });

  it.each([[[]], [['--plan']]])('books that are newer than this checkout %s', async (more) => {
    const later = "'migrations/9999_of_tomorrow.sql'";
    await asSuperuser(`INSERT INTO ops.migration (path, checksum) VALUES (${later}, 'x')`);
    await refused(
      { stage: 'rotated' },
      /^migrations\/9999_of_tomorrow\.sql ran in this database but is not among the files: the database is newer/,
      ...more,
    );
    await asSuperuser(`DELETE FROM ops.migration WHERE path = ${later}`);
  });

  it.each([[[]], [['--plan']]])('books in which another text of a migration ran %s', async (more) => {
    const [{ checksum } = { checksum: '' }] = (await asSuperuser(
      `SELECT checksum FROM ops.migration WHERE path = '${newest}'`,
    )) as { checksum: string }[];
    const set = (sum: string): Promise<unknown> =>
      asSuperuser(`UPDATE ops.migration SET checksum = '${sum}' WHERE path = '${newest}'`);
    await set('of another text');
    await refused({}, /was changed after it ran on this database\. Put it back/, ...more);
    await set(checksum);
  });

  it('books of which a migration was left out', async () => {
    const [second = ''] = migrations.slice(1);
    const row = (await asSuperuser(
      `DELETE FROM ops.migration WHERE path = '${second}' RETURNING checksum`,
    )) as { checksum: string }[];
    await refused({}, /0002_\w+\.sql comes before .*, which already ran/);
    await asSuperuser(`INSERT INTO ops.migration VALUES ('${second}', '${row[0]?.checksum ?? ''}')`);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['to mean a stage unless it is said', [], /^Give --profile and --stage/],
    ['a profile without a stage', ['--profile', 'migrator'], /^Give --profile and --stage together/],
    ['a stage without a profile', ['--stage', 'prod'], /^Give --profile and --stage together/],
    ['a tunnel to no stage', ['--through', '127.0.0.1:1'], /^--through says how to reach a stage/],
    [
      'other books in a stage',
      ['--profile', 'migrator', '--stage', 'prod', '--books', 'berka'],
      /^A stage has the books of the bank alone/,
    ],
    ['a plan of nothing', ['--plan'], /^Give --profile and --stage/],
  ])('%s', async (_what, args, sentence) => {
    expect(await run('migrate', ...args)).toEqual([2, '']);
    expect(complaints.join('')).toMatch(sentence);
  });
});
