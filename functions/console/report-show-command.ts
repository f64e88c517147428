import { postgresReportVersions } from '../adapters/postgres/report-versions.ts';
import { storedReports } from '../adapters/postgres/stored-reports.ts';
import type { ReportKey } from '../domain/report.ts';
import type { ReportVersion } from '../domain/report-version.ts';
import { decimalOf } from '../domain/money.ts';
import type { YearEnd } from '../domain/reports/year-end.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { withBooks, type BooksOptions } from './target.ts';

/** `report show`: its versions, and who did what with them; of a year also how it ended. */
export async function reportShowCommand(
  context: ConsoleContext,
  key: ReportKey,
  options: BooksOptions,
): Promise<void> {
  await withBooks(context, options, async (database) => {
    const versions = await postgresReportVersions(database).of(key);
    if (versions.length === 0) throw new ConsoleError(`The report of ${key.period} was not made yet.`);
    const yearEnd = (await storedReports(database).read(key))?.content.yearEnd;
    const text = [...versions.map(asText), ...(yearEnd ? [yearText(yearEnd)] : [])];
    context.out(options.json ? JSON.stringify(versions) : text.join('\n'));
  });
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

/** How a year ended, as the latest version that was made says. */
function yearText({ closing, forms, due, notDue, unplaced = [], unclear = [], ties }: YearEnd): string {
  const { interestMinor, penaltyMinor, withheldMinor } = due;
  const boxes = [interestMinor, penaltyMinor, withheldMinor].map(decimalOf);
  const corrected = forms.filter(({ changes = [] }) => changes.length > 0).length;
  const differing = ties.filter(({ outcome }) => outcome !== 'pass').map(({ id }) => id);
  return [
    closing.journalId === null
      ? '  the year is open'
      : `  closed as of ${closing.countsOn ?? ''} by journal ${closing.journalId}`,
    `  ${due.count} forms 1099-INT: interest ${boxes[0]}, penalties ${boxes[1]}, tax withheld ${boxes[2]}`,
    ...(corrected > 0 ? [`  ${corrected} of them are corrected`] : []),
    ...(unplaced.length > 0 ? [`  ${unplaced.length} payees with corrections that no box can take`] : []),
    ...(unclear.length > 0 ? [`  ${unclear.length} journals that leave open whose share is whose`] : []),
    `  ${notDue.count} payees without a form: interest ${decimalOf(notDue.interestMinor)}`,
    differing.length === 0 ? '  all of it ties to the ledger' : `  to be explained: ${differing.join(', ')}`,
  ].join('\n');
}
