import type { ReactElement } from 'react';
import type { TransactionView } from '../../../functions/contract/accounts.ts';
import { formatDate } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { signedAmount } from './signed-amount.ts';

interface TransactionTableProps {
  readonly transactions: readonly TransactionView[];
  readonly currency: string;
}

const columnsOf = (currency: string): readonly Column<TransactionView>[] => [
  { title: 'Date', cell: ({ businessDate }) => formatDate(businessDate) },
  { title: 'Description', heads: true, typed: true, cell: ({ description }) => description },
  { title: 'Reference', typed: true, cell: ({ reference }) => reference },
  {
    title: `Amount (${currency})`,
    align: 'end',
    beside: true,
    cell: (each) => <Amount value={signedAmount(each)} />,
  },
  {
    title: `Balance (${currency})`,
    align: 'end',
    cell: ({ balanceAfter }) => <Amount value={balanceAfter} />,
  },
];

export function TransactionTable({ transactions, currency }: TransactionTableProps): ReactElement {
  return (
    <DataTable
      caption="Transactions, newest first"
      columns={columnsOf(currency)}
      rows={transactions}
      keyOf={({ id }) => id}
    />
  );
}
