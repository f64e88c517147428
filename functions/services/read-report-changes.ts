import { BankError } from '../domain/errors.ts';
import type { Journal } from '../domain/journal.ts';
import { scheduleQuarter, type ReportKey } from '../domain/report.ts';
import {
  changedAccounts,
  changedBoxes,
  changedLines,
  type ChangedAccount,
  type ChangedBox,
  type ChangedLine,
} from '../domain/reports/changes.ts';
import type { ReportForm } from '../domain/reports/form.ts';
import { printedQuarter } from '../domain/reports/quarter-pack.ts';
import type { ReportStatements } from '../domain/reports/report-statements.ts';
import { formsOf } from '../domain/reports/reckon-year-end.ts';
import type { BooksReader } from './ports.ts';
import type { ReportReader } from './ports/reports.ts';

export interface ReportChangesPorts {
  readonly reports: ReportReader;
  readonly books: BooksReader;
}

/** A version beside what the books know today. */
export interface ReportChanges {
  readonly asOf: string;
  readonly asOfSequence: string;
  readonly accounts: readonly ChangedAccount[];
  /** Of its schedules; none for reports without. */
  readonly lines: readonly ChangedLine[];
  /** Of forms 1099-INT of a year; none for reports of other kinds. */
  readonly boxes: readonly ChangedBox[];
  /** What was posted since and counts in its period: the entries that explain each change. */
  readonly journals: readonly Journal[];
  /** Whether there are more of them. */
  readonly moreJournals: boolean;
}

/**
 * What has become of the figures of a version since it was made.
 * @throws BankError report-not-found when the version does not exist or was not made yet
 */
export async function readReportChanges(
  { reports, books }: ReportChangesPorts,
  wanted: ReportKey & { readonly version: number },
): Promise<ReportChanges> {
  const stored = await reports.read(wanted, wanted.version);
  if (!stored) throw new BankError('report-not-found', `There is no version ${wanted.version} to look at.`);
  const { content } = stored;
  const { from, asOf, to, trialBalance } = content;
  const year = wanted.kind === 'year' ? Number(wanted.period) : null;
  const period = { from, to: asOf };
  const [known, form, balanceSheet, incomeStatement] = await Promise.all([
    books.knownSince({ sequence: stored.asOfSequence, asOf, year }),
    reports.form(to),
    reports.statementAccounts('balance-sheet', period),
    reports.statementAccounts('income-statement', period),
  ]);
  const version = { content, form, accounts: { balanceSheet, incomeStatement } };
  const accounts = changedAccounts(trialBalance, known.trialBalance, version);
  const lines = await linesOf(reports, wanted, { content, form });
  const boxes = await boxesOf(reports, content, year);
  const { journals, hasMore: moreJournals } = known;
  return { asOf, asOfSequence: stored.asOfSequence, accounts, lines, boxes, journals, moreJournals };
}

interface Printing {
  readonly content: ReportStatements;
  readonly form: ReportForm;
}

async function linesOf(
  reports: ReportReader,
  key: ReportKey,
  { content: { pack, asOf }, form }: Printing,
): Promise<readonly ChangedLine[]> {
  const quarter = scheduleQuarter(key);
  if (!pack || !quarter) return [];
  const period = { from: quarter.from, to: asOf < quarter.to ? asOf : quarter.to };
  return changedLines(pack, printedQuarter(form, await reports.figures(period)));
}

async function boxesOf(
  reports: ReportReader,
  { yearEnd }: ReportStatements,
  year: number | null,
): Promise<readonly ChangedBox[]> {
  if (year === null || !yearEnd) return [];
  return changedBoxes(yearEnd.forms, formsOf(await reports.payees(year)));
}
