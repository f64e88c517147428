import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { StatementCellView } from '../../../functions/contract/statement-cells.ts';
import { factTitle } from '../../../functions/domain/reports/fact-titles.ts';
import type { CellColumn } from '../../../functions/domain/reports/statement-cell.ts';
import { netIncome } from '../../../functions/domain/reports/ledger.ts';
import { placeOfTitle } from '../../ui/contents.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import {
  cellAddress,
  changesAddress,
  reportAddress,
  type ReportPlace,
  type StatementOf,
} from './addresses.ts';
import { JournalLinks } from './journal-links.tsx';
import { reportTitle } from './status.tsx';

interface CellData {
  readonly report: ReportPlace;
  readonly version: string;
  readonly statement: StatementOf;
  readonly column: CellColumn;
  readonly cell: StatementCellView;
}

type Part = StatementCellView['parts'][number];

/** Shown where anything is subtracted. */
const signs: Column<Part> = { title: 'Sign', cell: ({ subtracted }) => (subtracted ? 'less' : '') };

function partColumns(data: CellData, mayReadJournals: boolean): readonly Column<Part>[] {
  return [
    ...(data.cell.parts.some(({ subtracted }) => subtracted) ? [signs] : []),
    { title: 'Made of', heads: true, cell: (part) => nameOf(part, data, mayReadJournals) },
    { title: 'Amount (USD)', align: 'end', beside: true, cell: ({ amount }) => <Amount value={amount} /> },
  ];
}

function nameOf(
  { kind, name, label, line }: Part,
  data: CellData,
  mayReadJournals: boolean,
): ReactElement | string {
  const { report, version, column, cell } = data;
  if (line !== null) return <Link to={cellAddress(data, line, column)}>{label}</Link>;
  const text = kind === 'fact' ? label : `${name} ${label}`.trim();
  if (name === netIncome)
    return <Link to={`${reportAddress(report, version)}#${placeOfTitle('Income statement')}`}>{text}</Link>;
  const accounts = kind === 'fact' ? factTitle(name).accounts : [name];
  return mayReadJournals ? <JournalLinks {...{ text, accounts, period: cell }} /> : text;
}

function CellPage({ data, session }: ScreenProps<CellData>): ReactElement {
  const { report, version, cell } = data;
  const { title, label, from, to, amount, known, changedLines, parts } = cell;
  return (
    <Page
      title={`${label}, ${title.toLowerCase()}`}
      width="wide"
      lead={`${reportTitle(report)}, version ${version}`}
    >
      <p>
        <Link to={reportAddress(report, version)}>Back to the report</Link>
      </p>
      <Facts
        layout="tiles"
        facts={[
          ['In this version', formatMoney(amount)],
          ['Period', `${formatDate(from)} to ${formatDate(to)}`],
        ]}
      />
      {changedLines.length === 0 ? null : (
        <Notice title="The statement has other lines now" tone="waiting">
          <p>
            These are in this version alone, or only in what the statement is made of today:{' '}
            {changedLines.join('; ')}.
          </p>
        </Notice>
      )}
      {known === null || amount.minor === known.minor ? null : (
        <Notice title="Something was booked since" tone="waiting">
          <p>
            Below is what makes up {formatMoney(known)}, as the books know it today.{' '}
            <Link to={changesAddress(report, version)}>This version beside today</Link>
          </p>
        </Notice>
      )}
      {known === null ? (
        <Empty title="This line is no longer part of the statement">
          <p>The version keeps what it said. What would stand on the line today, the books can’t tell.</p>
        </Empty>
      ) : parts.length === 0 ? (
        <Empty title="Nothing stands on this line">
          <p>No ledger account of it has an amount in this period.</p>
        </Empty>
      ) : (
        <DataTable
          caption="What it is made of"
          columns={partColumns(data, session.permissions.includes('journal:read'))}
          rows={parts}
          keyOf={({ name, label: of }) => `${name} ${of}`}
          narrow="lines"
        />
      )}
    </Page>
  );
}

/** A cell of a statement taken apart: to other lines, to ledger accounts, and from those to journals and entries. */
export const statementCellScreen: ScreenModule<CellData> = {
  load: async (port, { params, url: { searchParams } }) => {
    const { kind = '', period = '', version = '', statement = '', line = '' } = params;
    const report = { kind: kind as 'quarter', period };
    const column = (searchParams.get('column') ?? 'period') as CellColumn;
    const of = { ...report, version, statement: statement as StatementOf, line };
    const cell = await port.read('getStatementCell', { params: of, query: { column } });
    return shown({ report, version, statement: of.statement, column, cell });
  },
  View: CellPage,
};
