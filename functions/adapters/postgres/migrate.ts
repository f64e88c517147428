import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';
import { openHistory } from './migration/history.ts';
import { applyMigrations } from './migration/migrations.ts';
import { applyRepeatables } from './migration/repeatables.ts';
import { ensureRoles, type LoginPasswords } from './migration/roles.ts';
import { applySeeds } from './migration/seeds.ts';

/** Session lock that makes concurrent migrators of one database queue up. The number means nothing else. */
const migrationLock = 7_316_021;

export interface MigrateConnection {
  readonly host: string;
  readonly port: number;
  /** May create roles: the superuser locally, the cluster's master user in the cloud. */
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly ssl?: NonNullable<ClientConfig['ssl']>;
}

export interface MigrateOptions extends LoginPasswords {
  /** The folder with `migrations`, `functions`, `views` and `seed`; the repository's own unless given. */
  readonly sqlDir?: string;
}

/**
 * Brings one database up to date: roles, migrations that have not run, changed functions and views, reference data.
 * Answers the files that were applied; nothing when all was up to date.
 * @throws MigrationError naming the file and what to do
 */
export async function migrate(
  connection: MigrateConnection,
  options: MigrateOptions = {},
): Promise<{ applied: string[] }> {
  const sqlDir = options.sqlDir ?? fileURLToPath(new URL('../../../sql', import.meta.url));
  const client = new Client({ ...connection, application_name: 'migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await ensureRoles(client, options);
    const history = await openHistory(client);
    const migrations = await applyMigrations(client, sqlDir, history);
    const repeatables = await applyRepeatables(client, sqlDir, history);
    const seeds = await applySeeds(client, sqlDir, history);
    return { applied: [...migrations, ...repeatables, ...seeds] };
  } finally {
    await client.end();
  }
}
