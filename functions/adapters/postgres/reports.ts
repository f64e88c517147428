import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { periodOf, type ReportContent, type ReportKey } from '../../domain/report.ts';
import type { ReportStore } from '../../services/ports/reports.ts';
import { callFunction, type BooksDatabase } from './database.ts';
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
): Promise<void> {
  const made = JSON.stringify({ kind, period, sha256, asOfSequence: asOfSequence.toString() });
  await callFunction(database, sql`SELECT bank.store_report(${made}::jsonb, ${text})::text`);
}
