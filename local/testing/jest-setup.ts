import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../functions/adapters/postgres/migrate.ts';
import { startPostgres, type PostgresServer } from '../postgres/server.ts';
import { appPassword, consolePassword, publishServer, templateDatabase } from './server-address.ts';

export interface TestRun {
  readonly server: PostgresServer;
  readonly dataDir: string;
}

declare global {
  // A `declare global` needs `var`; Jest gives setup and teardown no other place to share than the global object.
  var ledgerbankTestRun: TestRun | undefined;
}

/** Starts one throwaway Postgres for the run and migrates the template of all test databases. */
// eslint-disable-next-line no-restricted-exports -- Jest calls the default export of a global setup
export default async function setUp(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ledgerbank-test-'));
  const server = await startPostgres({ dataDir, durable: false });
  globalThis.ledgerbankTestRun = { server, dataDir };
  const address = { host: server.host, port: server.port, ...server.superuser };
  const client = new Client({ ...address, database: 'postgres' });
  await client.connect();
  await client.query(`CREATE DATABASE ${templateDatabase}`);
  await client.end();
  await migrate({ ...address, database: templateDatabase }, { appPassword, consolePassword });
  publishServer(address);
}
