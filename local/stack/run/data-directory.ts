import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartError } from './start-error.ts';

/** Present in every directory that is ours to fill and to empty. */
const marker = '.ledgerbank';

function contentOf(directory: string): string[] {
  return existsSync(directory) ? readdirSync(directory) : [];
}

/** Step by step: the recursive form of Node never ends below file systems that make no directories. */
function make(directory: string): void {
  if (existsSync(directory)) return;
  make(dirname(directory));
  mkdirSync(directory);
}

/** `.local` is ours by its name: other tools of this repository may have put something there first. */
export function isOurs(directory: string): boolean {
  return basename(directory) === '.local' || existsSync(join(directory, marker));
}

/**
 * Makes the data directory, or checks the one that is there.
 * @throws {StartError} when it cannot be written or holds somebody else's files
 */
export function openDataDirectory(directory: string): void {
  try {
    if (contentOf(directory).length > 0 && !isOurs(directory)) {
      throw new StartError(
        `${directory} has files that are not the bank's. Choose an empty directory: BANK_DATA_DIR=… npm start`,
      );
    }
    make(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    writeFileSync(
      join(directory, marker),
      'State of a local Ledgerbank stack; `npm run reset` empties this folder.\n',
    );
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(
      `${directory} cannot be used (${reason}). Choose another: BANK_DATA_DIR=… npm start`,
      { cause },
    );
  }
}

/** Removes everything in it but the directory itself, which may be a mounted volume. */
export function emptyDataDirectory(directory: string): void {
  for (const name of contentOf(directory)) rmSync(join(directory, name), { recursive: true, force: true });
}
