import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { ReportChangesView } from '../../../functions/contract/report-changes.ts';
import { formatDate } from '../../ui/format.ts';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { reportAddress, type ReportPlace } from './addresses.ts';
import { accountColumns, boxColumns, entryColumns, lineColumns } from './change-columns.tsx';
import { reportTitle } from './status.tsx';

interface ChangesData {
  readonly report: ReportPlace;
  readonly version: string;
  readonly changes: ReportChangesView;
}

function ChangesPage({
  data: { report, version, changes },
  session,
}: ScreenProps<ChangesData>): ReactElement {
  const { asOf, asOfSequence, accounts, lines, boxes, journals } = changes;
  const place = { report, version };
  const isSame = [accounts, lines, boxes].every(({ length }) => length === 0);
  return (
    <Page
      title={`${reportTitle(report)}, version ${version} beside today`}
      width="wide"
      lead={`Figures at the close of ${formatDate(asOf)}, as the version has them and as the books know them today. The version has seen the journals up to number ${asOfSequence}.`}
    >
      <p>
        <Link to={reportAddress(report, version)}>Back to the report</Link>
      </p>
      {isSame ? (
        <Empty title="Nothing has changed">
          <p>
            What the version says is what the books know today: since it was made, nothing was booked that
            counts in its period.
          </p>
        </Empty>
      ) : null}
      {lines.length === 0 ? null : (
        <DataTable
          caption="Lines of the schedules that would say something else, in thousands of USD"
          columns={lineColumns(place)}
          rows={lines}
          keyOf={({ schedule, code }) => `${schedule} ${code}`}
          narrow="lines"
        />
      )}
      {accounts.length === 0 ? null : (
        <DataTable
          caption="Ledger accounts with another balance, in USD, debits positive"
          columns={accountColumns(place)}
          rows={accounts}
          keyOf={({ ledgerAccount }) => ledgerAccount}
          narrow="lines"
        />
      )}
      {boxes.length === 0 ? null : (
        <DataTable
          caption="Forms 1099-INT with other boxes, in USD"
          columns={boxColumns}
          rows={boxes}
          keyOf={({ number, box }) => `${number} ${box}`}
          narrow="lines"
        />
      )}
      {isSame && journals.length === 0 ? null : (
        <Entries
          changes={changes}
          mayReadJournals={session.permissions.includes(screens.journals.permission)}
        />
      )}
    </Page>
  );
}

interface EntriesProps {
  readonly changes: ReportChangesView;
  readonly mayReadJournals: boolean;
}

function Entries({ changes: { journals, moreJournals }, mayReadJournals }: EntriesProps): ReactElement {
  const entries = journals.flatMap((journal) =>
    journal.entries.map((entry, index) => ({ key: `${journal.sequence} ${index}`, journal, entry })),
  );
  if (entries.length === 0) {
    return (
      <Empty title="No entry explains it">
        <p>
          No journal was booked since that counts in the period. The figures differ by what stands beside the
          ledger: terms of deposits, or what a line is made of.
        </p>
      </Empty>
    );
  }
  return (
    <>
      <DataTable
        caption="Entries that explain it, in USD"
        columns={entryColumns(mayReadJournals)}
        rows={entries}
        keyOf={({ key }) => key}
        narrow="lines"
      />
      {moreJournals ? (
        <Notice title="There are more entries" tone="waiting">
          <p>
            These are of the first {journals.length} journals and explain only a part of the differences.
            Amend the report, or make it again while it is a draft.
          </p>
          {mayReadJournals ? (
            <p>
              <Link to={screens.journals.path}>All journals</Link>
            </p>
          ) : null}
        </Notice>
      ) : null}
    </>
  );
}

/** A version of a report beside what the books know today, and the entries between the two. */
export const reportChangesScreen: ScreenModule<ChangesData> = {
  load: async (port, { params: { kind = '', period = '', version = '' } }) => {
    const report = { kind: kind as 'quarter', period };
    const changes = await port.read('getReportChanges', { params: { ...report, version } });
    return shown({ report, version, changes });
  },
  View: ChangesPage,
};
