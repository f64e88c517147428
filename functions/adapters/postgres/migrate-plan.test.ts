import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '../../../local/testing/database.ts';
import { writeSql } from '../../../local/testing/sql-folder.ts';
import { migrate, planMigration } from './migrate.ts';
import type { MigrationProgress } from './migration/progress.ts';

let database: TestDatabase;
let sqlDir: string;

beforeEach(async () => {
  database = await createTestDatabase('template1');
  sqlDir = mkdtempSync(join(tmpdir(), 'ledgerbank-sql-'));
  write(first, 'CREATE SCHEMA books; CREATE TABLE ops.t (n int);');
  write(greeting, greetingText('Good day'));
  write('functions/books.load_chart.sql', loader);
  write('seed/chart_of_accounts.csv', 'account\n1010\n');
});
afterEach(async () => {
  await dropTestDatabase(database);
  rmSync(sqlDir, { recursive: true });
});

const write = (path: string, text: string): void => {
  writeSql(sqlDir, path, text);
};

const first = 'migrations/0001_first.sql';
const second = 'migrations/0002_second.sql';
const greeting = 'functions/ops.greeting.sql';
const greetingText = (word: string): string =>
  `CREATE OR REPLACE FUNCTION ops.greeting() RETURNS text LANGUAGE sql AS $$ SELECT '${word}' $$;`;
const loader =
  'CREATE OR REPLACE FUNCTION books.load_chart(p jsonb) RETURNS void LANGUAGE sql AS $$ SELECT $$;';
const everything = [first, 'functions/books.load_chart.sql', greeting, 'seed/chart_of_accounts.csv'];

const run = (options = {}): ReturnType<typeof migrate> =>
  migrate(database.adminConnection, { sqlDir, ...options });
const plan = (): ReturnType<typeof planMigration> => planMigration(database.adminConnection, { sqlDir });

async function history(): Promise<unknown[]> {
  const { rows } = await database.owner.query<{ path: string }>('SELECT * FROM ops.migration ORDER BY path');
  return rows;
}

describe('The plan of a migration', () => {
  it('of new books names every file, and leaves them without a schema', async () => {
    expect(await plan()).toEqual({ applied: everything, there: [] });
    const { rows } = await database.owner.query("SELECT to_regnamespace('ops') AS made");
    expect(rows).toEqual([{ made: null }]);
  });

  it('names what a run then applies, and says which migrations were there', async () => {
    await run();
    expect(await plan()).toEqual({ applied: [], there: [first] });
    write(second, 'INSERT INTO ops.t VALUES (2);');
    write(greeting, greetingText('Good night'));
    write('seed/chart_of_accounts.csv', 'account\n1020\n');
    const before = await history();
    const told = await plan();
    expect(told).toEqual({ applied: [second, greeting, 'seed/chart_of_accounts.csv'], there: [first] });
    expect(await history()).toEqual(before);
    expect(await run()).toEqual(told);
    expect(await run()).toEqual({ applied: [], there: [first, second] });
  });

  it.each<[string, () => void, RegExp]>([
    [
      'for books that are newer',
      () => {
        rmSync(join(sqlDir, first));
        write(second, 'SELECT 2;');
      },
      /0001_first\.sql ran in this database but is not among the files: the database is newer than this code/,
    ],
    [
      'for a migration that was changed',
      () => {
        write(first, 'SELECT 1;');
      },
      /0001_first\.sql was changed after it ran on this database/,
    ],
    [
      'for a function that no migration dropped',
      () => {
        rmSync(join(sqlDir, greeting));
      },
      /ops\.greeting\.sql is gone but ops\.greeting still exists/,
    ],
    [
      'for reference data that nobody can load',
      () => {
        write('seed/rates.csv', 'a\n');
      },
      /no loader is known for this file/,
    ],
  ])('is refused as the run is, %s', async (_what, change, sentence) => {
    await run();
    const before = await history();
    change();
    await expect(plan()).rejects.toThrow(sentence);
    await expect(run()).rejects.toThrow(sentence);
    expect(await history()).toEqual(before);
  });

  it('leaves it to the migrations to come what is left over of functions', async () => {
    await run();
    rmSync(join(sqlDir, greeting));
    write(second, 'DROP FUNCTION ops.greeting();');
    expect(await plan()).toEqual({ applied: [second], there: [first] });
  });
});

describe('A migration', () => {
  it('tells of each file when it begins and when it is done', async () => {
    const heard: string[] = [];
    const progress: MigrationProgress = {
      begin: (part, files) => heard.push(`${part}: ${files}`),
      running: (path) => heard.push(`begins ${path}`),
      done: (path) => heard.push(`did ${path}`),
    };
    await run({ progress });
    const [migration, ...functions] = everything.slice(0, 3);
    expect(heard).toEqual([
      'migrations: 1',
      ...[`begins ${migration}`, `did ${migration}`],
      'functions and views: 2',
      ...functions.flatMap((path) => [`begins ${path}`, `did ${path}`]),
      'reference data: 1',
      ...[`begins ${everything[3]}`, `did ${everything[3]}`],
    ]);
  });

  it('of books that are newer gives nobody another password', async () => {
    await run();
    rmSync(join(sqlDir, first));
    write(second, 'SELECT 2;');
    await expect(run({ appPassword: 'of another' })).rejects.toThrow('newer than this code');
    expect((await database.app.query('SELECT current_user AS role')).rows).toEqual([{ role: 'bank_app' }]);
  });

  it('whose connection is lost names the file that was under way, and can be run again', async () => {
    write(second, 'SELECT pg_terminate_backend(pg_backend_pid());');
    await expect(run()).rejects.toThrow(/^migrations\/0002_second\.sql: /);
    write(second, 'SELECT 2;');
    expect(await run()).toMatchObject({ applied: [second, ...everything.slice(1)], there: [first] });
  });
});
