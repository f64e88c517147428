import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { ReportLineView } from '../../../functions/contract/report-lines.ts';
import { Amount } from '../../ui/money.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { JournalLinks } from './journal-links.tsx';

type Exact = NonNullable<ReportLineView['exact']>;
type Part = Exact['parts'][number];
/** The last row is the line itself. */
type Row = Pick<Part, 'kind' | 'name' | 'label' | 'amount' | 'daily'> & {
  readonly sign: string;
  readonly accounts: readonly string[];
  readonly isTotal: boolean;
};

interface ExactLineProps {
  readonly exact: Exact;
  /** Days that the line looks at. */
  readonly period: { readonly from: string; readonly to: string };
  /** Where the version stands beside today. */
  readonly changesAt: string;
  /** Where net income is taken apart, on which nothing is posted. */
  readonly netIncomeAt: string;
  readonly mayReadJournals: boolean;
}

const rowsOf = ({ parts, amount, daily }: Exact): readonly Row[] => [
  ...parts.map(({ subtracted, ...part }) => ({
    ...part,
    sign: subtracted ? 'less' : '',
    isTotal: false,
  })),
  {
    kind: 'fact',
    name: '',
    label: 'The line before rounding',
    sign: '',
    accounts: [],
    amount,
    daily,
    isTotal: true,
  },
];

function nameOf(
  { kind, name, label, accounts, isTotal }: Row,
  { period, netIncomeAt, mayReadJournals }: ExactLineProps,
): ReactElement | string {
  const text = kind === 'account' ? `${name} ${label}`.trim() : label;
  if (isTotal) return text;
  if (accounts.length === 0) return kind === 'account' ? <Link to={netIncomeAt}>{text}</Link> : text;
  return mayReadJournals ? <JournalLinks {...{ text, accounts, period }} /> : text;
}

/** Shown where anything is subtracted. */
const signs: Column<Row> = { title: 'Sign', cell: ({ sign }) => sign };

function columnsOf(props: ExactLineProps): readonly Column<Row>[] {
  const { days } = props.exact;
  const sums: Column<Row> = {
    title: `Sum of ${days ?? 0} days (USD)`,
    short: `Sum of ${days ?? 0} days`,
    align: 'end',
    cell: ({ daily }) => (daily === null ? '' : <Amount value={daily} />),
  };
  return [
    ...(props.exact.parts.some(({ subtracted }) => subtracted) ? [signs] : []),
    { title: 'Made of', heads: true, cell: (row) => nameOf(row, props) },
    ...(days === null ? [] : [sums]),
    {
      title: days === null ? 'Amount (USD)' : 'Average (USD)',
      align: 'end',
      beside: true,
      cell: ({ amount }) => <Amount value={amount} />,
    },
  ];
}

/** What a line was rounded from: accounts and facts that add up to it, each with its way to the journals. */
export function ExactLine(props: ExactLineProps): ReactElement {
  const { exact, changesAt } = props;
  return (
    <>
      {exact.changed ? (
        <Notice title="Something was booked since" tone="waiting">
          <p>
            Below is what the line is made of as the books know it today.{' '}
            <Link to={changesAt}>This version beside today</Link>
          </p>
        </Notice>
      ) : null}
      {exact.parts.length === 0 ? (
        <Empty title="Nothing stands on this line">
          <p>None of its ledger accounts has an amount in this period.</p>
        </Empty>
      ) : (
        <>
          <DataTable
            caption={exact.days === null ? 'What it is made of' : 'Averages it is made of'}
            columns={columnsOf(props)}
            rows={rowsOf(exact)}
            keyOf={({ kind, name, isTotal }) => (isTotal ? 'total' : `${kind} ${name}`)}
            isTotal={({ isTotal }) => isTotal}
            narrow="lines"
          />
          {exact.days === null ? null : (
            <p className="lb-soft">
              Sums of days are exact. Each average is its sum divided by {exact.days}, to the cent, so that
              the averages add up to the line.
            </p>
          )}
        </>
      )}
    </>
  );
}
