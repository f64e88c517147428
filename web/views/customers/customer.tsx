import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { Data } from '../../client/port.ts';
import { Chip } from '../../ui/chip.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';

type CustomerData = Data<'getCustomer'>;

const nameOf = ({ id, kind, name }: AccountView): ReactNode =>
  kind === 'loan' ? <Link to={`/loans/${id}`}>{name}</Link> : name;

function columnsOf(mayPostCash: boolean): readonly Column<AccountView>[] {
  const columns: Column<AccountView>[] = [
    { title: 'Account', heads: true, cell: nameOf },
    { title: 'Number', cell: ({ number }) => <Identifier>{number}</Identifier> },
    {
      title: 'State',
      beside: true,
      cell: ({ status }) => <Chip label={status} tone={status === 'open' ? 'good' : 'waiting'} />,
    },
    {
      title: 'Available',
      align: 'end',
      cell: ({ kind, available }) => (kind === 'loan' ? 'None: a loan' : formatMoney(available)),
    },
    {
      title: 'Posted balance',
      align: 'end',
      cell: ({ kind, balance }) => `${formatMoney(balance)}${kind === 'loan' ? ' owed' : ''}`,
    },
  ];
  if (!mayPostCash) return columns;
  const cash: Column<AccountView> = {
    title: 'Cash',
    cell: ({ kind, number }) =>
      kind === 'loan' ? (
        'No cash'
      ) : (
        <Link
          to={`${screens.counter.path}?account=${number}`}
          aria-label={`Counter, cash for account ${number}`}
        >
          Counter
        </Link>
      ),
  };
  return [...columns, cash];
}

function CustomerPage({ data: { customer, accounts }, session }: ScreenProps<CustomerData>): ReactElement {
  return (
    <Page title={customer.name} width="wide">
      {session.permissions.includes('sign-in:manage') ? (
        <p>
          <Link to={`/customers/${customer.id}/sign-ins`}>Sign-ins</Link>
        </p>
      ) : null}
      <Facts
        layout="tiles"
        facts={[
          ['Customer number', <Identifier key="number">{customer.number}</Identifier>],
          ['Customer since', formatDate(customer.openedOn)],
        ]}
      />
      {accounts.length === 0 ? (
        <Empty title="No accounts yet" />
      ) : (
        <DataTable
          caption="Accounts"
          columns={columnsOf(session.permissions.includes(screens.counter.permission))}
          rows={accounts}
          keyOf={({ id }) => id}
        />
      )}
    </Page>
  );
}

/** A customer as staff see one. */
export const customerScreen: ScreenModule<CustomerData> = {
  load: async (port, { params }) =>
    shown(await port.read('getCustomer', { params: { customerId: params['customerId'] ?? '' } })),
  View: CustomerPage,
};
