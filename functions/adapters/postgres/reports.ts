import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { periodOf, type ReportContent, type ReportKey } from '../../domain/report.ts';
import type { MadeReport } from '../../domain/report-job.ts';
import type { ReportStore } from '../../services/ports/reports.ts';
import { callFunction, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { readReport } from './report-reading.ts';
import type { StepDone } from './statements.ts';

/** Reports in `ops.report_run`: one row for each kind, period and version. */
export function reportStore(database: BooksDatabase): ReportStore {
  return {
    build: (key, done) => buildReport(database, key, done),
    save: (key, content) => saveReport(database, key, content),
  };
}

async function buildReport(database: BooksDatabase, key: ReportKey, done: StepDone): Promise<ReportContent> {
  const { asOfSequence, ...statements } = await readReport(database, key, done);
  const content = { kind: key.kind, period: key.period, ...periodOf(key), ...statements };
  const text = JSON.stringify(content, (_name, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return { text, sha256: createHash('sha256').update(text).digest('hex'), asOfSequence };
}

async function saveReport(
  database: BooksDatabase,
  { kind, period }: ReportKey,
  { text, sha256, asOfSequence }: ReportContent,
): Promise<MadeReport> {
  const made = JSON.stringify({ kind, period, sha256, asOfSequence: asOfSequence.toString() });
  await callFunction(database, sql`SELECT bank.store_report(${made}::jsonb, ${text})::text`);
  const [latest] = await reachable(
    database.rows(sql`
      SELECT version, sha256 FROM bank.report_version
      WHERE kind = ${kind} AND period = ${period} AND sha256 IS NOT NULL ORDER BY version DESC LIMIT 1`),
  );
  return z.object({ version: z.coerce.number(), sha256: z.string() }).parse(latest);
}
