import { readFile, writeFile } from 'node:fs/promises';
import { sha256 } from '../adapters/digest.ts';
import { uuidIds } from '../adapters/ids.ts';
import { accountNumbers } from '../adapters/postgres/account-numbers.ts';
import { postgresBatches } from '../adapters/postgres/batches.ts';
import type { BooksDatabase } from '../adapters/postgres/database.ts';
import { csvLine } from '../domain/csv.ts';
import { chunkSize, readPayments, type ImportKind, type LineResult } from '../domain/import-job.ts';
import { formatMinor } from '../domain/money.ts';
import { FileError, type FileLine } from '../domain/payment-file.ts';
import { importLines } from '../services/import-lines.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { withBooks, type BooksOptions } from './target.ts';
import { returnCounts, returnSummary, writeReturns } from './write-returns.ts';

export interface ImportFileOptions extends BooksOptions {
  /** File that the report per line is written to. */
  readonly report: string | undefined;
  /** File that the return file goes to; of ACH files only. */
  readonly returns?: string | undefined;
}

/** `import csv|nacha <file>`: posts what can be posted of a file of payments; the same file again posts nothing. */
export async function importFileCommand(
  context: ConsoleContext,
  { kind, path }: { readonly kind: ImportKind; readonly path: string },
  options: ImportFileOptions,
): Promise<void> {
  const text = await textOf(path);
  const lines = linesOf(kind, text);
  await withBooks(context, options, async (database) => {
    const results = await postLines(context, database, { kind, sha256: sha256(text), lines });
    if (options.report !== undefined) await writeFile(options.report, reportOf(results));
    const sent =
      options.returns === undefined
        ? undefined
        : await writeReturns(database, { text, results }, options.returns);
    if (options.json) context.out(JSON.stringify({ ...countsOf(results), ...(sent && returnCounts(sent)) }));
    else context.out([summaryOf(results), ...(sent ? [returnSummary(sent)] : [])].join('\n'));
  });
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ConsoleError(`The file ${path} can’t be read.`, { cause: error });
  }
}

function linesOf(kind: ImportKind, text: string): readonly FileLine[] {
  try {
    return readPayments(kind, text).lines;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new ConsoleError(`${error.message} Nothing was posted.`, { cause: error });
  }
}

interface Whole {
  readonly kind: ImportKind;
  readonly sha256: string;
  readonly lines: readonly FileLine[];
}

async function postLines(
  context: ConsoleContext,
  database: BooksDatabase,
  { lines, ...file }: Whole,
): Promise<readonly LineResult[]> {
  const ports = { batches: postgresBatches(database), numbers: accountNumbers(database), ids: uuidIds };
  const bar = context.progress('Posting', lines.length);
  const results: LineResult[] = [];
  for (let number = 0; number * chunkSize < lines.length; number += 1) {
    const chunk = lines.slice(number * chunkSize, (number + 1) * chunkSize);
    results.push(...(await importLines(ports, { ...file, number, lines: chunk, actor: 'console' })));
    bar.advance(chunk.length, `line ${chunk.at(-1)?.line ?? 0}`);
  }
  bar.finish();
  return results;
}

function countsOf(results: readonly LineResult[]): Record<string, number> {
  const count = (outcome: string): number => results.filter((each) => each.outcome === outcome).length;
  return {
    lines: results.length,
    posted: count('posted'),
    refused: count('refused'),
    skipped: count('skipped'),
  };
}

function summaryOf(results: readonly LineResult[]): string {
  const refusals = results.filter(({ outcome }) => outcome === 'refused');
  const shown = refusals
    .slice(0, mostShown)
    .map(({ line, problem }) => `line ${line}: ${problem?.detail ?? ''}`);
  const more =
    refusals.length > mostShown ? [`and ${refusals.length - mostShown} more; --report has them all`] : [];
  const counts = Object.entries(countsOf(results)).map(([name, count]) => `${name} ${count}`);
  return [counts.join(', '), ...shown, ...more].join('\n');
}

const mostShown = 10;

/** One row a line; what a spreadsheet would run as a formula is made text. */
function reportOf(results: readonly LineResult[]): string {
  const head = csvLine(['line', 'outcome', 'account', 'direction', 'amount', 'journal', 'code', 'detail']);
  const rows = results.map(({ line, outcome, account, direction, minor, journalId, problem }) =>
    csvLine([
      String(line),
      outcome,
      account,
      direction ?? '',
      minor === null ? '' : formatMinor(minor),
      journalId ?? '',
      problem?.code ?? '',
      problem?.detail ?? '',
    ]),
  );
  return head + rows.join('');
}
