import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { ReportLineView } from '../../../functions/contract/reports.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatDate, formatWhole } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { reportTitle } from './status.tsx';

interface LineData {
  readonly report: { readonly kind: 'quarter'; readonly period: string };
  readonly version: string;
  readonly made: ReportLineView;
}

type Part = ReportLineView['parts'][number];

const bases: Readonly<Record<string, string>> = {
  balance: 'the balance at the close',
  opening: 'the balance before the period',
  year: 'what the year moved so far',
  period: 'what the period moved',
  average: 'the average of its days',
};

type Figure = 'opening' | 'debit' | 'credit' | 'closing';

/**
 * Of an account's figures those that the line looks at. What the year moved is where income and expense stand at the close; of other
 * accounts the version has no such figure, and shows where they stand.
 */
const figuresOf: Readonly<Record<string, readonly (readonly [Figure, string])[]>> = {
  balance: [['closing', 'At the close']],
  opening: [['opening', 'Before the period']],
  year: [['closing', 'At the close']],
  period: [
    ['debit', 'Debits'],
    ['credit', 'Credits'],
  ],
};

function partColumns({ report, version, made: { from, to, basis } }: LineData): readonly Column<Part>[] {
  const journalsOf = (account: string): string =>
    `${screens.journals.path}?${new URLSearchParams({ ledgerAccount: account, from, to }).toString()}`;
  const sum = ([of, title]: readonly [Figure, string]): Column<Part> => ({
    title: `${title} (USD, debits positive)`,
    align: 'end',
    cell: ({ ledger }) => (ledger === null ? '' : <Amount value={ledger[of]} />),
  });
  const thousands: Column<Part> = {
    title: 'Thousands of USD',
    align: 'end',
    cell: ({ line }) => (line === null ? '' : formatWhole(line.thousands)),
  };
  return [
    { title: 'Sign', cell: ({ subtracted }) => (subtracted ? 'less' : 'plus') },
    {
      title: 'Made of',
      heads: true,
      cell: ({ kind, name, line, ledger }) => {
        if (kind === 'account' && ledger === null) return `${name}, nothing on it`;
        if (kind === 'account') return <Link to={journalsOf(name)}>{`${name} ${ledger?.name ?? ''}`}</Link>;
        if (line === null) return name;
        return <Link to={lineAddress(report, version, name)}>{`${name} ${line.caption}`}</Link>;
      },
    },
    ...(basis === null ? [thousands] : (figuresOf[basis] ?? []).map(sum)),
  ];
}

/** Where a line of a version is taken apart. */
export function lineAddress(
  { kind, period }: { readonly kind: string; readonly period: string },
  version: string,
  code: string,
): string {
  return `/reports/${kind}/${period}/lines/${version}/${code}`;
}

function LinePage({ data }: ScreenProps<LineData>): ReactElement {
  const { report, version, made } = data;
  const { line, schedule, basis, from, to, parts } = made;
  return (
    <Page
      title={`${line.code}, ${line.caption}`}
      width="wide"
      lead={`${reportTitle(report)}, version ${version}, schedule ${schedule}`}
    >
      <p>
        <Link to={`/reports/${report.kind}/${report.period}?version=${version}`}>Back to the report</Link>
      </p>
      <Facts
        facts={[
          ['Thousands of USD', formatWhole(line.thousands)],
          ['Item', line.item],
          ['Period', `${formatDate(from)} to ${formatDate(to)}`],
          ['Looks at', basis === null ? 'lines of the report' : (bases[basis] ?? basis)],
        ]}
      />
      <DataTable
        caption="What it is made of"
        columns={partColumns(data)}
        rows={parts}
        keyOf={({ name }) => name}
        narrow="ledger"
      />
    </Page>
  );
}

/** A line of a report taken apart: from its cell to accounts, their journals and entries. */
export const reportLineScreen: ScreenModule<LineData> = {
  load: async (port, { params: { kind = '', period = '', version = '', code = '' } }) => {
    const report = { kind: kind as 'quarter', period };
    const made = await port.read('getReportLine', { params: { ...report, version, code } });
    return shown({ report, version, made });
  },
  View: LinePage,
};
