import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Period } from '../../domain/report.ts';
import type { StatementAccount } from '../../domain/reports/statement-cell.ts';
import type { BooksDatabase } from './database.ts';
import { minorText } from './parse.ts';
import type { StatementName } from './statements.ts';

const row = z.object({
  line_code: z.string(),
  label: z.string(),
  side: z.enum(['debit', 'credit']),
  ledger_account: z.string().nullable(),
  name: z.string().nullable(),
  amount_minor: minorText.nullable(),
});

/** Ledger accounts by line of a statement, in the order of its lines. */
export async function readStatementAccounts(
  database: BooksDatabase,
  statement: StatementName,
  { from, to }: Period,
): Promise<readonly StatementAccount[]> {
  const rows = await database.rows(
    sql`SELECT * FROM bank.statement_accounts(${statement}, ${from}::date, ${to}::date)`,
  );
  return rows.map((each) => {
    const { line_code: line, label, side, ledger_account: code, name, amount_minor: minor } = row.parse(each);
    const account = code === null || name === null || minor === null ? null : { code, name, minor };
    return { line, label, side, account };
  });
}
