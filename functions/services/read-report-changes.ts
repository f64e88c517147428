import { BankError } from '../domain/errors.ts';
import type { Journal } from '../domain/journal.ts';
import type { ReportKey } from '../domain/report.ts';
import { changedAccounts, type ChangedAccount } from '../domain/reports/changes.ts';
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
  const [known, form] = await Promise.all([books.knownSince(stored.asOfSequence, asOf), reports.form(to)]);
  const accounts = changedAccounts(trialBalance, known.trialBalance, form);
  const { journals, hasMore: moreJournals } = known;
  return { asOf, asOfSequence: stored.asOfSequence, accounts, journals, moreJournals };
}
