import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { Client, Pool, type PoolConfig } from 'pg';
import { appPassword, publishedServer, templateDatabase } from './server-address.ts';

export interface TestConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface TestDatabase {
  /** As `bank_app`, the role of the deployed functions. */
  readonly app: Pool;
  /** As `bank_operator`, the role of the console: opens accounts, rolls the day. */
  readonly operator: Pool;
  /** As `bank_owner`, who owns every object. */
  readonly owner: Pool;
  readonly appConnection: TestConnection;
  /** The superuser, for what only an administrator does, such as migrating. */
  readonly adminConnection: TestConnection;
}

/** A migrated, empty database for the tests of this file: made before them, dropped after them. */
export function useTestDatabase(): () => TestDatabase {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    if (database) await dropTestDatabase(database);
  });
  return () => {
    if (!database) throw new Error('The test database exists only while tests run.');
    return database;
  };
}

/** For tests that need several databases; whoever creates one drops it. */
export async function createTestDatabase(template: string = templateDatabase): Promise<TestDatabase> {
  const server = publishedServer();
  const database = `test_${randomBytes(6).toString('hex')}`;
  // Copied as files, not page by page through the log: half the work of the server, and of dropping it as well.
  const copy = `CREATE DATABASE ${database} TEMPLATE ${template} STRATEGY file_copy`;
  await asAdministrator((client) => client.query(copy));
  const adminConnection = { ...server, database };
  const appConnection = { ...server, database, user: 'bank_app', password: appPassword };
  return {
    app: poolOf({ ...appConnection, max: 20 }),
    operator: poolOf({ ...adminConnection, max: 20, options: '-c role=bank_operator' }),
    owner: poolOf({ ...adminConnection, max: 5, options: '-c role=bank_owner' }),
    appConnection,
    adminConnection,
  };
}

/** A test may cut connections on purpose; an idle one that is cut is no error of the test. */
function poolOf(config: PoolConfig): Pool {
  const pool = new Pool(config);
  pool.on('error', () => undefined);
  return pool;
}

export async function dropTestDatabase({
  app,
  operator,
  owner,
  adminConnection,
}: TestDatabase): Promise<void> {
  await Promise.all([app.end(), operator.end(), owner.end()]);
  await asAdministrator(async (client) => {
    await sessionsEnded(client, adminConnection.database);
    await client.query(`DROP DATABASE ${adminConnection.database} WITH (FORCE)`);
  });
}

/** A pool that has ended leaves server processes that are still ending; forcing those would look like a lost connection. */
async function sessionsEnded(client: Client, database: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { rowCount } = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [database]);
    if (rowCount === 0) return;
    await sleep(10);
  }
}

async function asAdministrator(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ ...publishedServer(), database: 'postgres' });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
