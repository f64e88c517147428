import type { ReactElement } from 'react';
import type { DueDateView } from '../../../functions/contract/standing-orders.ts';
import { formatDate } from '../../ui/format.ts';
import { DataTable, type Column } from '../../ui/table.tsx';

const columns: readonly Column<DueDateView>[] = [
  { title: 'Due', heads: true, cell: ({ dueOn }) => formatDate(dueOn) },
  { title: 'Paid at the end of', cell: ({ runsOn }) => formatDate(runsOn) },
];

/** The next due dates, and the business days on which they are paid. */
export function DatesTable({ dates }: { readonly dates: readonly DueDateView[] }): ReactElement {
  return <DataTable caption="Next dates" columns={columns} rows={dates} keyOf={({ dueOn }) => dueOn} />;
}
