import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { TrialBalanceView } from '../../../functions/contract/books.ts';
import { Amount } from '../../ui/money.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';

type Line = TrialBalanceView['lines'][number];
interface Row extends Pick<Line, 'ledgerAccount' | 'name' | 'debit' | 'credit'> {
  readonly isTotal: boolean;
}

interface TrialBalanceTableProps {
  readonly lines: readonly Line[];
  readonly totalDebit: Line['debit'];
  readonly totalCredit: Line['credit'];
  /** Where the journals of a ledger account are; undefined for those who may not read them. */
  readonly journalsOf?: JournalsOf | undefined;
}

type JournalsOf = (ledgerAccount: string) => string;

export const trialBalanceTitle = 'Trial balance';

/** Nothing on one side is left blank, as in a ledger. */
function side(value: Line['debit'], row: Row, journalsOf?: JournalsOf): ReactElement | null {
  if (value.minor === '0' && !row.isTotal) return null;
  if (row.isTotal || journalsOf === undefined) return <Amount value={value} />;
  return (
    <Link className="lb-cell-link" to={journalsOf(row.ledgerAccount)}>
      <Amount value={value} />
    </Link>
  );
}

const columnsOf = (journalsOf?: JournalsOf): readonly Column<Row>[] => [
  { title: 'Account', cell: ({ ledgerAccount }) => ledgerAccount },
  { title: 'Name', heads: true, cell: ({ name }) => name },
  {
    title: 'Debit (USD)',
    short: 'Dr',
    align: 'end',
    beside: true,
    cell: (row) => side(row.debit, row, journalsOf),
  },
  {
    title: 'Credit (USD)',
    short: 'Cr',
    align: 'end',
    beside: true,
    cell: (row) => side(row.credit, row, journalsOf),
  },
];

/** Ledger accounts with their balance on its side, and both sides added up. */
export function TrialBalanceTable(props: TrialBalanceTableProps): ReactElement {
  const { lines, totalDebit, totalCredit, journalsOf } = props;
  const total = { ledgerAccount: '', name: 'Total', debit: totalDebit, credit: totalCredit, isTotal: true };
  return (
    <DataTable
      caption={trialBalanceTitle}
      columns={columnsOf(journalsOf)}
      rows={[...lines.map((line) => ({ ...line, isTotal: false })), total]}
      keyOf={({ ledgerAccount, name }) => ledgerAccount || name}
      isTotal={({ isTotal }) => isTotal}
      narrow="lines"
      statement
    />
  );
}
