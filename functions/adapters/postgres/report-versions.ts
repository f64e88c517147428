import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import { reportKinds, type ReportKey } from '../../domain/report.ts';
import { reportActions, reportStates, type ReportVersion } from '../../domain/report-version.ts';
import { reportFormats } from '../../domain/reports/files/report-format.ts';
import type { ReportVersions } from '../../services/ports/report-versions.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { instantText } from './parse.ts';

const versionRow: z.ZodType<ReportVersion> = z.object({
  kind: z.enum(reportKinds),
  period: z.string(),
  version: z.number(),
  amends: z.number().nullable(),
  reason: z.string(),
  state: z.enum(reportStates),
  sha256: z.string().nullable(),
  asOfSequence: z.string().nullable(),
  createdBy: z.string(),
  createdAt: instantText,
  history: z.array(
    z.object({
      action: z.enum(reportActions),
      by: z.string(),
      on: z.string(),
      at: instantText,
      note: z.string(),
      explanations: z.record(z.string(), z.string()),
      sha256: z.string(),
    }),
  ),
  files: z.array(
    z.object({
      format: z.enum(reportFormats),
      bucket: z.string(),
      key: z.string(),
      objectVersion: z.string(),
      sha256: z.string(),
      bytes: z.number(),
      keptAt: instantText,
      keptUntil: instantText,
    }),
  ),
});

const filedRow = z.object({
  kind: z.enum(reportKinds),
  period: z.string(),
  version: z.number(),
  sha256: z.string(),
});

/** Versions of reports by the functions of the books, and as their view shows them. */
export function postgresReportVersions(database: BooksDatabase): ReportVersions {
  const step = async (call: SQL, key: ReportKey, version: number): Promise<ReportVersion> => {
    await callFunction(database, sql`SELECT ${call}::text`);
    const found = (await versionsOf(database, key)).find((each) => each.version === version);
    if (!found) throw new Error(`Version ${version} of ${key.period} was changed and is not there`);
    return found;
  };
  return {
    of: (key) => versionsOf(database, key),
    async laterJournal({ kind, period, version }) {
      const later = sql`SELECT bank.journal_after_report(${kind}, ${period}, ${version}::integer)`;
      return z
        .string()
        .nullable()
        .parse(await callFunction(database, later));
    },
    review: (p) => step(sql`bank.review_report(${JSON.stringify(p)}::jsonb)`, p, p.version),
    return: (p) => step(sql`bank.return_report(${JSON.stringify(p)}::jsonb)`, p, p.version),
    file: (p) => step(sql`bank.file_report(${JSON.stringify(p)}::jsonb)`, p, p.version),
    amend: (p) => step(sql`bank.amend_report(${JSON.stringify(p)}::jsonb)`, p, p.version + 1),
    async unkept(minutes) {
      const rows = await reachable(
        database.rows(
          sql`SELECT kind, period, version, sha256 FROM bank.unkept_reports(${minutes}::integer)`,
        ),
      );
      return rows.map((row) => filedRow.parse(row));
    },
    async keep(p) {
      await callFunction(database, sql`SELECT bank.keep_report_file(${JSON.stringify(p)}::jsonb)::text`);
    },
  };
}

async function versionsOf(
  database: BooksDatabase,
  { kind, period }: ReportKey,
): Promise<readonly ReportVersion[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT json_build_object('kind', kind, 'period', period, 'version', version, 'amends', amends, 'reason', reason,
        'state', status, 'sha256', sha256, 'asOfSequence', as_of_sequence::text, 'createdBy', created_by,
        'createdAt', created_at, 'history', history, 'files', files)::text AS version
      FROM bank.report_version WHERE kind = ${kind} AND period = ${period} ORDER BY bank.report_version.version DESC`),
  );
  return rows.map(({ version }) => versionRow.parse(jsonOf(version)));
}
