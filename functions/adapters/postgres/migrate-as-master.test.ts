import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startPostgres, type PostgresServer } from '../../../local/postgres/server.ts';
import { queryAs, type Login } from '../../../local/testing/query-as.ts';
import { migrate } from './migrate.ts';

// A server of its own: on that of the run the roles have been made by the superuser.
const dataDir = mkdtempSync(join(tmpdir(), 'ledgerbank-master-'));
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres({ dataDir, durable: false });
});
afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const query = (login: Login, text: string): Promise<unknown[]> =>
  queryAs(server, { ...login, database: login.user === 'postgres' ? 'postgres' : 'bank' }, text);

it('The master user of a cluster, who is no superuser, makes the books and their logins', async () => {
  const master = { user: 'bank_master', password: 'of the master' };
  await query(server.superuser, "CREATE ROLE bank_master LOGIN CREATEDB CREATEROLE PASSWORD 'of the master'");
  await query(server.superuser, 'CREATE DATABASE bank OWNER bank_master');
  const { host, port } = server;
  const passwords = { appPassword: 'of the app', consolePassword: 'of the console' };
  await migrate({ host, port, ...master, database: 'bank' }, passwords);
  expect(await migrate({ host, port, ...master, database: 'bank' }, passwords)).toMatchObject({
    applied: [],
  });
  const asConsole = { user: 'bank_console', password: 'of the console' };
  const operate = 'SET ROLE bank_operator; SELECT FROM bank.account';
  await expect(query(asConsole, 'SELECT FROM bank.account')).rejects.toMatchObject({ code: '42501' });
  await query(asConsole, operate);
  const asApp = { user: 'bank_app', password: 'of the app' };
  expect(await query(asApp, 'SELECT FROM bank.account')).toHaveLength(144);
}, 60_000);
