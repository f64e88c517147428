import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import {
  periodActions,
  periodStates,
  reconciliationKinds,
  type MonthReconciliation,
  type PeriodChange,
} from '../../domain/accounting-period.ts';
import type { PeriodBooks } from '../../services/ports/periods.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { instantText, minorText } from './parse.ts';

const mostListed = 100;

const periodRow = z.object({
  month: z.string(),
  state: z.enum(periodStates),
  changedAt: instantText.transform((text) => Date.parse(text)),
});

const changeRow = z.object({
  id: z.string(),
  action: z.enum(periodActions),
  month: z.string(),
  reason: z.string(),
  checklist: z.array(z.object({ check: z.string(), ok: z.boolean(), detail: z.string() })),
  effect: z.array(z.object({ gl: z.string(), name: z.string(), minor: minorText, currency: z.string() })),
  sha256: z.string(),
  asOfSequence: z.string(),
  requestedBy: z.string(),
  requestedOn: z.string(),
  decision: z.enum(['approved', 'rejected']).nullable(),
  decidedBy: z.string().nullable(),
  decidedOn: z.string().nullable(),
  note: z.string().nullable(),
  journalId: z.string().nullable(),
});

const reconciliationRow: z.ZodType<MonthReconciliation> = z.object({
  businessDate: z.string(),
  actor: z.string().nullable(),
  recordedAt: z.string(),
  differences: z.array(
    z.object({
      kind: z.enum(reconciliationKinds),
      ledgerAccount: z.string(),
      subledgerMinor: minorText,
      ledgerMinor: minorText,
    }),
  ),
});

/** Periods by the functions of the books, and as its views show them. */
export function postgresPeriods(database: BooksDatabase): PeriodBooks {
  return {
    periods: () => periodsWhere(database, sql`true`),
    async period(month) {
      const [found] = await periodsWhere(database, sql`month = ${`${month}-01`}::date`);
      return found;
    },
    changes: (of) =>
      changesWhere(
        database,
        of === 'undecided' ? sql`decision IS NULL` : sql`month = ${`${of.month}-01`}::date`,
      ),
    request: (request) =>
      changed(database, sql`bank.request_period_change(${JSON.stringify(request)}::jsonb)`),
    decide: (decision) =>
      changed(database, sql`bank.decide_period_change(${JSON.stringify(decision)}::jsonb)`),
    async reconciliations(month) {
      const call = sql`SELECT bank.month_reconciliations(${`${month}-01`}::date)::text`;
      return z.array(reconciliationRow).parse(jsonOf(await callFunction(database, call)));
    },
    async reconcile(run) {
      const call = sql`SELECT bank.reconcile_month(${JSON.stringify(run)}::jsonb)::text`;
      return reconciliationRow.parse(jsonOf(await callFunction(database, call)));
    },
  };
}

async function changed(database: BooksDatabase, call: SQL): Promise<PeriodChange> {
  return changeRow.parse(jsonOf(await callFunction(database, sql`SELECT ${call}::text`)));
}

async function periodsWhere(database: BooksDatabase, where: SQL): Promise<z.output<typeof periodRow>[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT to_char(month, 'YYYY-MM') AS month, state, changed_at::text AS "changedAt"
      FROM bank.period WHERE ${where} ORDER BY bank.period.month DESC`),
  );
  return rows.map((row) => periodRow.parse(row));
}

async function changesWhere(database: BooksDatabase, where: SQL): Promise<PeriodChange[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT json_build_object('id', id, 'action', action, 'month', to_char(month, 'YYYY-MM'), 'reason', reason,
        'checklist', checklist, 'effect', effect, 'sha256', sha256, 'asOfSequence', as_of_sequence,
        'requestedBy', requested_by, 'requestedOn', requested_on, 'decision', decision, 'decidedBy', decided_by,
        'decidedOn', decided_on, 'note', note, 'journalId', journal_id)::text AS change
      FROM bank.period_change WHERE ${where} ORDER BY requested_at DESC LIMIT ${mostListed}::integer`),
  );
  return rows.map(({ change }) => changeRow.parse(jsonOf(change)));
}
