import { Client, Pool } from 'pg';
import { migrate } from '../../functions/adapters/postgres/migrate.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import { ConsoleError, type ConsoleContext, type OpenBooks } from '../../functions/console/context.ts';
import type { LocalConfig } from '../config.ts';
import { openServer, type ServerAddress } from './server.ts';
import { progressOnStandardError } from './progress.ts';

export interface LocalConsole {
  readonly context: ConsoleContext;
  close(): Promise<void>;
}

/** The console's world on this machine. The server is looked for, or started, at the first use. */
export function localConsole(config: LocalConfig): LocalConsole {
  let opened: ReturnType<typeof openServer> | undefined;
  const server = async (): Promise<ServerAddress> => {
    opened ??= openServer(config);
    return (await opened).address;
  };
  const context: ConsoleContext = {
    openBooks: async (name, create) => openBooks(await server(), name, create),
    out: (text) => {
      console.log(text);
    },
    progress: progressOnStandardError,
  };
  return { context, close: async () => (await opened)?.close() };
}

async function openBooks(server: ServerAddress, database: string, create: boolean): Promise<OpenBooks> {
  const exists = await hasDatabase(server, database);
  if (!exists && !create) {
    throw new ConsoleError(
      `There are no books "${database}" here. Import something into them first, or check --books.`,
    );
  }
  if (!exists) await createDatabase(server, database);
  if (create) await migrate({ ...server, database });
  const pool = new Pool({ ...server, database, max: 2, options: '-c role=bank_owner -c timezone=UTC' });
  return { database: booksByPool(pool), close: () => pool.end() };
}

async function hasDatabase(server: ServerAddress, name: string): Promise<boolean> {
  return withAdministrator(server, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    return rowCount === 1;
  });
}

async function createDatabase(server: ServerAddress, name: string): Promise<void> {
  // The name was checked by the command: lower-case letters, digits and _ only.
  await withAdministrator(server, (client) => client.query(`CREATE DATABASE ${name}`));
}

async function withAdministrator<T>(server: ServerAddress, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...server, database: 'postgres' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
