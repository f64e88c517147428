import { Client, Pool } from 'pg';
import { MigrationError } from '../../functions/adapters/postgres/migration/error.ts';
import { migrate, type MigrateConnection } from '../../functions/adapters/postgres/migrate.ts';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import { ConsoleError, type OpenBooks } from '../../functions/console/context.ts';
import type { ServerAddress } from './server.ts';

/**
 * Books of this machine, as the operator's role.
 * @param create make and migrate them when they do not exist
 * @throws ConsoleError when there are none, or the database is no set of books
 */
export async function openBooks(
  server: ServerAddress,
  database: string,
  create: boolean,
): Promise<OpenBooks> {
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
