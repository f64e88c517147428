import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { Client } from 'pg';
import { ConsoleError } from '../../functions/console/context.ts';
import { runConsole } from '../../functions/console/main.ts';
import { readConfig } from '../config.ts';
import { startPostgres, type PostgresServer } from '../postgres/server.ts';
import { localConsole, type LocalConsole } from './context.ts';

// A server of its own: these tests change the template that other tests copy.
const dataDir = mkdtempSync(join(tmpdir(), 'ledgerbank-console-'));
let server: PostgresServer;
let local: LocalConsole;

beforeAll(async () => {
  server = await startPostgres({ dataDir, durable: false });
  const { host, port, superuser } = server;
  const url = `postgres://${superuser.user}:${encodeURIComponent(superuser.password)}@${host}:${port}/postgres`;
  local = localConsole(readConfig({ BANK_POSTGRES_URL: url }));
});
afterAll(async () => {
  await local.close();
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function administer(statement: string, database: string): Promise<void> {
  const { host, port, superuser } = server;
  const client = new Client({ host, port, ...superuser, database });
  await client.connect();
  await client.query(statement);
  await client.end();
}

describe('The console opens', () => {
  it('new books as pristine as the server was made, and acts there as the operator', async () => {
    await administer('CREATE TABLE public.left_in_the_template ()', 'template1');
    const { database, close } = await local.context.openBooks('berka', true);
    const [row] = await database.rows(
      sql`SELECT current_user AS role, to_regclass('public.left_in_the_template') AS foreign`,
    );
    await close();
    expect(row).toEqual({ role: 'bank_operator', foreign: null });
    await expect((await local.context.openBooks('berka', false)).close()).resolves.toBeUndefined();
  });
});

describe('The console migrates books of this machine', () => {
  async function migrate(...args: readonly string[]): Promise<[number, string]> {
    const printed: string[] = [];
    const context = { ...local.context, out: (text: string): void => void printed.push(text) };
    return [await runConsole(context, ['migrate', ...args]), printed.join('\n')];
  }

  it('that an older checkout made, by their name', async () => {
    await (await local.context.openBooks('of_before', true)).close();
    await administer("DELETE FROM ops.migration WHERE path = 'seed/report_rules.csv'", 'of_before');
    const file = 'seed/report_rules.csv';
    const [, planned] = await migrate('--books', 'of_before', '--plan', '--json');
    expect(JSON.parse(planned)).toMatchObject({ stage: null, books: 'of_before', wouldRun: [file] });
    const [, ran] = await migrate('--books', 'of_before');
    expect(ran).toMatch(
      /\nran {2}seed\/report_rules\.csv\nThe books "of_before" are those of this checkout\.$/,
    );
    expect(JSON.parse((await migrate('--books', 'of_before', '--json'))[1])).toMatchObject({ ran: [] });
  });

  it.each([
    ['that are not there', 'no_such_books', /There are no books "no_such_books"/],
    ['that are none', 'postgres', /The database "postgres" is no set of books/],
    ['that are newer', 'newer', /the database is newer than this code/],
  ])('and refuses books %s', async (_what, name, sentence) => {
    await (await local.context.openBooks('newer', true)).close();
    const later =
      "INSERT INTO ops.migration VALUES ('migrations/9999_later.sql', 'x') ON CONFLICT DO NOTHING";
    await administer(later, 'newer');
    const told: string[] = [];
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
    expect(await migrate('--books', name)).toEqual([1, '']);
    expect(told.join('')).toMatch(sentence);
    await administer("DELETE FROM ops.migration WHERE path LIKE '%9999%'", 'newer');
  });
});

describe('The console refuses in a sentence', () => {
  it.each([
    ['books that do not exist', 'no_such_books', /There are no books "no_such_books"/],
    ['the template nobody may connect to', 'template0', /There are no books "template0"/],
    ['a database of the server itself', 'postgres', /The database "postgres" is no set of books/],
  ])('%s', async (_what, name, sentence) => {
    const opened = local.context.openBooks(name, false);
    await expect(opened).rejects.toBeInstanceOf(ConsoleError);
    await expect(opened).rejects.toThrow(sentence);
  });
});
