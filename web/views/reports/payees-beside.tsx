import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { YearEndView } from '../../../functions/contract/year-end.ts';
import { Identifier } from '../../ui/facts.tsx';
import { Amount } from '../../ui/money.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { payeeColumns } from './payee-table.tsx';

type Unplaced = YearEndView['unplaced'][number];
type Shared = YearEndView['sharedTaxIds'][number];

const unplacedColumns: readonly Column<Unplaced>[] = [
  ...payeeColumns,
  { title: 'Interest', align: 'end', beside: true, cell: ({ interest }) => <Amount value={interest} /> },
  { title: 'Tax withheld', align: 'end', cell: ({ withheld }) => <Amount value={withheld} /> },
  { title: 'Penalties', align: 'end', cell: ({ penalty }) => <Amount value={penalty} /> },
];

const sharedColumns: readonly Column<Shared>[] = [
  { title: 'Taxpayer number', heads: true, cell: ({ taxId }) => taxId },
  { title: 'Customers', cell: ({ numbers }) => <Identifier>{numbers.join(', ')}</Identifier> },
  {
    title: 'Interest together',
    align: 'end',
    beside: true,
    cell: ({ interest }) => <Amount value={interest} />,
  },
];

const unclearColumns: readonly Column<string>[] = [
  { title: 'Journal', heads: true, cell: (id) => <Identifier>{id}</Identifier> },
];
const linkedColumns: readonly Column<string>[] = [
  { title: 'Journal', heads: true, typed: true, cell: (id) => <Link to={`/journals/${id}`}>{id}</Link> },
];

interface PayeesBesideProps {
  readonly yearEnd: YearEndView;
  readonly mayReadJournals: boolean;
}

/**
 * What people have to look at beside the forms: corrections that no box can take, taxpayer numbers with several forms, and journals
 * that leave open whose share is whose.
 */
export function PayeesBeside({ yearEnd, mayReadJournals }: PayeesBesideProps): ReactElement {
  const { unplaced, sharedTaxIds, unclear } = yearEnd;
  return (
    <>
      {unplaced.length === 0 ? null : (
        <DataTable
          caption="Taken back by hand beyond what the year has, in no box"
          columns={unplacedColumns}
          rows={unplaced}
          keyOf={({ customerId }) => customerId}
          narrow="lines"
        />
      )}
      {sharedTaxIds.length === 0 ? null : (
        <DataTable
          caption="Taxpayer numbers of more than one customer, each with a form"
          columns={sharedColumns}
          rows={sharedTaxIds}
          keyOf={({ numbers }) => numbers.join(' ')}
          narrow="lines"
        />
      )}
      {unclear.length === 0 ? null : (
        <DataTable
          caption="Journals that leave open whose interest, tax or penalty is whose"
          columns={mayReadJournals ? linkedColumns : unclearColumns}
          rows={unclear}
          keyOf={(id) => id}
          narrow="lines"
        />
      )}
    </>
  );
}
