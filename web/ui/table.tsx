import { Table, TableBody, TableCell, TableHead, TableRow } from '@aws-amplify/ui-react';
import type { ReactElement, ReactNode } from 'react';
import { placeOfTitle } from './contents.tsx';

export interface Column<T> {
  readonly title: string;
  readonly align?: 'start' | 'end';
  /** Names the row for assistive technology. */
  readonly heads?: boolean;
  /** On a narrow screen it stands beside the row’s name, without a label. */
  readonly beside?: boolean;
  /** What it is called on a narrow screen, where its heading is out of sight; beside the row’s name, then, as well. */
  readonly short?: string;
  /** Typed by people: its words may be of any length. */
  readonly typed?: boolean;
  readonly cell: (row: T) => ReactNode;
}

interface DataTableProps<T> {
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly isTotal?: (row: T) => boolean;
  /**
   * On a narrow screen. `list`: each row becomes a block. `lines`: the row’s name keeps its figure beside it, and has the others
   * below. `ledger`: stays a table and scrolls by itself.
   */
  readonly narrow?: 'list' | 'lines' | 'ledger';
  /** A financial statement: its caption is a title. */
  readonly statement?: boolean;
}

const looks = { list: 'stacking', lines: 'lines', ledger: 'dense' } as const;

/** Figures in rows. The roles are spelled out because a restyled table loses its own. */
export function DataTable<T>(props: DataTableProps<T>): ReactElement {
  const { caption, columns, rows, narrow = 'list', statement = false } = props;
  const place = statement ? { id: placeOfTitle(caption) } : {};
  const table = (
    <Table
      role="table"
      caption={caption}
      className={`lb-table lb-table--${looks[narrow]}${statement ? ' lb-table--statement' : ''}`}
    >
      <TableHead role="rowgroup">
        <TableRow role="row">
          {columns.map((column) => (
            <TableCell
              key={column.title}
              as="th"
              scope="col"
              role="columnheader"
              className={cellClass({ ...column, typed: false })}
            >
              {column.title}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody role="rowgroup">{rows.map((row) => dataRow(props, row))}</TableBody>
    </Table>
  );
  if (narrow === 'ledger')
    return (
      // Keyboards must be able to scroll what a pointer can.
      <div className="lb-scroll" role="region" aria-label={caption} tabIndex={0} {...place}>
        {table}
      </div>
    );
  if (!statement) return table;
  return (
    <div className="lb-statement" tabIndex={-1} {...place}>
      {table}
    </div>
  );
}

function dataRow<T>({ columns, keyOf, isTotal }: DataTableProps<T>, row: T): ReactElement {
  return (
    <TableRow key={keyOf(row)} role="row" className={isTotal?.(row) ? 'lb-row--total' : ''}>
      {columns.map((column) => (
        <TableCell
          key={column.title}
          {...(column.heads ? { as: 'th', scope: 'row', role: 'rowheader' } : { role: 'cell' })}
          className={cellClass(column)}
          data-label={column.short ?? column.title}
        >
          {column.cell(row)}
        </TableCell>
      ))}
    </TableRow>
  );
}

type Look = Pick<Column<never>, 'align' | 'beside' | 'heads' | 'short' | 'typed'>;

function cellClass({ align, beside, heads, short, typed }: Look): string {
  const classes = { name: heads, end: align === 'end', beside, short: short !== undefined, typed };
  return Object.entries(classes)
    .flatMap(([name, applies]) => (applies ? [`lb-cell--${name}`] : []))
    .join(' ');
}
