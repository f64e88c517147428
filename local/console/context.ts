import { Client, Pool } from 'pg';
import { MigrationError } from '../../functions/adapters/postgres/migration/error.ts';
import { migrate, type MigrateConnection } from '../../functions/adapters/postgres/migrate.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import { ConsoleError, type ConsoleContext, type OpenBooks } from '../../functions/console/context.ts';
import type { LocalConfig } from '../config.ts';
import { openServer, type ServerAddress } from './server.ts';
import { progressOnStandardError } from './progress.ts';
import { openImports, openPublished } from './published.ts';
import { openFiles } from './files.ts';
import { openQueues } from './queues.ts';
import { openUsers } from './users.ts';
import { untilStopped } from './until-stopped.ts';

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
    openPublished: (name) => openPublished(config, name),
    openImports: () => openImports(config),
    openQueues: (target) => Promise.resolve(openQueues(config, target)),
    openFiles: (target) => openFiles(config, target),
    openUsers: (target) => openUsers(config, target),
    untilStopped,
    out: (text) => {
      console.log(text);
    },
    progress: progressOnStandardError,
  };
  return { context, close: async () => (await opened)?.close() };
}

async function openBooks(server: ServerAddress, database: string, create: boolean): Promise<OpenBooks> {
  if (create) await createBooks(server, database);
  else await findBooks(server, database);
  const pool = new Pool({ ...server, database, max: 2, options: '-c role=bank_operator -c timezone=UTC' });
  return { database: booksByPool(pool), close: () => pool.end() };
}

async function createBooks(server: ServerAddress, database: string): Promise<void> {
  if (!(await hasDatabase(server, database))) {
    // The name was checked by the command: lower-case letters, digits and _ only. template0 is as pristine as it was made.
    await asAdministrator({ ...server, database: 'postgres' }, (client) =>
      client.query(`CREATE DATABASE ${database} TEMPLATE template0`),
    );
  }
  await migrateBooks({ ...server, database });
}

async function findBooks(server: ServerAddress, database: string): Promise<void> {
  if (!(await hasDatabase(server, database))) {
    throw new ConsoleError(
      `There are no books "${database}" here. Import something into them first, or check --books.`,
    );
  }
  const found = await asAdministrator({ ...server, database }, (client) =>
    client.query("SELECT WHERE to_regclass('ops.migration') IS NOT NULL"),
  );
  if (found.rowCount === 0)
    throw new ConsoleError(`The database "${database}" is no set of books. Check --books.`);
}

async function migrateBooks(connection: MigrateConnection): Promise<void> {
  try {
    await migrate(connection);
  } catch (error) {
    throw error instanceof MigrationError ? new ConsoleError(error.message, { cause: error }) : error;
  }
}

async function hasDatabase(server: ServerAddress, name: string): Promise<boolean> {
  const found = await asAdministrator({ ...server, database: 'postgres' }, (client) =>
    client.query('SELECT FROM pg_database WHERE datname = $1 AND datallowconn', [name]),
  );
  return found.rowCount === 1;
}

async function asAdministrator<T>(
  connection: ServerAddress & { readonly database: string },
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client(connection);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
