import { createHash } from 'node:crypto';
import { and, eq, lte, ne, sql } from 'drizzle-orm';
import { periodOf, type ReportContent, type ReportKey } from '../../domain/report.ts';
import type { ReportStore } from '../../services/ports.ts';
import type { BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { reportRun } from './generated/schema.ts';
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
  { text: content, sha256, asOfSequence }: ReportContent,
): Promise<void> {
  const finished = { sha256, content, asOfSequence, finishedAt: sql`clock_timestamp()` };
  // A draft follows the books until it is frozen, and never back; the same content leaves the row as it is.
  await reachable(
    database.drizzle
      .insert(reportRun)
      .values({ kind, period, status: 'DRAFT', createdBy: 'report-worker', ...finished })
      .onConflictDoUpdate({
        target: [reportRun.kind, reportRun.period, reportRun.version],
        set: finished,
        setWhere: and(
          eq(reportRun.status, 'DRAFT'),
          ne(reportRun.sha256, sha256),
          lte(reportRun.asOfSequence, asOfSequence),
        ),
      }),
  );
}
