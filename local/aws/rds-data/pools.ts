import { Pool } from 'pg';
import type { PoolClient, PoolConfig } from 'pg';
import { dataApiError } from './database-errors.ts';
import { AwsError } from '../service.ts';
import type { TypeCatalog } from './column-types.ts';

interface DatabaseLogin {
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/** A pool of one database and role, with the types of that database. */
export interface Database {
  readonly types: TypeCatalog;
  /** Throws DatabaseUnavailableException while the server is away, InvalidSecretException for a wrong login. */
  connect(): Promise<PoolClient>;
}

export interface Pools {
  get(login: DatabaseLogin): Database;
  close(): Promise<void>;
}

export interface PoolOptions {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly statementTimeoutMs: number;
}

/** Opens one pool per database and role, at their first use. */
export function openPools(options: PoolOptions): Pools {
  const pools = new Map<string, { pool: Pool; database: Database }>();
  return {
    get(login) {
      const key = JSON.stringify(login);
      const opened = pools.get(key) ?? open(options, login);
      pools.set(key, opened);
      return opened.database;
    },
    async close() {
      await Promise.all([...pools.values()].map(({ pool }) => pool.end()));
    },
  };
}

function open(options: PoolOptions, login: DatabaseLogin): { pool: Pool; database: Database } {
  const pool = new Pool(configOf(options, login));
  // A connection that dies between statements is simply replaced; one that dies during a statement fails that
  // statement. Without a listener on both, the restart of the server would end this process.
  pool.on('error', ignoreLostConnection);
  pool.on('connect', (client) => client.on('error', ignoreLostConnection));
  const connect = (): Promise<PoolClient> =>
    pool.connect().catch((error: unknown) => {
      throw dataApiError(error);
    });
  return { pool, database: { types: new Map(), connect } };
}

function ignoreLostConnection(): void {
  // The next statement opens a new connection.
}

function configOf(options: PoolOptions, { username, password, database }: DatabaseLogin): PoolConfig {
  if (database === '') throw new AwsError('BadRequestException', 'Database name is not set');
  return {
    host: options.host,
    port: options.port,
    user: username,
    password,
    database,
    max: options.connections,
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs,
    options: '-c timezone=UTC -c datestyle=ISO',
    application_name: 'rds-data',
    // Values stay in Postgres' own text form; `fields.ts` decides what becomes of them.
    types: { getTypeParser: () => (text: string) => text },
  };
}
