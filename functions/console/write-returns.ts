import { writeFile } from 'node:fs/promises';
import { sha256 } from '../adapters/digest.ts';
import { postedOn } from '../adapters/postgres/batches.ts';
import { booksReader } from '../adapters/postgres/books.ts';
import type { BooksDatabase } from '../adapters/postgres/database.ts';
import { chunkSize, type LineResult } from '../domain/import-job.ts';
import { readAchFile } from '../domain/nacha/read.ts';
import { returnFileOf } from '../domain/nacha/return-file.ts';
import { returnDeadline, returnsOf, type ReturnsOfFile } from '../domain/nacha/returns.ts';
import { importKey, importScope } from '../services/import-lines.ts';

/** What went into a file of returns, and what did not. */
export interface WrittenReturns extends Pick<ReturnsOfFile, 'kept'> {
  readonly returned: number;
  /** Lines whose deadline is past, with the day by whose opening they were due. */
  readonly late: readonly { readonly line: number; readonly due: string }[];
}

interface Imported {
  readonly text: string;
  readonly results: readonly LineResult[];
}

/** Writes the return file of an ACH file that was imported; none where nothing goes back. */
export async function writeReturns(
  database: BooksDatabase,
  { text, results }: Imported,
  path: string,
): Promise<WrittenReturns> {
  const file = readAchFile(text);
  const hash = sha256(text);
  const { returns, kept } = returnsOf(file, results);
  const today = await booksReader(database).businessDate();
  const lines = file.batches.reduce((sum, { items }) => sum + items.length, 0);
  const chunks = Math.ceil(lines / chunkSize);
  const keys = Array.from({ length: chunks }, (_, number) => importKey(hash, number));
  // Of a file of which nothing came as far as the books there is no other date.
  const createdOn = (await postedOn(database, importScope('nacha'), keys)) ?? today;
  if (returns.length > 0) {
    const reference = hash.slice(0, 8).toUpperCase();
    await writeFile(path, returnFileOf(file, returns, { createdOn, reference }));
  }
  const late = returns
    .map(({ batch, item }) => ({
      line: item.line.line,
      due: returnDeadline(batch.header.valueDate ?? createdOn),
    }))
    .filter(({ due }) => due <= today);
  return { returned: returns.length, kept, late };
}

export function returnCounts({ returned, kept, late }: WrittenReturns): Record<string, number> {
  return { returned, notReturned: kept.length, late: late.length };
}

const mostShown = 10;

/** What was written, what has to be returned otherwise, and what comes too late. */
export function returnSummary({ returned, kept, late }: WrittenReturns): string {
  return [
    returned === 0 ? 'nothing to return; no file was written' : `returned ${returned}`,
    ...shortened(kept.map(({ line, detail }) => `line ${line} is not returned: ${detail}`)),
    ...shortened(
      late.map(({ line, due }) => `line ${line} is late: it was due by the opening of ${due}; call the bank`),
    ),
  ].join('\n');
}

function shortened(lines: readonly string[]): readonly string[] {
  const more = lines.length > mostShown ? [`and ${lines.length - mostShown} more`] : [];
  return [...lines.slice(0, mostShown), ...more];
}
