import type { ReactElement } from 'react';
import type { StatementLineView } from '../../../functions/contract/reports.ts';
import { Amount } from '../../ui/money.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';

interface StatementTableProps {
  readonly caption: string;
  readonly lines: readonly StatementLineView[];
}

type Row = StatementLineView & { readonly position: number };

const deepest = 3;

const columns: readonly Column<Row>[] = [
  {
    title: 'Line',
    heads: true,
    cell: ({ label, depth }) => <span className={`lb-indent-${Math.min(depth, deepest)}`}>{label}</span>,
  },
  { title: 'Amount (USD)', align: 'end', cell: ({ amount }) => <Amount value={amount} /> },
];

/** A financial statement: lines indented by level, totals ruled off. */
export function StatementTable({ caption, lines }: StatementTableProps): ReactElement {
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={lines.map((line, position) => ({ ...line, position }))}
      keyOf={({ position }) => String(position)}
      isTotal={({ isTotal }) => isTotal}
      narrow="ledger"
      statement
    />
  );
}
