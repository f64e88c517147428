import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { dayCount } from '../../domain/calendar-date.ts';
import type { Period } from '../../domain/report.ts';
import { formOn, lineBases, type ReportForm } from '../../domain/reports/form.ts';
import type { PeriodFigures } from '../../domain/reports/ledger.ts';
import type { BooksDatabase } from './database.ts';
import { minorText } from './parse.ts';
import { definitionLine, definitionRule } from '../report-definitions.ts';

const ledgerRow = z
  .object({
    code: z.string(),
    name: z.string(),
    class: z.enum(['Asset', 'Liability', 'Equity', 'Income', 'Expense', 'Memo']),
    december_minor: minorText,
    opening_minor: minorText,
    debit_minor: minorText,
    credit_minor: minorText,
    daily_minor: minorText,
  })
  .transform((row) => ({
    code: row.code,
    name: row.name,
    class: row.class,
    decemberMinor: row.december_minor,
    openingMinor: row.opening_minor,
    debitMinor: row.debit_minor,
    creditMinor: row.credit_minor,
    dailyMinor: row.daily_minor,
  }));

const overdraftRow = z
  .object({
    code: z.string(),
    december_minor: minorText,
    opening_minor: minorText,
    closing_minor: minorText,
    daily_minor: minorText,
  })
  .transform((row) => ({
    code: row.code,
    decemberMinor: row.december_minor,
    openingMinor: row.opening_minor,
    closingMinor: row.closing_minor,
    dailyMinor: row.daily_minor,
  }));

const factRow = z.object({ basis: z.enum(lineBases), name: z.string(), minor: minorText });

/**
 * What the books say of a period for its schedules and statements.
 * @param reading one reading of the books, in which everything is of the same moment
 * @param asOf last business date with figures, no later than the period's end
 */
export async function readFigures(
  reading: BooksDatabase,
  { from, to }: Period,
  asOf: string,
): Promise<PeriodFigures> {
  const end = asOf < to ? asOf : to;
  const ledger = await reading.rows(sql`SELECT * FROM bank.report_ledger(${from}::date, ${end}::date)`);
  const overdrafts = await reading.rows(
    sql`SELECT * FROM bank.report_overdrafts(${from}::date, ${end}::date)`,
  );
  const facts = await reading.rows(sql`SELECT * FROM bank.report_facts(${from}::date, ${end}::date)`);
  return {
    from,
    to: end,
    days: dayCount(from, end),
    ledger: z.array(ledgerRow).parse(ledger),
    overdrafts: z.array(overdraftRow).parse(overdrafts),
    facts: z.array(factRow).parse(facts),
  };
}

/** The form of a date as the books define it. */
export async function readForm(reading: BooksDatabase, date: string): Promise<ReportForm> {
  const lines = await reading.rows(sql`
    SELECT valid_from::text, valid_to::text, schedule, item, code, caption, kind, coalesce(basis, '') AS basis,
      coalesce(side, '') AS side, expression
    FROM bank.report_line ORDER BY position`);
  const rules = await reading.rows(sql`
    SELECT valid_from::text, valid_to::text, rule, kind, description, left_side, operator, right_side, tolerance, own_tolerance
    FROM bank.report_rule ORDER BY rule`);
  return formOn(
    { lines: z.array(definitionLine).parse(lines), rules: z.array(definitionRule).parse(rules) },
    date,
  );
}
