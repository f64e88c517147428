import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { PayeeFormView } from '../../../functions/contract/year-end.ts';
import { Identifier } from '../../ui/facts.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';

const unlessNone = (value: PayeeFormView['box2']): ReactElement | string =>
  value.minor === '0' ? '' : <Amount value={value} />;

/** Who a row is about. */
export const payeeColumns: readonly Column<Pick<PayeeFormView, 'customerId' | 'number' | 'name'>>[] = [
  {
    title: 'Payee',
    heads: true,
    typed: true,
    cell: ({ customerId, name }) => <Link to={`/customers/${customerId}`}>{name}</Link>,
  },
  { title: 'Customer number', short: 'Customer', cell: ({ number }) => <Identifier>{number}</Identifier> },
];

const columns: readonly Column<PayeeFormView>[] = [
  ...payeeColumns,
  { title: 'Taxpayer number', short: 'Taxpayer', cell: ({ taxId }) => taxId ?? 'none' },
  { title: 'Box 1, interest', align: 'end', beside: true, cell: ({ box1 }) => <Amount value={box1} /> },
  { title: 'Box 2, penalty', align: 'end', cell: ({ box2 }) => unlessNone(box2) },
  { title: 'Box 4, tax withheld', align: 'end', cell: ({ box4 }) => unlessNone(box4) },
];

/** Shown where any form is a corrected one. */
const corrected: Column<PayeeFormView> = {
  title: 'Corrected',
  typed: true,
  cell: ({ changes }) =>
    changes
      .map(({ box, on, before }) => `Box ${box} was ${formatMoney(before)} until ${formatDate(on)}`)
      .join('; '),
};

interface PayeeTableProps {
  readonly caption: string;
  readonly forms: readonly PayeeFormView[];
}

/** Forms 1099-INT, one a row, in US dollars; of taxpayer numbers no more than their masked form. */
export function PayeeTable({ caption, forms }: PayeeTableProps): ReactElement {
  return (
    <DataTable
      caption={caption}
      columns={forms.some(({ changes }) => changes.length > 0) ? [...columns, corrected] : columns}
      rows={forms}
      keyOf={({ customerId }) => customerId}
      narrow="lines"
    />
  );
}
