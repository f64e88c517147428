import { and, desc, eq, isNotNull, sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { ReportKey } from '../../domain/report.ts';
import { reportStates } from '../../domain/report-version.ts';
import type { PrintedQuarter } from '../../domain/reports/trends.ts';
import type { ReportReader } from '../../services/ports/reports.ts';
import type { BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { reportVersion } from './generated/schema.ts';
import { instantText, minorText } from './parse.ts';
import { readFigures, readForm } from './report-figures.ts';
import { readStatementAccounts } from './statement-accounts.ts';
import { contentOf } from './stored-content.ts';
import { readPayees } from './year-end.ts';

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

/** Characters of the content in a row: the Data API refuses rows of more than 64 KB, and a character may take four bytes. */
const pieceLength = 15_000;

/** Pieces in an answer, of which the Data API allows 1 MB. */
const piecesAtOnce = 16;

const pieceRow = z
  .object({
    period: z.string(),
    version: z.coerce.number(),
    state: z.enum(reportStates),
    sha256: z.string(),
    as_of_sequence: z.coerce.string(),
    finished_at: z.string(),
    parts: z.coerce.number(),
    piece: z.string(),
  })
  .transform(({ as_of_sequence, finished_at, ...row }) => ({
    ...row,
    asOfSequence: as_of_sequence,
    finishedAt: finished_at,
  }));

type Piece = z.output<typeof pieceRow>;
type Wanted = ReportKey & { readonly version: number | undefined };

/** A draft may be made again between two answers: then what was read is begun anew. */
async function allPieces(
  database: BooksDatabase,
  wanted: Wanted,
  known: readonly Piece[] = [],
): Promise<readonly Piece[]> {
  const more = await piecesFrom(database, wanted, known.length);
  if (known[0] && known[0].sha256 !== more[0]?.sha256) return allPieces(database, wanted);
  const pieces = [...known, ...more];
  return pieces.length < (more[0]?.parts ?? 0) ? allPieces(database, wanted, pieces) : pieces;
}

async function piecesFrom(
  database: BooksDatabase,
  { kind, period, version }: Wanted,
  first: number,
): Promise<readonly Piece[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT r.period, r.version, r.status AS state, r.sha256, r.as_of_sequence, r.finished_at::text AS finished_at,
        (length(r.content) - 1) / ${pieceLength}::integer + 1 AS parts, substr(r.content, 1 + part * ${pieceLength}::integer,
        ${pieceLength}::integer) AS piece
      FROM (
        SELECT period, version, status, sha256, as_of_sequence, finished_at, content FROM bank.report_version WHERE sha256 IS NOT NULL AND kind = ${kind} AND period = ${period}
          AND version = coalesce(${version ?? null}::integer, version)
        ORDER BY version DESC LIMIT 1
      ) r CROSS JOIN generate_series(${first}::integer, least((length(r.content) - 1) / ${pieceLength}::integer, ${first}::integer + ${piecesAtOnce}::integer - 1)) part
      ORDER BY part`),
  );
  return rows.map((row) => pieceRow.parse(row));
}

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
    payees: (year) => reachable(readPayees(database, year)),
    figures: (period) => reachable(readFigures(database, period, period.to)),
    statementAccounts: (statement, period) => reachable(readStatementAccounts(database, statement, period)),
    printed: (codes) => printedQuarters(database, codes),
    async read(key, version) {
      const pieces = await allPieces(database, { ...key, version });
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
          -- One under way would be drawn as if it were over.
          AND content::jsonb ->> 'asOf' >= content::jsonb ->> 'to'
        ORDER BY period DESC, version DESC LIMIT ${mostQuarters}::integer
      ) r ORDER BY r.period`),
  );
  return rows.map((row) => printedRow.parse(row));
}
