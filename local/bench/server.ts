import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { migrate } from '../../functions/adapters/postgres/migrate.ts';
import { startPostgres, type PostgresServer } from '../postgres/server.ts';
import { serverSettings } from './settings.ts';

/** A throwaway Postgres that keeps all its promises of durability. */
export interface BenchServer {
  readonly directory: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Makes an empty database, or a copy of another one that nobody is connected to. */
  createDatabase(name: string, template?: string): Promise<void>;
  migrateBooks(name: string): Promise<void>;
  /** As the superuser: preparation, watching and verification. */
  admin(database: string): Promise<Client>;
  /** As the role of the deployed functions; exactly as many connections as clients. */
  pool(database: string, clients: number): Pool;
  close(): Promise<void>;
}

/** The application name of connections that carry load, so that watching can tell them from itself. */
export const loadName = 'bench-load';
const appPassword = randomBytes(18).toString('base64url');

export async function openServer(): Promise<BenchServer> {
  const directory = mkdtempSync(join(tmpdir(), 'ledgerbank-bench-'));
  const remove = (): void => {
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const settings = serverSettings(totalmem());
    await configure(await startPostgres({ dataDir: directory }), settings);
    const server = await startPostgres({ dataDir: directory });
    await layOutLog(server);
    return {
      ...databasesOf(server),
      directory,
      settings,
      async close() {
        await server.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

async function configure(server: PostgresServer, settings: Readonly<Record<string, string>>): Promise<void> {
  try {
    const admin = await connect(server, 'postgres');
    for (const [name, value] of Object.entries(settings)) {
      await admin.query(`ALTER SYSTEM SET ${name} = '${value}'`);
    }
    await admin.end();
  } finally {
    await server.close();
  }
}

/** As many segments as `min_wal_size` keeps, less a few for what preparing the data writes. */
const segments = 250;

/**
 * A server that has run for a while writes its log into segments that it has used before. A new one has to make each,
 * 16 MB of zeros at a time, in the middle of whatever it is doing; so they are made before anything is measured.
 */
async function layOutLog(server: PostgresServer): Promise<void> {
  const admin = await connect(server, 'postgres');
  for (let segment = 0; segment < segments; segment += 1) {
    await admin.query("SELECT pg_logical_emit_message(false, 'bench', 'segment')");
    await admin.query('SELECT pg_switch_wal()');
  }
  await admin.query('CHECKPOINT');
  await admin.end();
}

type Databases = Omit<BenchServer, 'directory' | 'settings' | 'close'>;

function databasesOf(server: PostgresServer): Databases {
  const address = { host: server.host, port: server.port };
  return {
    async createDatabase(name, template = 'template0') {
      const admin = await connect(server, 'postgres');
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
      await admin.end();
    },
    async migrateBooks(name) {
      await migrate({ ...address, ...server.superuser, database: name }, { appPassword });
    },
    admin: (database) => connect(server, database),
    pool(database, clients) {
      const pool = new Pool({
        ...address,
        database,
        user: 'bank_app',
        password: appPassword,
        application_name: loadName,
        options: '-c timezone=UTC',
        max: clients,
      });
      pool.on('error', reportedByItsStatement);
      return pool;
    },
  };
}

/** A connection that is cut fails the statement under way, which says so; idle ones are cut when the server is stopped. */
function reportedByItsStatement(): void {
  // Nothing more to do here: without a listener the process would end before it has cleaned up.
}

async function connect(server: PostgresServer, database: string): Promise<Client> {
  const client = new Client({ host: server.host, port: server.port, ...server.superuser, database });
  client.on('error', reportedByItsStatement);
  await client.connect();
  return client;
}
