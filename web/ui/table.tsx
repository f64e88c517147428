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
  /** `list`: on a narrow screen each row becomes a block. `ledger`: stays a table and scrolls by itself. */
  readonly narrow?: 'list' | 'ledger';
  /** A financial statement: its caption is a title. */
  readonly statement?: boolean;
}

/** Figures in rows. The roles are spelled out because a restyled table loses its own. */
export function DataTable<T>(props: DataTableProps<T>): ReactElement {
  const { caption, columns, rows, narrow = 'list', statement = false } = props;
  const look = narrow === 'list' ? 'lb-table--stacking' : 'lb-table--dense';
  const table = (
    <Table
      role="table"
      caption={caption}
      className={`lb-table ${look}${statement ? ' lb-table--statement' : ''}`}
    >
      <TableHead role="rowgroup">
        <TableRow role="row">
          {columns.map(({ title, align }) => (
            <TableCell key={title} as="th" scope="col" role="columnheader" className={cellClass({ align })}>
              {title}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody role="rowgroup">{rows.map((row) => dataRow(props, row))}</TableBody>
    </Table>
  );
  if (narrow === 'list') return table;
  return (
    // Keyboards must be able to scroll what a pointer can.
    <div
      className="lb-scroll"
      role="region"
      aria-label={caption}
      tabIndex={0}
      {...(statement ? { id: placeOfTitle(caption) } : {})}
    >
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
          data-label={column.title}
        >
          {column.cell(row)}
        </TableCell>
      ))}
    </TableRow>
  );
}

function cellClass({ align, beside, typed }: Pick<Column<never>, 'align' | 'beside' | 'typed'>): string {
  const classes = { end: align === 'end', beside, typed };
  return Object.entries(classes)
    .flatMap(([name, applies]) => (applies ? [`lb-cell--${name}`] : []))
    .join(' ');
}
