import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '../../../local/testing/database.ts';
import { writeSql } from '../../../local/testing/sql-folder.ts';
import { appPassword, consolePassword } from '../../../local/testing/server-address.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let sqlDir: string;

beforeEach(async () => {
  database = await createTestDatabase('template1');
  sqlDir = mkdtempSync(join(tmpdir(), 'ledgerbank-sql-'));
});

afterEach(async () => {
  await dropTestDatabase(database);
  rmSync(sqlDir, { recursive: true });
});

const write = (path: string, text: string): void => {
  writeSql(sqlDir, path, text);
};

async function run(): Promise<{ applied: string[] }> {
  const { applied } = await migrate(database.adminConnection, { sqlDir });
  return { applied };
}

const first = 'migrations/0001_first.sql';
const second = 'migrations/0002_second.sql';
const greeting = 'functions/ops.greeting.sql';
const greetingText = (word: string): string =>
  `CREATE OR REPLACE FUNCTION ops.greeting() RETURNS text LANGUAGE sql AS $$ SELECT '${word}' $$;`;

async function value(query: string): Promise<unknown> {
  const { rows } = await database.owner.query<{ value: unknown }>(query);
  return rows[0]?.value;
}

describe('The repository’s own sql folder', () => {
  it('brings an empty database up to date, and a second run finds nothing to do', async () => {
    const { applied } = await migrate(database.adminConnection, { appPassword });
    expect(applied[0]).toBe('migrations/0001_schemas.sql');
    expect(applied).toContain('functions/bank.post_journals.sql');
    expect(applied.at(-1)).toBe('seed/report_rules.csv');
    expect((await migrate(database.adminConnection)).applied).toEqual([]);
    expect(await value('SELECT count(*)::int AS value FROM bank.chart_of_accounts')).toBe(150);
  });

  it('leaves everything with bank_owner and lets bank_app sign in', async () => {
    await migrate(database.adminConnection, { appPassword });
    expect(
      await value(
        `SELECT count(*)::int AS value FROM pg_class
         WHERE relnamespace IN ('books'::regnamespace, 'bank'::regnamespace, 'ops'::regnamespace)
           AND relowner <> 'bank_owner'::regrole`,
      ),
    ).toBe(0);
    const client = new Client(database.appConnection);
    await client.connect();
    await expect(client.query('SELECT FROM bank.account')).resolves.toMatchObject({ rowCount: 144 });
    await client.end();
  });
});

describe('The login of the console', () => {
  const asConsole = (): Client =>
    new Client({ ...database.adminConnection, user: 'bank_console', password: consolePassword });

  it('is a member of the operator’s role and of no other, and may nothing by itself', async () => {
    await migrate(database.adminConnection, { consolePassword });
    const granted = `SELECT roleid::regrole::text AS role, admin_option, inherit_option, set_option
                     FROM pg_auth_members WHERE member = 'bank_console'::regrole`;
    expect((await database.owner.query(granted)).rows).toEqual([
      { role: 'bank_operator', admin_option: false, inherit_option: false, set_option: true },
    ]);
    const client = asConsole();
    await client.connect();
    const read = 'SELECT FROM bank.account';
    await expect(client.query(read)).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('SET ROLE bank_owner')).rejects.toMatchObject({ code: '42501' });
    await expect(client.query('SET ROLE bank_app')).rejects.toMatchObject({ code: '42501' });
    await client.query('SET ROLE bank_operator');
    await expect(client.query(read)).resolves.toMatchObject({ rowCount: 144 });
    await client.end();
  });

  it('keeps its password when a migration knows none', async () => {
    await migrate(database.adminConnection, { consolePassword });
    await migrate(database.adminConnection);
    const client = asConsole();
    await client.connect();
    expect((await client.query('SELECT current_user AS role')).rows).toEqual([{ role: 'bank_console' }]);
    await client.end();
  });
});

