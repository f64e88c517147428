import { importBerka } from './berka/import.ts';
import { readControlTotals, type ControlTotals } from '../adapters/postgres/control-totals.ts';
import { formatMinor } from '../domain/money.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';

export interface ImportOptions {
  readonly books: string;
  readonly until: string;
  readonly json: boolean;
}

/** The bank's own books, and the databases of the server itself. */
const reserved = new Set(['bank', 'postgres', 'template0', 'template1']);

/** `import berka <dir>`: replays the real transactions into books of their own and reads the totals back. */
export async function importCommand(
  context: ConsoleContext,
  directory: string,
  options: ImportOptions,
): Promise<void> {
  if (reserved.has(options.books)) {
    throw new ConsoleError(
      'The import needs a set of books of its own. Use --books with another name, such as berka.',
    );
  }
  const { database, close } = await context.openBooks(options.books, true);
  try {
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
    await close();
  }
}

function describeTotals(totals: ControlTotals): string {
  return [
    `transactions   ${totals.transactions}`,
    `credits        ${totals.credits}   ${formatMinor(totals.credit_minor)}`,
    `debits         ${totals.debits}   ${formatMinor(totals.debit_minor)}`,
    `accounts       ${totals.accounts}   ${formatMinor(totals.balances_minor)}`,
    `ledger debits  ${formatMinor(totals.ledger_debit_minor)}`,
    `ledger credits ${formatMinor(totals.ledger_credit_minor)}`,
  ].join('\n');
}
