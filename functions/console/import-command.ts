import { booksByPool } from '../adapters/postgres/proxy.ts';
import { importBerka } from './berka/import.ts';
import { describeTotals, readControlTotals } from './berka/control-totals.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';

export interface ImportOptions {
  readonly books: string;
  readonly until: string;
  readonly json: boolean;
}

/** `import berka <dir>`: replays the real transactions into books of their own and reads the totals back. */
export async function importCommand(
  context: ConsoleContext,
  directory: string,
  options: ImportOptions,
): Promise<void> {
  if (options.books === 'bank') {
    throw new ConsoleError(
      'The import needs a set of books of its own. Use --books with another name, such as berka.',
    );
  }
  const pool = await context.openBooks(options.books, true);
  try {
    const database = booksByPool(pool);
    const result = await importBerka(database, { directory, until: options.until }, context.progress);
    const totals = await readControlTotals(database);
    if (totals.ledger_debit_minor !== totals.ledger_credit_minor) {
      throw new ConsoleError('Debits and credits differ. Do not use these books.');
    }
    if (options.json)
      context.out(
        JSON.stringify({ ...result, ...totals }, (_key, value: unknown) =>
          typeof value === 'bigint' ? value.toString() : value,
        ),
      );
    else context.out(`posted ${result.posted}, already there ${result.replayed}\n${describeTotals(totals)}`);
  } finally {
    await pool.end();
  }
}
