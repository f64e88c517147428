import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { YearEndView } from '../../../functions/contract/year-end.ts';
import { Identifier } from '../../ui/facts.tsx';
import { Amount } from '../../ui/money.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';

type Unplaced = YearEndView['unplaced'][number];
type Shared = YearEndView['sharedTaxIds'][number];

const unplacedColumns: readonly Column<Unplaced>[] = [
  {
    title: 'Payee',
    heads: true,
    typed: true,
    cell: ({ customerId, name }) => <Link to={`/customers/${customerId}`}>{name}</Link>,
  },
  { title: 'Customer number', cell: ({ number }) => <Identifier>{number}</Identifier> },
  { title: 'Interest', align: 'end', cell: ({ interest }) => <Amount value={interest} /> },
  { title: 'Tax withheld', align: 'end', cell: ({ withheld }) => <Amount value={withheld} /> },
  { title: 'Penalties', align: 'end', cell: ({ penalty }) => <Amount value={penalty} /> },
];

const sharedColumns: readonly Column<Shared>[] = [
  { title: 'Taxpayer number', heads: true, cell: ({ taxId }) => taxId },
  { title: 'Customers', cell: ({ numbers }) => <Identifier>{numbers.join(', ')}</Identifier> },
  { title: 'Interest together', align: 'end', cell: ({ interest }) => <Amount value={interest} /> },
];

/** What people have to look at beside the forms: corrections that no box can take, and taxpayer numbers with several forms. */
export function PayeesBeside({ yearEnd }: { readonly yearEnd: YearEndView }): ReactElement {
  const { unplaced, sharedTaxIds } = yearEnd;
  return (
    <>
      {unplaced.length === 0 ? null : (
        <DataTable
          caption="Taken back by hand beyond what the year has, in no box"
          columns={unplacedColumns}
          rows={unplaced}
          keyOf={({ customerId }) => customerId}
          narrow="ledger"
        />
      )}
      {sharedTaxIds.length === 0 ? null : (
        <DataTable
          caption="Taxpayer numbers of more than one customer, each with a form"
          columns={sharedColumns}
          rows={sharedTaxIds}
          keyOf={({ numbers }) => numbers.join(' ')}
          narrow="ledger"
        />
      )}
    </>
  );
}
