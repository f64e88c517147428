import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MigrationError } from './error.ts';

export interface SqlFile {
  /** From the sql folder, with forward slashes, e.g. `migrations/0001_schemas.sql`; its name in the history. */
  readonly path: string;
  /** The file name without its ending. */
  readonly name: string;
  readonly text: string;
  /** SHA-256 of the text, the same whether lines end in LF or CRLF. */
  readonly checksum: string;
}

/** Files of one folder with this ending, in the order of their names; none when there is no such folder. */
export function readSqlFiles(sqlDir: string, folder: string, ending = '.sql'): SqlFile[] {
  const directory = join(sqlDir, folder);
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => name.endsWith(ending));
  return names.sort().map((name) => {
    const text = readFileSync(join(directory, name), 'utf8').replaceAll('\r\n', '\n');
    const checksum = createHash('sha256').update(text).digest('hex');
    return { path: `${folder}/${name}`, name: name.slice(0, -ending.length), text, checksum };
  });
}

/**
 * The migrations in the order they run.
 * @throws MigrationError when there are none, or a number is malformed or used twice
 */
export function readMigrations(sqlDir: string): SqlFile[] {
  const files = readSqlFiles(sqlDir, 'migrations');
  if (files.length === 0) throw new MigrationError(`There are no migrations in ${sqlDir}.`);
  const numbers = new Set<string>();
  for (const file of files) {
    const number = /^(\d{4})_[a-z0-9_]+$/.exec(file.name)?.[1];
    if (!number) throw new MigrationError(`${file.path}: name it NNNN_what_it_does.sql, in lower case.`);
    if (numbers.has(number)) throw new MigrationError(`${file.path}: the number ${number} is used twice.`);
    numbers.add(number);
  }
  return files;
}
