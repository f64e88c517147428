import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { JournalView } from '../../../functions/contract/books.ts';
import type { ReportChangesView } from '../../../functions/contract/report-versions.ts';
import { formatDate } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { payeeColumns } from './payee-table.tsx';
import { reportTitle } from './status.tsx';

interface ChangesData {
  readonly report: { readonly kind: 'quarter'; readonly period: string };
  readonly version: string;
  readonly changes: ReportChangesView;
}

type Account = ReportChangesView['accounts'][number];
type Box = ReportChangesView['boxes'][number];
interface EntryLine {
  readonly key: string;
  readonly journal: JournalView;
  readonly entry: JournalView['entries'][number];
}

const accountColumns: readonly Column<Account>[] = [
  {
    title: 'Ledger account',
    heads: true,
    cell: ({ ledgerAccount, name }) => `${ledgerAccount} ${name}`,
  },
  { title: 'In this version', align: 'end', cell: ({ asFiled }) => <Amount value={asFiled} /> },
  { title: 'Known today', align: 'end', cell: ({ asKnown }) => <Amount value={asKnown} /> },
  { title: 'Difference', align: 'end', cell: ({ difference }) => <Amount value={difference} /> },
  { title: 'Lines of the report', cell: ({ lines }) => lines.join(', ') },
];

const boxColumns: readonly Column<Box>[] = [
  ...payeeColumns,
  { title: 'Box', cell: ({ box }) => box },
  { title: 'In this version', align: 'end', cell: ({ asFiled }) => <Amount value={asFiled} /> },
  { title: 'Known today', align: 'end', cell: ({ asKnown }) => <Amount value={asKnown} /> },
  { title: 'Difference', align: 'end', cell: ({ difference }) => <Amount value={difference} /> },
];

const entryColumns: readonly Column<EntryLine>[] = [
  {
    title: 'Journal',
    heads: true,
    cell: ({ journal }) => <Link to={`/journals/${journal.id}`}>{journal.sequence}</Link>,
  },
  { title: 'What for', typed: true, cell: ({ journal }) => journal.description },
  { title: 'Booked on', cell: ({ journal }) => formatDate(journal.businessDate) },
  { title: 'Counts on', cell: ({ journal }) => formatDate(journal.adjustsOn ?? journal.businessDate) },
  { title: 'Ledger account', cell: ({ entry }) => entry.ledgerAccount },
  {
    title: 'Debit',
    align: 'end',
    cell: ({ entry }) => (entry.side === 'debit' ? <Amount value={entry.amount} /> : ''),
  },
  {
    title: 'Credit',
    align: 'end',
    cell: ({ entry }) => (entry.side === 'credit' ? <Amount value={entry.amount} /> : ''),
  },
];

function ChangesPage({ data: { report, version, changes } }: ScreenProps<ChangesData>): ReactElement {
  const { asOf, asOfSequence, accounts, boxes, journals, moreJournals } = changes;
  const entries = journals.flatMap((journal) =>
    journal.entries.map((entry, index) => ({ key: `${journal.sequence} ${index}`, journal, entry })),
  );
  return (
    <Page
      title={`${reportTitle(report)}, version ${version} beside today`}
      width="wide"
      lead={`Balances of ${formatDate(asOf)} in US dollars, debits positive. The version has seen journals up to ${asOfSequence}.`}
    >
      <p>
        <Link to={`/reports/${report.kind}/${report.period}?version=${version}`}>Back to the report</Link>
      </p>
      {accounts.length === 0 && boxes.length === 0 ? (
        <Empty title="Nothing has changed">
          <p>What the version says is what the books know today.</p>
        </Empty>
      ) : null}
      {accounts.length === 0 ? null : (
        <DataTable
          caption="Ledger accounts with another balance"
          columns={accountColumns}
          rows={accounts}
          keyOf={({ ledgerAccount }) => ledgerAccount}
          narrow="ledger"
        />
      )}
      {boxes.length === 0 ? null : (
        <DataTable
          caption="Forms 1099-INT with other boxes"
          columns={boxColumns}
          rows={boxes}
          keyOf={({ number, box }) => `${number} ${box}`}
          narrow="ledger"
        />
      )}
      {entries.length === 0 ? null : (
        <DataTable
          caption="Entries that explain it"
          columns={entryColumns}
          rows={entries}
          keyOf={({ key }) => key}
          narrow="ledger"
        />
      )}
      {moreJournals ? (
        <Notice title="There are more entries" tone="waiting">
          <p>
            These are of the first {journals.length} journals and explain only a part of the differences;
            Journals lists the others. Amend the report, or make it again while it is a draft.
          </p>
        </Notice>
      ) : null}
    </Page>
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
