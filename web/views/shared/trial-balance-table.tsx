import type { ReactElement } from 'react';
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
}

export const trialBalanceTitle = 'Trial balance';

/** Nothing on one side is left blank, as in a ledger. */
const side = (value: Line['debit'], row: Row): ReactElement | null =>
  value.minor === '0' && !row.isTotal ? null : <Amount value={value} />;

const columns: readonly Column<Row>[] = [
  { title: 'Account', cell: ({ ledgerAccount }) => ledgerAccount },
  { title: 'Name', heads: true, cell: ({ name }) => name },
  { title: 'Debit (USD)', short: 'Dr', align: 'end', beside: true, cell: (row) => side(row.debit, row) },
  { title: 'Credit (USD)', short: 'Cr', align: 'end', beside: true, cell: (row) => side(row.credit, row) },
];

/** Ledger accounts with their balance on its side, and both sides added up. */
export function TrialBalanceTable({ lines, totalDebit, totalCredit }: TrialBalanceTableProps): ReactElement {
  const total = { ledgerAccount: '', name: 'Total', debit: totalDebit, credit: totalCredit, isTotal: true };
  return (
    <DataTable
      caption={trialBalanceTitle}
      columns={columns}
      rows={[...lines.map((line) => ({ ...line, isTotal: false })), total]}
      keyOf={({ ledgerAccount, name }) => ledgerAccount || name}
      isTotal={({ isTotal }) => isTotal}
      narrow="lines"
      statement
    />
  );
}
