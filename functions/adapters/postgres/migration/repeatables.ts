import type { Client } from 'pg';
import { MigrationError } from './error.ts';
import { readSqlFiles, type SqlFile } from './files.ts';
import { asOwner, record, type History } from './history.ts';
import { runFile } from './migrations.ts';

/** Folders of objects that are replaced as a whole, one per file named `schema.object.sql`; views may call functions. */
const folders = ['functions', 'views'];

/**
 * Creates or replaces every function and view whose file changed or which is gone, all in one transaction, and
 * answers their paths.
 * @throws MigrationError when a file left an object behind that only a migration may drop
 */
export async function applyRepeatables(client: Client, sqlDir: string, history: History): Promise<string[]> {
  const files = folders.flatMap((folder) => readSqlFiles(sqlDir, folder));
  return asOwner(client, async () => {
    // Functions may call one another in any order of creation.
    await client.query('SET LOCAL check_function_bodies = off');
    const before = await countObjects(client);
    await forgetDropped(client, before, goneFrom(history, files));
    const changed = files.filter(
      ({ path, checksum, name }) => history.get(path) !== checksum || !before.has(name),
    );
    for (const file of changed) {
      await runFile(client, file);
      await record(client, file);
    }
    checkCreated(changed, await countObjects(client));
    return changed.map(({ path }) => path);
  });
}

function checkCreated(files: SqlFile[], counts: ReadonlyMap<string, number>): void {
  for (const { path, name } of files) {
    const count = counts.get(name) ?? 0;
    if (count === 0) throw new MigrationError(`${path} does not create ${name}.`);
    if (count > 1) {
      throw new MigrationError(`${path} changes the parameters of ${name}. Drop the old one in a migration.`);
    }
  }
}

function goneFrom(history: History, files: SqlFile[]): string[] {
  const known = new Set(files.map(({ path }) => path));
  return [...history.keys()].filter(
    (path) => folders.some((folder) => path.startsWith(`${folder}/`)) && !known.has(path),
  );
}

async function forgetDropped(
  client: Client,
  counts: ReadonlyMap<string, number>,
  gone: string[],
): Promise<void> {
  for (const path of gone) {
    const name = path.replace(/^[a-z]+\//, '').replace(/\.sql$/, '');
    if (counts.has(name))
      throw new MigrationError(`${path} is gone but ${name} still exists. Drop it in a migration.`);
    await client.query('DELETE FROM ops.migration WHERE path = $1', [path]);
  }
}

/** Schema-qualified names of functions (overloads count) and views, with how many bear each name. */
async function countObjects(client: Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ name: string; count: number }>(
    `SELECT n.nspname || '.' || object.name AS name, count(*)::int AS count
     FROM (
       SELECT pronamespace AS namespace, proname AS name FROM pg_proc
       UNION ALL
       SELECT relnamespace, relname FROM pg_class WHERE relkind = 'v'
     ) object JOIN pg_namespace n ON n.oid = object.namespace
     WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
     GROUP BY 1`,
  );
  return new Map(rows.map(({ name, count }) => [name, count]));
}
