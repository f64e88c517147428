import type { Client } from 'pg';
import { readMigrations } from './files.ts';
import { readHistory } from './history.ts';
import { checkAgainst } from './migrations.ts';
import { planRepeatables } from './repeatables.ts';
import { readSeeds } from './seeds.ts';

/** Files that ran, or would, and the migrations that had run before. */
export interface MigrationRun {
  readonly applied: string[];
  readonly there: string[];
}

/**
 * What a run would do, told in a transaction that can't write. A migration may drop a function or view, which then is made again
 * without having been told of here.
 * @throws MigrationError where a run would be refused
 */
export async function planOf(client: Client, sqlDir: string): Promise<MigrationRun> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const history = await readHistory(client);
  const files = readMigrations(sqlDir);
  checkAgainst(history, files);
  const pending = files.filter(({ path }) => !history.has(path));
  const repeatables = await planRepeatables(client, sqlDir, {
    history,
    // What is left over now may be what they drop.
    checksLeftovers: pending.length === 0,
  });
  const seeds = readSeeds(sqlDir).filter(({ path, checksum }) => history.get(path) !== checksum);
  await client.query('COMMIT');
  return {
    applied: [...pending, ...repeatables, ...seeds].map(({ path }) => path),
    there: files.filter(({ path }) => history.has(path)).map(({ path }) => path),
  };
}
