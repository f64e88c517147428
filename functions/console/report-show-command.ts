import { postgresReportVersions } from '../adapters/postgres/report-versions.ts';
import { isReportKey, isReportKind, type ReportKey } from '../domain/report.ts';
import type { ReportVersion } from '../domain/report-version.ts';
import { ConsoleError, UsageError, type ConsoleContext } from './context.ts';

export interface BooksOptions {
  readonly books: string;
  readonly json: boolean;
}

/** The report that somebody names, such as `quarter 2026Q3`. @throws UsageError when there is none like it */
export function reportKeyOf(kind: string, period: string): ReportKey {
  const key = { kind, period: period.toUpperCase() };
  if (isReportKind(key.kind) && isReportKey({ ...key, kind: key.kind })) return { ...key, kind: key.kind };
  throw new UsageError(
    `There is no ${kind} "${period}". Write quarter 2026Q3, year 2026, month 2026-09 or day 2026-09-30.`,
  );
}

/** `report show`: its versions, and who did what with them. */
export async function reportShowCommand(
  context: ConsoleContext,
  key: ReportKey,
  { books, json }: BooksOptions,
): Promise<void> {
  const { database, close } = await context.openBooks(books, false);
  try {
    const versions = await postgresReportVersions(database).of(key);
    if (versions.length === 0) throw new ConsoleError(`The report of ${key.period} was not made yet.`);
    context.out(json ? JSON.stringify(versions) : versions.map(asText).join('\n'));
  } finally {
    await close();
  }
}

function asText({ kind, period, version, state, sha256, amends, reason, history }: ReportVersion): string {
  return [
    `${kind} ${period} version ${version}: ${state.toLowerCase()}`,
    `  sha256 ${sha256 ?? 'not made yet'}`,
    ...(amends === null ? [] : [`  amends version ${amends}: ${reason}`]),
    ...history.map(
      ({ action, by, on, note }) => `  ${on} ${action} by ${by}${note === '' ? '' : `: ${note}`}`,
    ),
  ].join('\n');
}
