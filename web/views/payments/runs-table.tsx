import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { StandingOrderRunView } from '../../../functions/contract/standing-orders.ts';
import { publicId, uuidOf } from '../../../functions/domain/ids.ts';
import { formatDate } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { outcomeWords } from './words.ts';

/** A payment of an order is a transfer like any other, so it has the receipt of one. */
function Receipt({ journalId }: Pick<StandingOrderRunView, 'journalId'>): ReactElement | null {
  if (journalId === null) return null;
  return <Link to={`/transfers/${publicId('transfer', uuidOf('journal', journalId) ?? '')}`}>Receipt</Link>;
}

const columns: readonly Column<StandingOrderRunView>[] = [
  { title: 'Due', heads: true, cell: ({ dueOn }) => formatDate(dueOn) },
  { title: 'Amount', align: 'end', beside: true, cell: ({ amount }) => <Money value={amount} /> },
  { title: 'On', cell: ({ runOn }) => formatDate(runOn) },
  { title: 'Outcome', cell: (run) => outcomeWords(run) },
  { title: 'Receipt', cell: Receipt },
];

/** What became of each due date, the latest first. */
export function RunsTable({ runs }: { readonly runs: readonly StandingOrderRunView[] }): ReactElement {
  return (
    <DataTable
      caption="Past dates"
      columns={columns}
      rows={runs}
      keyOf={({ dueOn, attempt }) => `${dueOn} ${attempt}`}
    />
  );
}
