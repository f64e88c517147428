import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { periodOf, type ReportContent, type ReportKey } from '../../domain/report.ts';
import { totalsOf } from '../../domain/trial-balance.ts';
import type { ReportStore } from '../../services/ports.ts';
import type { BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { reportRun } from './generated/schema.ts';
import { readStatement, readTrialBalance } from './statements.ts';

/** Reports in `ops.report_run`: one row for each kind, period and version. */
export function reportStore(database: BooksDatabase): ReportStore {
  return {
    build: (key) => buildReport(database, key),
    save: (key, content) => saveReport(database, key, content),
  };
}

async function buildReport(database: BooksDatabase, key: ReportKey): Promise<ReportContent> {
  const period = periodOf(key);
  const trialBalance = await readTrialBalance(database, period.to);
  const { debitMinor, creditMinor } = totalsOf(trialBalance.lines);
  if (debitMinor !== creditMinor) throw new Error(`The trial balance of ${key.period} does not balance`);
  const content = {
    ...key,
    ...period,
    trialBalance: trialBalance.lines,
    balanceSheet: await readStatement(database, 'balance-sheet', period),
    incomeStatement: await readStatement(database, 'income-statement', period),
  };
  const text = JSON.stringify(content, (_name, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}

async function saveReport(
  database: BooksDatabase,
  key: ReportKey,
  { text, sha256 }: ReportContent,
): Promise<void> {
  const values = {
    kind: key.kind,
    period: key.period,
    status: 'DRAFT',
    sha256,
    content: JSON.parse(text) as unknown,
    createdBy: 'report-worker',
  };
  // A draft follows the books until it is frozen; the same content leaves the row as it is.
  await reachable(
    database.drizzle
      .insert(reportRun)
      .values(values)
      .onConflictDoUpdate({
        target: [reportRun.kind, reportRun.period, reportRun.version],
        set: { sha256, content: values.content },
        setWhere: and(eq(reportRun.status, 'DRAFT')),
      }),
  );
}
