import type { Client } from 'pg';
import { MigrationError } from './error.ts';
import { readSqlFiles, type SqlFile } from './files.ts';
import { asOwner, record, type History } from './history.ts';
import { runFile } from './migrations.ts';
import { eachFile, type MigrationProgress } from './progress.ts';

/** Folders of objects that are replaced as a whole, one per file named `schema.object.sql`; views may call functions. */
const folders = ['functions', 'views'];

/**
 * Creates or replaces every function and view whose file changed or which is gone, all in one transaction, and
 * answers their paths.
 * @throws MigrationError when a file left an object behind that only a migration may drop
 */
export async function applyRepeatables(
  client: Client,
  { sqlDir, history }: { readonly sqlDir: string; readonly history: History },
  progress: MigrationProgress,
): Promise<string[]> {
  const files = readRepeatables(sqlDir);
  return asOwner(client, async () => {
    // Functions may call one another in any order of creation.
    await client.query('SET LOCAL check_function_bodies = off');
    const before = await countObjects(client);
    await forgetDropped(client, before, goneFrom(history, files));
    const changed = changedOf(files, history, before);
    if (changed.length > 0) await holdBooksStill(client, before);
    await eachFile(progress, 'functions and views', {
      files: changed,
      run: async (file) => {
        await runFile(client, file);
        await record(client, file);
      },
    });
    checkCreated(changed, await countObjects(client));
    return changed.map(({ path }) => path);
  });
}

/**
 * Waits for postings, ends of days and changes of periods under way, and holds up those that come: half of one by the old
 * functions and half by the new would be neither. In the order in which an end of a day locks.
 */
async function holdBooksStill(client: Client, objects: ReadonlyMap<string, number>): Promise<void> {
  const lock = objects.has('books.lock_calendar')
    ? 'books.lock_calendar()'
    : 'pg_advisory_xact_lock(books.calendar_lock())';
  if (!objects.has('books.calendar_lock') || !objects.has('books.day_lock')) return;
  await client.query('SELECT pg_advisory_xact_lock(books.day_lock())');
  await client.query(`SELECT ${lock}`);
}

/**
 * The files that would be run now.
 * @throws MigrationError when a file left an object behind, if that is to be checked
 */
export async function planRepeatables(
  client: Client,
  sqlDir: string,
  { history, checksLeftovers }: { readonly history: History; readonly checksLeftovers: boolean },
): Promise<SqlFile[]> {
  const files = readRepeatables(sqlDir);
  const counts = await countObjects(client);
  if (checksLeftovers) for (const path of goneFrom(history, files)) refuseLeftover(path, counts);
  return changedOf(files, history, counts);
}

const readRepeatables = (sqlDir: string): SqlFile[] =>
  folders.flatMap((folder) => readSqlFiles(sqlDir, folder));

const changedOf = (files: SqlFile[], history: History, counts: ReadonlyMap<string, number>): SqlFile[] =>
  files.filter(({ path, checksum, name }) => history.get(path) !== checksum || !counts.has(name));

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
    refuseLeftover(path, counts);
    await client.query('DELETE FROM ops.migration WHERE path = $1', [path]);
  }
}

function refuseLeftover(path: string, counts: ReadonlyMap<string, number>): void {
  const name = path.replace(/^[a-z]+\//, '').replace(/\.sql$/, '');
  if (counts.has(name))
    throw new MigrationError(`${path} is gone but ${name} still exists. Drop it in a migration.`);
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
