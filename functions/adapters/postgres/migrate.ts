import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';
import { readMigrations } from './migration/files.ts';
import { openHistory, readHistory } from './migration/history.ts';
import { applyMigrations, checkAgainst } from './migration/migrations.ts';
import { planOf, type MigrationRun } from './migration/plan.ts';
import { unwatched, type MigrationProgress } from './migration/progress.ts';
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
  readonly connectionTimeoutMillis?: number;
}

interface SqlFolder {
  /** The folder with `migrations`, `functions`, `views` and `seed`; the repository's own unless given. */
  readonly sqlDir?: string;
}

export interface MigrateOptions extends LoginPasswords, SqlFolder {
  readonly progress?: MigrationProgress;
}

/**
 * Brings one database up to date: roles, migrations that have not run, changed functions and views, reference data.
 * Answers the files that were applied; nothing when all was up to date.
 * @throws MigrationError naming the file and what to do; before anything is changed, roles and passwords included, when
 * the database and the migrations disagree
 */
export async function migrate(
  connection: MigrateConnection,
  { sqlDir = ownSqlDir(), progress = unwatched, ...passwords }: MigrateOptions = {},
): Promise<MigrationRun> {
  return connected(connection, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const files = readMigrations(sqlDir);
    checkAgainst(await readHistory(client), files);
    await ensureRoles(client, passwords);
    const history = await openHistory(client);
    const migrations = await applyMigrations(client, { files, history }, progress);
    const repeatables = await applyRepeatables(client, { sqlDir, history }, progress);
    const seeds = await applySeeds(client, { sqlDir, history }, progress);
    return {
      applied: [...migrations, ...repeatables, ...seeds],
      there: files.filter(({ path }) => history.has(path)).map(({ path }) => path),
    };
  });
}

/**
 * What `migrate` would apply now; nothing is changed.
 * @throws MigrationError where it would be refused
 */
export async function planMigration(
  connection: MigrateConnection,
  { sqlDir = ownSqlDir() }: SqlFolder = {},
): Promise<MigrationRun> {
  return connected(connection, (client) => planOf(client, sqlDir));
}

const ownSqlDir = (): string => fileURLToPath(new URL('../../../sql', import.meta.url));

async function connected<T>(connection: MigrateConnection, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...connection, application_name: 'migrate' });
  // The statement under way reports a lost connection; without a listener it would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