describe('Migrations', () => {
  it('run once each, in the order of their numbers', async () => {
    write(second, 'INSERT INTO ops.t VALUES (2);');
    write(first, 'CREATE TABLE ops.t (n int);');
    expect(await run()).toEqual({ applied: [first, second] });
    expect(await run()).toEqual({ applied: [] });
    write('migrations/0003_third.sql', 'INSERT INTO ops.t VALUES (3);');
    expect(await run()).toEqual({ applied: ['migrations/0003_third.sql'] });
    expect(await value('SELECT array_agg(n) AS value FROM ops.t')).toEqual([2, 3]);
  });

  it('are left out of the database as a whole when a statement of theirs fails, and say where', async () => {
    write(first, 'CREATE TABLE ops.t (n int);\nINSERT INTO ops.t VALUES (1);\nSELECT nonsense FROM ops.t;\n');
    await expect(run()).rejects.toThrow('migrations/0001_first.sql:3: column "nonsense" does not exist');
    expect(await value("SELECT to_regclass('ops.t') AS value")).toBeNull();
    write(first, 'CREATE TABLE ops.t (n int);');
    expect(await run()).toEqual({ applied: [first] });
  });

  it('that ran may not change', async () => {
    write(first, 'CREATE TABLE ops.t (n int);');
    await run();
    write(first, 'CREATE TABLE ops.t (n bigint);');
    await expect(run()).rejects.toThrow(
      'migrations/0001_first.sql was changed after it ran on this database. Put it back',
    );
  });

  it('may change their line endings', async () => {
    write(first, 'CREATE TABLE ops.t (n int);\nSELECT 1;\n');
    await run();
    write(first, 'CREATE TABLE ops.t (n int);\r\nSELECT 1;\r\n');
    expect(await run()).toEqual({ applied: [] });
  });

  it('that ran may not disappear: the code is older than the database', async () => {
    write(first, 'SELECT 1;');
    write(second, 'SELECT 2;');
    await run();
    rmSync(join(sqlDir, second));
    await expect(run()).rejects.toThrow('the database is newer than this code');
  });

  it('may not be slipped in before one that ran', async () => {
    write(second, 'SELECT 2;');
    await run();
    write(first, 'SELECT 1;');
    await expect(run()).rejects.toThrow('Give it the next free number');
  });

  it.each([
    ['migrations/1_short.sql', 'name it NNNN_what_it_does.sql'],
    ['migrations/0001_Upper.sql', 'name it NNNN_what_it_does.sql'],
    ['migrations/0001_again.sql', 'the number 0001 is used twice'],
  ])('may not be called %s', async (path, message) => {
    write(first, 'SELECT 1;');
    write(path, 'SELECT 1;');
    await expect(run()).rejects.toThrow(message);
  });

  it('there must be some', async () => {
    await expect(run()).rejects.toThrow('There are no migrations');
  });

  it('run once when two start at the same time', async () => {
    write(first, 'SELECT pg_sleep(0.2); CREATE TABLE ops.t (n int);');
    const results = await Promise.all([run(), run(), run()]);
    expect(results.map(({ applied }) => applied.length).sort()).toEqual([0, 0, 1]);
  });
});

describe('Functions and views', () => {
  beforeEach(() => {
    write(first, 'CREATE TABLE ops.t (n int);');
  });

  it('are replaced when their file changes', async () => {
    write(greeting, greetingText('Good day'));
    write('views/ops.hello.sql', 'CREATE OR REPLACE VIEW ops.hello AS SELECT ops.greeting() AS value;');
    await run();
    write(greeting, greetingText('Good night'));
    expect(await run()).toEqual({ applied: [greeting] });
    expect(await value('SELECT value FROM ops.hello')).toBe('Good night');
  });

  it('wait until no posting is under way, as little as it takes', async () => {
    const waiting = 'SELECT count(*)::int AS value FROM pg_locks WHERE NOT granted';
    await migrate(database.adminConnection);
    const posting = await database.owner.connect();
    await posting.query('BEGIN; SELECT books.share_calendar()');
    // Gone and the same again: one function is replaced.
    await database.owner.query('DROP FUNCTION books.iso_instant(timestamptz)');
    const replacing = migrate(database.adminConnection);
    while ((await value(waiting)) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await posting.query('COMMIT');
    posting.release();
    expect((await replacing).applied).toEqual(['functions/books.iso_instant.sql']);
  });

  it('are made again when a migration dropped them', async () => {
    write(greeting, greetingText('Good day'));
    await run();
    write(second, 'DROP FUNCTION ops.greeting();');
    expect(await run()).toEqual({ applied: [second, greeting] });
  });

  it('may not leave an overload behind', async () => {
    write(greeting, greetingText('Good day'));
    await run();
    write(greeting, greetingText('Good day').replace('greeting()', 'greeting(p_name text)'));
    await expect(run()).rejects.toThrow(
      'changes the parameters of ops.greeting. Drop the old one in a migration.',
    );
  });

  it('must be what their file is called', async () => {
    write('functions/ops.other.sql', greetingText('Good day'));
    await expect(run()).rejects.toThrow('functions/ops.other.sql does not create ops.other.');
  });

  it('whose file is gone must be dropped by a migration', async () => {
    write(greeting, greetingText('Good day'));
    await run();
    rmSync(join(sqlDir, greeting));
    await expect(run()).rejects.toThrow('functions/ops.greeting.sql is gone but ops.greeting still exists');
    write(second, 'DROP FUNCTION ops.greeting();');
    expect(await run()).toEqual({ applied: [second] });
    expect(await run()).toEqual({ applied: [] });
  });
});

describe('Reference data', () => {
  it('nobody knows how to load is refused', async () => {
    write(first, 'SELECT 1;');
    write('seed/rates.csv', 'a,b\n');
    await expect(run()).rejects.toThrow('seed/rates.csv: no loader is known for this file.');
  });

  it('that the database refuses is named', async () => {
    write(first, 'CREATE SCHEMA books;');
    write(
      'functions/books.load_chart.sql',
      "CREATE OR REPLACE FUNCTION books.load_chart(p jsonb) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$;",
    );
    write('seed/chart_of_accounts.csv', 'account\n1010\n');
    await expect(run()).rejects.toThrow('seed/chart_of_accounts.csv: not this one');
  });
});
