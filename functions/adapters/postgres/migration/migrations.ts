import type { Client } from 'pg';
import { failureIn, MigrationError } from './error.ts';
import { readMigrations, type SqlFile } from './files.ts';
import { asOwner, record, type History } from './history.ts';

/**
 * Runs the migrations that have not run yet, each in a transaction of its own, and answers their paths.
 * @throws MigrationError before anything runs when the history and the files disagree
 */
export async function applyMigrations(client: Client, sqlDir: string, history: History): Promise<string[]> {
  const files = readMigrations(sqlDir);
  checkAgainst(history, files);
  const pending = files.filter(({ path }) => !history.has(path));
  for (const file of pending) {
    await asOwner(client, async () => {
      await runFile(client, file);
      await record(client, file);
    });
  }
  return pending.map(({ path }) => path);
}

export async function runFile(client: Client, { path, text }: SqlFile): Promise<void> {
  try {
    await client.query(text);
  } catch (error) {
    throw failureIn(path, text, error);
  }
}

function checkAgainst(history: History, files: SqlFile[]): void {
  const ran = [...history.keys()].filter((path) => path.startsWith('migrations/')).sort();
  const missing = ran.find((path) => !files.some((file) => file.path === path));
  if (missing) {
    throw new MigrationError(
      `${missing} ran in this database but is not among the files: the database is newer than this code.`,
    );
  }
  for (const { path, checksum } of files) {
    const applied = history.get(path);
    if (applied !== undefined && applied !== checksum) {
      throw new MigrationError(
        `${path} was changed after it ran on this database. Put it back and write a new migration instead; on a laptop, \`npm run reset\` throws the local state away.`,
      );
    }
    if (applied === undefined && path < (ran.at(-1) ?? '')) {
      throw new MigrationError(
        `${path} comes before ${ran.at(-1) ?? ''}, which already ran. Give it the next free number.`,
      );
    }
  }
}
