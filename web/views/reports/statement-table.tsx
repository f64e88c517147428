import type { ReactElement } from 'react';
import type { StatementLineView } from '../../../functions/contract/reports.ts';
import { Amount } from '../../ui/money.tsx';
import { Link } from 'react-router';
import type { CellColumn } from '../../../functions/domain/reports/statement-cell.ts';
import { DataTable, type Column } from '../../ui/table.tsx';

interface StatementTableProps {
  readonly caption: string;
  readonly lines: readonly StatementLineView[];
  /** What the period before is called, such as `Quarter before`. */
  readonly before: string;
  /** Where a cell is taken apart. */
  readonly addressOf: (line: number, column: CellColumn) => string;
}

type Row = StatementLineView & { readonly position: number };

const deepest = 3;

type AddressOf = StatementTableProps['addressOf'];

const line: Column<Row> = {
  title: 'Line',
  heads: true,
  cell: ({ label, depth }) => <span className={`lb-indent-${Math.min(depth, deepest)}`}>{label}</span>,
};

interface Figures {
  readonly title: string;
  readonly of: 'amount' | 'before' | 'yearBefore';
  readonly column: CellColumn;
}

const figures = ({ title, of, column }: Figures, addressOf: AddressOf): Column<Row> => ({
  title,
  align: 'end',
  beside: of === 'amount',
  cell: (row) => {
    const amount = row[of];
    return amount === null ? (
      ''
    ) : (
      <Link className="lb-cell-link" to={addressOf(row.position, column)}>
        <Amount value={amount} />
      </Link>
    );
  },
});

/** The period's own column, and those of earlier periods where the bank had books then. */
function amountColumns({ lines, before, addressOf }: StatementTableProps): readonly Column<Row>[] {
  const all: readonly Figures[] = [
    { title: 'Amount (USD)', of: 'amount', column: 'period' },
    { title: before, of: 'before', column: 'before' },
    { title: 'Year before', of: 'yearBefore', column: 'year-before' },
  ];
  return all
    .filter(({ of }) => lines.some((each) => each[of] !== null))
    .map((each) => figures(each, addressOf));
}

/** A financial statement: lines indented by level, totals ruled off, earlier periods beside it. */
export function StatementTable(props: StatementTableProps): ReactElement {
  const { caption, lines } = props;
  return (
    <DataTable
      caption={caption}
      columns={[line, ...amountColumns(props)]}
      rows={lines.map((each, position) => ({ ...each, position }))}
      keyOf={({ position }) => String(position)}
      isTotal={({ isTotal }) => isTotal}
      narrow="lines"
      statement
    />
  );
}
