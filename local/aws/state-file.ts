import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type * as z from 'zod';

export interface State<T> {
  readonly current: T;
  /** Resolves when the state as of this call is on disk. */
  save(): Promise<void>;
}

/**
 * Keeps a value in memory, and where a file is given also there: JSON that its owner alone may read. A save replaces
 * the file as a whole, so a crash leaves the old or the new state; saves that arrive during a write share the next.
 */
export function openState<T>(file: string | undefined, schema: z.ZodType<T>, initial: () => T): State<T> {
  if (file === undefined) return { current: initial(), save: () => Promise.resolve() };
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const current = read(file, schema) ?? initial();
  const write = async (): Promise<void> => {
    const temporary = `${file}.new`;
    await writeFile(temporary, JSON.stringify(current), { mode: 0o600 });
    await rename(temporary, file);
  };
  return { current, save: shareWrites(write) };
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`The state in ${file} can’t be read.`, { cause });
  }
}

function shareWrites(write: () => Promise<void>): () => Promise<void> {
  let running = Promise.resolve();
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    next = undefined;
    running = write();
    return running;
  };
  // A failed write is reported to those who waited for it and must not stop the one after it.
  return () => (next ??= running.then(start, start));
}
