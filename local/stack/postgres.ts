import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { LocalConfig } from '../config.ts';
import { type PostgresServer, startPostgres } from '../postgres/server.ts';

const patienceMs = 60_000;

function addressOf(url: string): Omit<PostgresServer, 'close'> {
  const { hostname, port, username, password } = new URL(url);
  const superuser = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  return { host: hostname, port: Number(port || 5432), superuser };
}

async function answers({ host, port, superuser }: Omit<PostgresServer, 'close'>): Promise<void> {
  const client = new Client({
    host,
    port,
    ...superuser,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  });
  // A server that goes away while we connect is reported by `connect`.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end();
  }
}

/** A server that starts beside this one, as docker-compose does it, may take a while. */
async function untilItAnswers(server: Omit<PostgresServer, 'close'>): Promise<void> {
  for (const until = Date.now() + patienceMs; ;) {
    try {
      await answers(server);
      return;
    } catch (cause) {
      if (Date.now() > until)
        throw new Error(`Postgres at ${server.host}:${server.port} does not answer.`, { cause });
      await delay(500);
    }
  }
}

/**
 * The Postgres of the configuration, or the embedded one on the data directory.
 * @throws when it does not answer within a minute
 */
export async function providePostgres(config: LocalConfig): Promise<PostgresServer> {
  if (config.postgresUrl === undefined)
    return startPostgres({ dataDir: join(config.dataDirectory, 'postgres') });
  const server = addressOf(config.postgresUrl);
  await untilItAnswers(server);
  return { ...server, close: () => Promise.resolve() };
}
