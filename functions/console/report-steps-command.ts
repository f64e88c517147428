import { postgresReportVersions } from '../adapters/postgres/report-versions.ts';
import { isReportKey, isReportKind, type ReportKey } from '../domain/report.ts';
import type { ReportVersion } from '../domain/report-version.ts';
import type { ReportVersions } from '../services/ports/report-versions.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';

interface BooksOptions {
  readonly books: string;
  readonly json: boolean;
}
interface StepOptions extends BooksOptions {
  readonly by: string;
}
export interface ReportReviewOptions extends StepOptions {
  readonly note: string;
  /** Such as `E32=A branch was opened`. */
  readonly explain: readonly string[];
  /** Of what was looked at; of the latest version unless given. */
  readonly sha256?: string;
}
export type ReportFileOptions = Omit<ReportReviewOptions, 'explain'>;
export type ReportReturnOptions = StepOptions & { readonly note: string };
export type ReportAmendOptions = StepOptions & { readonly reason: string };

/** The report that somebody names, such as `quarter 2026Q3`. @throws ConsoleError when there is none like it */
export function reportKeyOf(kind: string, period: string): ReportKey {
  const key = { kind, period: period.toUpperCase() };
  if (isReportKind(key.kind) && isReportKey({ ...key, kind: key.kind })) return { ...key, kind: key.kind };
  throw new ConsoleError(
    `There is no ${kind} "${period}". Write quarter 2026Q3, year 2026, month 2026-09 or day 2026-09-30.`,
  );
}

type Act = (versions: ReportVersions, latest: ReportVersion) => Promise<ReportVersion>;

async function onLatest(
  context: ConsoleContext,
  key: ReportKey,
  { options, act }: { readonly options: BooksOptions; readonly act: Act },
): Promise<void> {
  const { database, close } = await context.openBooks(options.books, false);
  try {
    const versions = postgresReportVersions(database);
    const [latest] = await versions.of(key);
    if (!latest) throw new ConsoleError(`The report of ${key.period} was not made yet.`);
    const version = await act(versions, latest);
    context.out(options.json ? JSON.stringify(version) : asText(version));
  } finally {
    await close();
  }
}

/** `report review`: from now on the version never changes. */
export function reportReviewCommand(
  context: ConsoleContext,
  key: ReportKey,
  options: ReportReviewOptions,
): Promise<void> {
  const { by: actor, note, explain } = options;
  const explanations = Object.fromEntries(explain.map(explanationOf));
  const act: Act = (versions, { version, sha256 }) =>
    versions.review({
      ...key,
      ...{ version, actor, note, explanations },
      sha256: options.sha256 ?? sha256 ?? '',
    });
  return onLatest(context, key, { options, act });
}

function explanationOf(text: string): readonly [string, string] {
  const [, rule, words] = /^([A-Z]\d{2,3})=(.+)$/.exec(text) ?? [];
  if (rule !== undefined && words !== undefined) return [rule, words];
  throw new ConsoleError(`Write an explanation like E32="A branch was opened", not "${text}".`);
}

/** `report file`: by another person than the one who reviewed. */
export function reportFileCommand(
  context: ConsoleContext,
  key: ReportKey,
  options: ReportFileOptions,
): Promise<void> {
  const { by: actor, note } = options;
  const act: Act = (versions, { version, sha256 }) =>
    versions.file({ ...key, version, actor, note, sha256: options.sha256 ?? sha256 ?? '' });
  return onLatest(context, key, { options, act });
}

/** `report return`: it is a draft again. */
export function reportReturnCommand(
  context: ConsoleContext,
  key: ReportKey,
  options: ReportReturnOptions,
): Promise<void> {
  const { by: actor, note } = options;
  const act: Act = (versions, { version }) => versions.return({ ...key, version, actor, note });
  return onLatest(context, key, { options, act });
}

/** `report amend`: begins a version that corrects the filed one; it is made when the report is asked for. */
export function reportAmendCommand(
  context: ConsoleContext,
  key: ReportKey,
  options: ReportAmendOptions,
): Promise<void> {
  const { by: actor, reason } = options;
  const act: Act = (versions, { version }) => versions.amend({ ...key, version, actor, reason });
  return onLatest(context, key, { options, act });
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
