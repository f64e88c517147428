import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import * as z from 'zod';
import type { BooksDatabase } from './database.ts';

const resultRows = z.object({ rows: z.array(z.record(z.string(), z.unknown())) });

/** A pool of connections, or one of them for a transaction; whoever opens it ends it. */
export function booksByPool(pool: Pool | PoolClient): BooksDatabase {
  const db = drizzle(pool);
  return { drizzle: db, rows: async (statement) => resultRows.parse(await db.execute(statement)).rows };
}

export interface ProxyConfig {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Fetched anew for each connection, so that a rotated password is picked up. */
  readonly password: () => Promise<string>;
  /** RDS Proxy insists on TLS; the laptop has none. */
  readonly tls: boolean;
}

/**
 * For long statements: batches, reports and the outbox. One connection per function instance is enough. No start-up options:
 * RDS Proxy refuses the connection then. Roles that log in reckon in UTC by themselves.
 */
export function openPool(config: ProxyConfig, options: PoolConfig = {}): Pool {
  const { tls, ...connection } = config;
  const pool = new Pool({
    ...connection,
    ...(tls ? { ssl: { rejectUnauthorized: true } } : {}),
    max: 2,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    ...options,
  });
  // An idle connection may be cut at any time; the next statement opens another and reports its own failure.
  pool.on('error', () => undefined);
  return pool;
}
