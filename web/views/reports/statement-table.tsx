import type { ReactElement } from 'react';
import type { StatementLineView } from '../../../functions/contract/reports.ts';
import { Amount } from '../../ui/money.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';

interface StatementTableProps {
  readonly caption: string;
  readonly lines: readonly StatementLineView[];
  /** What the period before is called, such as `Quarter before`. */
  readonly before: string;
}

type Row = StatementLineView & { readonly position: number };

const deepest = 3;

const own: readonly Column<Row>[] = [
  {
    title: 'Line',
    heads: true,
    cell: ({ label, depth }) => <span className={`lb-indent-${Math.min(depth, deepest)}`}>{label}</span>,
  },
  { title: 'Amount (USD)', align: 'end', cell: ({ amount }) => <Amount value={amount} /> },
];

type Compared = 'before' | 'yearBefore';

const compared = (title: string, of: Compared): Column<Row> => ({
  title,
  align: 'end',
  cell: (row) => {
    const amount = row[of];
    return amount === null ? '' : <Amount value={amount} />;
  },
});

/** Columns of earlier periods, where the bank had books then. */
function earlierColumns({ lines, before }: Omit<StatementTableProps, 'caption'>): readonly Column<Row>[] {
  const has = (of: Compared): boolean => lines.some((line) => line[of] !== null);
  return [
    ...(has('before') ? [compared(before, 'before')] : []),
    ...(has('yearBefore') ? [compared('Year before', 'yearBefore')] : []),
  ];
}

/** A financial statement: lines indented by level, totals ruled off, earlier periods beside it. */
export function StatementTable({ caption, lines, before }: StatementTableProps): ReactElement {
  return (
    <DataTable
      caption={caption}
      columns={[...own, ...earlierColumns({ lines, before })]}
      rows={lines.map((line, position) => ({ ...line, position }))}
      keyOf={({ position }) => String(position)}
      isTotal={({ isTotal }) => isTotal}
      narrow="ledger"
      statement
    />
  );
}
