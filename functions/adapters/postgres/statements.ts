import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { BankError } from '../../domain/errors.ts';
import type { Period } from '../../domain/report.ts';
import type { ReportStep } from '../../domain/report-job.ts';
import type { StatementLine } from '../../domain/statement.ts';
import type { TrialBalance } from '../../domain/trial-balance.ts';
import { inOneReading, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { minorText } from './parse.ts';

/** A line of a trial balance as the books answer it. */
export const trialRow = z
  .object({
    ledger_account: z.string(),
    name: z.string(),
    class: z.enum(['Asset', 'Liability', 'Equity', 'Income', 'Expense', 'Memo']),
    debit_minor: minorText,
    credit_minor: minorText,
  })
  .transform(({ ledger_account, debit_minor, credit_minor, ...rest }) => ({
    ...rest,
    code: ledger_account,
    debitMinor: debit_minor,
    creditMinor: credit_minor,
  }));

/**
 * @param asOf business date whose close is meant
 * @throws BankError business-date-refused when the books have not reached it
 */
export async function readTrialBalance(database: BooksDatabase, asOf: string): Promise<TrialBalance> {
  const rows = await reachable(
    database.rows(sql`
      SELECT t.ledger_account, t.name, t.class, t.debit_minor, t.credit_minor, d.business_date::text
      FROM bank.business_date d LEFT JOIN bank.trial_balance(${asOf}::date) t ON true
      ORDER BY t.ledger_account`),
  );
  // A day without entries is one row that has nothing but the business date.
  const today = z.string().parse(rows[0]?.['business_date']);
  const lines = rows.filter((row) => row['ledger_account'] !== null).map((row) => trialRow.parse(row));
  return {
    asOf,
    businessDate: today,
    lines: lines.map(({ code, name, class: kind, debitMinor, creditMinor }) => ({
      code,
      name,
      class: kind,
      debitMinor,
      creditMinor,
    })),
  };
}

const statementRow = z
  .object({
    code: z.string(),
    depth: z.coerce.number(),
    label: z.string(),
    amount_minor: minorText,
    is_total: z.boolean(),
  })
  .transform(({ amount_minor, is_total, ...rest }) => ({
    ...rest,
    amountMinor: amount_minor,
    isTotal: is_total,
  }));

export type StatementName = 'balance-sheet' | 'income-statement';

/** The roll-up of the ledger accounts to the lines of a statement, for a period of business dates. */
export async function readStatement(
  database: BooksDatabase,
  name: StatementName,
  { from, to }: Period,
): Promise<readonly StatementLine[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT code, depth, label, amount_minor, is_total
      FROM bank.statement(${name}, ${from}::date, ${to}::date) ORDER BY line_no`),
  );
  return rows.map((row) => statementRow.parse(row));
}

/** What the books say of a period, all of it from one reading. */
export interface Statements {
  /** Business date the figures run to: the end of the period, or an earlier one while it is under way. */
  readonly asOf: string;
  /** Last journal that was read; 0 for none. */
  readonly asOfSequence: number;
  readonly trial: TrialBalance;
  readonly balanceSheet: readonly StatementLine[];
  readonly income: readonly StatementLine[];
}

const standing = z.object({ as_of: z.string(), as_of_sequence: z.coerce.number() });

/** Called after each part that was read. */
export type StepDone = (step: ReportStep) => Promise<void>;

/**
 * Trial balance and statements of a period; postings that come meanwhile are in all of them or in none.
 * @throws BankError business-date-refused when the period has not begun
 */
export async function readStatements(
  database: BooksDatabase,
  period: Period,
  done: StepDone = () => Promise.resolve(),
): Promise<Statements> {
  return inOneReading(database, (reading) => statementsOf(reading, period, done));
}

/** The same inside a reading of which others want to know more. */
export async function statementsOf(
  reading: BooksDatabase,
  period: Period,
  done: StepDone,
): Promise<Statements> {
  const [row] = await reading.rows(sql`
    SELECT least(business_date, ${period.to}::date)::text AS as_of,
      coalesce((SELECT sequence FROM bank.journal ORDER BY sequence DESC LIMIT 1), 0)::text AS as_of_sequence
    FROM bank.business_date`);
  if (!row) throw new BankError('business-date-refused', 'The books have not been opened yet.');
  const { as_of: asOf, as_of_sequence: asOfSequence } = standing.parse(row);
  const trial = await readTrialBalance(reading, asOf);
  await done('trial-balance');
  // The statements refuse a period that has not begun.
  const balanceSheet = await readStatement(reading, 'balance-sheet', period);
  await done('balance-sheet');
  const income = await readStatement(reading, 'income-statement', period);
  await done('income-statement');
  return { asOf, asOfSequence, trial, balanceSheet, income };
}
