import { and, desc, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import { ruleKinds } from '../../domain/reports/form.ts';
import { ruleOutcomes } from '../../domain/reports/rules.ts';
import { reportStates } from '../../domain/report-version.ts';
import type { PrintedQuarter } from '../../domain/reports/trends.ts';
import type { ReportStatements } from '../../domain/reports/report-statements.ts';
import type { ReportReader } from '../../services/ports/reports.ts';
import type { BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { reportVersion } from './generated/schema.ts';
import { instantText, minorText } from './parse.ts';
import { readForm } from './report-figures.ts';

const mostReports = 100;

const summaryColumns = {
  period: reportVersion.period,
  version: reportVersion.version,
  state: reportVersion.status,
  sha256: reportVersion.sha256,
  asOfSequence: reportVersion.asOfSequence,
  finishedAt: reportVersion.finishedAt,
};

const summaryRow = z.object({
  period: z.string(),
  version: z.coerce.number(),
  state: z.enum(reportStates),
  sha256: z.string(),
  asOfSequence: z.coerce.string(),
  finishedAt: instantText.transform((text) => Date.parse(text)),
});

const accountClass = z.enum(['Asset', 'Liability', 'Equity', 'Income', 'Expense', 'Memo']);
const trialLine = z.object({
  code: z.string(),
  name: z.string(),
  class: accountClass,
  debitMinor: minorText,
  creditMinor: minorText,
});
const statementLine = z.object({
  depth: z.number(),
  label: z.string(),
  amountMinor: minorText,
  isTotal: z.boolean(),
  beforeMinor: minorText.nullable().default(null),
  yearBeforeMinor: minorText.nullable().default(null),
});
const ledgerFigures = z.object({
  code: z.string(),
  name: z.string(),
  class: accountClass,
  decemberMinor: minorText,
  openingMinor: minorText,
  debitMinor: minorText,
  creditMinor: minorText,
  dailyMinor: minorText,
});
const scheduleLine = z.object({
  item: z.string(),
  code: z.string(),
  caption: z.string(),
  isTotal: z.boolean(),
  thousands: minorText,
});
const ruleResult = z.object({
  id: z.string(),
  kind: z.enum(ruleKinds),
  description: z.string(),
  outcome: z.enum(ruleOutcomes),
  left: minorText,
  right: minorText,
});
const pack = z.object({
  ledger: z.array(ledgerFigures),
  schedules: z.array(z.object({ name: z.string(), lines: z.array(scheduleLine) })),
  rules: z.array(ruleResult),
});

/** The text that `reports.ts` wrote; reports that were stored before there were schedules have fewer parts. */
const content = z.object({
  from: z.string(),
  to: z.string(),
  asOf: z.string(),
  trialBalance: z.array(trialLine),
  balanceSheet: z.array(statementLine),
  incomeStatement: z.array(statementLine),
  equityChanges: z.array(statementLine).default([]),
  cashFlow: z.array(statementLine).default([]),
  pack: pack.nullable().default(null),
});

function contentOf(text: string): ReportStatements {
  return content.parse(JSON.parse(text));
}

/** Characters of the content in a row: the Data API refuses rows of more than 64 KB, and a character may take four bytes. */
const pieceLength = 15_000;

const pieceRow = z
  .object({
    period: z.string(),
    version: z.coerce.number(),
    state: z.enum(reportStates),
    sha256: z.string(),
    as_of_sequence: z.coerce.string(),
    finished_at: z.string(),
    piece: z.string(),
  })
  .transform(({ as_of_sequence, finished_at, ...row }) => ({
    ...row,
    asOfSequence: as_of_sequence,
    finishedAt: finished_at,
  }));

/** What is stored of reports, for those who read them; a later version that was made takes the place of an earlier one. */
export function storedReports(database: BooksDatabase): ReportReader {
  const finished = (...conditions: SQL[]): SQL | undefined =>
    and(isNotNull(reportVersion.sha256), ...conditions);
  return {
    async ofKind(kind) {
      const rows = await reachable(
        database.drizzle
          .selectDistinctOn([reportVersion.period], summaryColumns)
          .from(reportVersion)
          .where(finished(eq(reportVersion.kind, kind)))
          .orderBy(desc(reportVersion.period), desc(reportVersion.version))
          .limit(mostReports),
      );
      return rows.map((row) => summaryRow.parse(row));
    },
    form: (date) => reachable(readForm(database, date)),
    printed: (codes) => printedQuarters(database, codes),
    async read({ kind, period }, version) {
      const rows = await reachable(
        database.rows(sql`
          SELECT r.period, r.version, r.status AS state, r.sha256, r.as_of_sequence, r.finished_at::text AS finished_at, substr(r.content, 1 + part * ${pieceLength}::integer,
            ${pieceLength}::integer) AS piece
          FROM (
            SELECT period, version, status, sha256, as_of_sequence, finished_at, content FROM bank.report_version WHERE sha256 IS NOT NULL AND kind = ${kind} AND period = ${period}
              AND version = coalesce(${version ?? null}::integer, version)
            ORDER BY version DESC LIMIT 1
          ) r CROSS JOIN generate_series(0, (length(r.content) - 1) / ${pieceLength}::integer) part
          ORDER BY part`),
      );
      const pieces = rows.map((row) => pieceRow.parse(row));
      const [first] = pieces;
      return (
        first && { ...summaryRow.parse(first), content: contentOf(pieces.map(({ piece }) => piece).join('')) }
      );
    },
  };
}

/** Two years, and the quarter before them, which tells what the first of them earned. */
const mostQuarters = 9;

const printedRow = z.object({
  period: z.string(),
  printed: z
    .string()
    .transform((text) => z.record(z.string(), minorText).parse(JSON.parse(text)))
    .transform((values) => new Map(Object.entries(values))),
});

async function printedQuarters(
  database: BooksDatabase,
  codes: readonly string[],
): Promise<readonly PrintedQuarter[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT r.period, (
        SELECT json_object_agg(line ->> 'code', line ->> 'thousands')
        FROM jsonb_path_query(r.content::jsonb, '$.pack.schedules[*].lines[*]') line
        WHERE line ->> 'code' = ANY (string_to_array(${codes.join(' ')}, ' '))
      )::text AS printed
      FROM (
        SELECT DISTINCT ON (period) period, content FROM bank.report_version
        WHERE kind = 'quarter' AND content IS NOT NULL AND content::jsonb -> 'pack' <> 'null'
        ORDER BY period DESC, version DESC LIMIT ${mostQuarters}::integer
      ) r ORDER BY r.period`),
  );
  return rows.map((row) => printedRow.parse(row));
}
