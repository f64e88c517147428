import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import { countsOf, type BusinessDay, type DayStep, type Reconciliation } from '../../domain/business-day.ts';
import type { DayBooks, DayReader } from '../../services/ports/days.ts';
import { booksReader } from './books.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { instantText, minorText } from './parse.ts';

const mostListed = 30;
const counts = z
  .preprocess(jsonOf, z.record(z.string(), z.unknown()))
  .transform((result) => countsOf(result));
const instant = instantText.transform((text) => Date.parse(text)).nullable();

const stepResult = z.object({
  outcome: z.enum(['done', 'replayed']),
  result: z.record(z.string(), z.unknown()),
});
const dayRow = z.object({
  date: z.string(),
  status: z.enum(['under-way', 'ending', 'over']),
  done: z.coerce.number(),
  of: z.coerce.number(),
  differences: z.coerce.number(),
  openSuspense: z.coerce.number(),
});
const stepRow = z.object({ step: z.string(), startedAt: instant, finishedAt: instant, result: counts });
const reconciliationRow = z.object({
  kind: z.string(),
  ledgerAccount: z.string(),
  name: z.string(),
  expectedMinor: minorText,
  actualMinor: minorText,
  openSince: z.string().nullable(),
});

/** The end of the day by the functions of the books (a step is one statement, so one transaction), and its record. */
export function dayBooks(database: BooksDatabase): DayBooks & DayReader {
  return {
    businessDate: () => booksReader(database).businessDate(),
    async steps() {
      const steps = await callFunction(database, sql`SELECT to_json(bank.day_steps())::text`);
      return z.array(z.string()).parse(jsonOf(steps));
    },
    async runStep(date, step) {
      const call = sql`SELECT bank.run_day_step(${date}::date, ${step})::text`;
      return stepResult.parse(jsonOf(await callFunction(database, call)));
    },
    days: () => daysWhere(database, sql`true`),
    async day(date) {
      const [found] = await daysWhere(database, sql`business_date = ${date}::date`);
      return found;
    },
    stepsOf: (date) => stepsOf(database, date),
    reconciliationOf: (date) => reconciliationOf(database, date),
  };
}

async function daysWhere(database: BooksDatabase, where: SQL): Promise<BusinessDay[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT business_date::text AS date, status, done, of, differences, open_suspense AS "openSuspense"
      FROM bank.business_day WHERE ${where} ORDER BY business_date DESC LIMIT ${mostListed}::integer`),
  );
  return rows.map((row) => dayRow.parse(row));
}

async function stepsOf(database: BooksDatabase, date: string): Promise<DayStep[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT step.name AS step, d.started_at::text AS "startedAt", d.finished_at::text AS "finishedAt",
        coalesce(d.result, '{}')::text AS result
      FROM unnest(bank.day_steps()) WITH ORDINALITY step (name, place)
      LEFT JOIN bank.day_step d ON d.business_date = ${date}::date AND d.step = step.name ORDER BY step.place`),
  );
  return rows.map((row) => stepRow.parse(row));
}

async function reconciliationOf(database: BooksDatabase, date: string): Promise<Reconciliation[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT kind, ledger_account AS "ledgerAccount", name, subledger_minor AS "expectedMinor",
        ledger_minor AS "actualMinor", open_since::text AS "openSince"
      FROM bank.reconciliation WHERE business_date = ${date}::date ORDER BY kind, ledger_account`),
  );
  return rows.map((row) => reconciliationRow.parse(row));
}
