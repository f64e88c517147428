import { BankError } from '../domain/errors.ts';
import type { Journal } from '../domain/journal.ts';
import type { ReportKey } from '../domain/report.ts';
import {
  changedAccounts,
  changedBoxes,
  type ChangedAccount,
  type ChangedBox,
} from '../domain/reports/changes.ts';
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
  const { asOf, to, trialBalance } = stored.content;
  const year = wanted.kind === 'year' ? Number(wanted.period) : null;
  const [known, form] = await Promise.all([
    books.knownSince({ sequence: stored.asOfSequence, asOf, year }),
    reports.form(to),
  ]);
  const accounts = changedAccounts(trialBalance, known.trialBalance, form);
  const boxes = await boxesOf(reports, stored.content, year);
  const { journals, hasMore: moreJournals } = known;
  return { asOf, asOfSequence: stored.asOfSequence, accounts, boxes, journals, moreJournals };
}

async function boxesOf(
  reports: ReportReader,
  { yearEnd }: ReportStatements,
  year: number | null,
): Promise<readonly ChangedBox[]> {
  if (year === null || !yearEnd) return [];
  return changedBoxes(yearEnd.forms, formsOf(await reports.payees(year)));
}
