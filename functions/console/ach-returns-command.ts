import type { LineResult } from '../domain/import-job.ts';
import { ConsoleError, type ConsoleContext, type OpenImports } from './context.ts';
import { targetOf, withBooks, type BooksOptions } from './target.ts';
import { returnCounts, returnSummary, writeReturns } from './write-returns.ts';

export interface AchReturnsOptions extends BooksOptions {
  readonly out: string;
}

/** `ach returns <import>`: writes the return file of an ACH file that was imported over the API or the site. */
export async function achReturnsCommand(
  context: ConsoleContext,
  id: string,
  options: AchReturnsOptions,
): Promise<void> {
  const imported = await importedOf(context, id, options);
  const sent = await withBooks(context, options, (database) => writeReturns(database, imported, options.out));
  context.out(options.json ? JSON.stringify(returnCounts(sent)) : returnSummary(sent));
}

const otherwise =
  'A file that was imported by this console is imported again with --returns: that posts nothing twice.';

async function importedOf(
  context: ConsoleContext,
  id: string,
  options: BooksOptions,
): Promise<{ readonly text: string; readonly results: readonly LineResult[] }> {
  const opened = await context.openImports?.(targetOf(options));
  if (!opened) throw new ConsoleError(`There are no imports here. ${otherwise}`);
  try {
    return await readImported(opened.imports, id.replace(/^imp_/, ''));
  } finally {
    await opened.close();
  }
}

async function readImported(
  imports: OpenImports['imports'],
  id: string,
): Promise<{ readonly text: string; readonly results: readonly LineResult[] }> {
  const job = await imports.find(id);
  if (!job) throw new ConsoleError(`There is no import ${id}. ${otherwise}`);
  if (job.kind !== 'nacha') throw new ConsoleError('Only ACH files have a return file; this import is CSV.');
  if (job.status !== 'ready') {
    throw new ConsoleError(
      `The import is ${job.status}: ${job.done} of ${job.lines} lines are done. Wait for it.`,
    );
  }
  const refused = await imports.lines(id, 'refused', { limit: job.lines });
  return { text: await imports.readFile(id), results: refused.items };
}
