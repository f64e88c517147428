import type { Client } from 'pg';
import { failureIn, MigrationError } from './error.ts';
import type { SqlFile } from './files.ts';
import { asOwner, record, type History } from './history.ts';
import { eachFile, type MigrationProgress } from './progress.ts';

/** Runs the migrations that have not run yet, each in a transaction of its own, and answers their paths. */
export async function applyMigrations(
  client: Client,
  { files, history }: { readonly files: readonly SqlFile[]; readonly history: History },
  progress: MigrationProgress,
): Promise<string[]> {
  const pending = files.filter(({ path }) => !history.has(path));
  await eachFile(progress, 'migrations', {
    files: pending,
    run: (file) =>
      asOwner(client, async () => {
        await runFile(client, file);
        await record(client, file);
      }),
  });
  return pending.map(({ path }) => path);
}

export async function runFile(client: Client, { path, text }: SqlFile): Promise<void> {
  try {
    await client.query(text);
  } catch (error) {
    throw failureIn(path, text, error);
  }
}

/** @throws MigrationError when what ran in the database and the files disagree */
export function checkAgainst(history: History, files: readonly SqlFile[]): void {
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
