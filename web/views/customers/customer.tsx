import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { MaskedValueView } from '../../../functions/contract/personal-data.ts';
import type { Data } from '../../client/port.ts';
import { Chip } from '../../ui/chip.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { personalAct, type PersonalAnswer } from './personal-form.ts';
import { PersonalData } from './personal-data.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';

type CustomerData = Data<'getCustomer'> & { readonly personal: readonly MaskedValueView[] };

const nameOf = ({ id, kind, name }: AccountView): ReactNode =>
  kind === 'loan' ? <Link to={`/loans/${id}`}>{name}</Link> : name;

const limits: Column<AccountView> = {
  title: 'Limits',
  cell: ({ kind, id, number }) =>
    kind === 'loan' ? (
      'A loan has none'
    ) : (
      <Link to={`/accounts/${id}/limits`} aria-label={`Limits of account ${number}`}>
        Change
      </Link>
    ),
};

interface May {
  readonly postCash: boolean;
  readonly changeLimits: boolean;
}

function columnsOf({ postCash, changeLimits }: May): readonly Column<AccountView>[] {
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
  if (changeLimits) columns.push(limits);
  if (!postCash) return columns;
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

function CustomerPage(props: ScreenProps<CustomerData, PersonalAnswer>): ReactElement {
  const { data, result, session } = props;
  const { customer, accounts, personal } = data;
  return (
    <Page title={customer.name} width="wide" status={result && 'problems' in result ? result.status : 200}>
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
          columns={columnsOf({
            postCash: session.permissions.includes(screens.counter.permission),
            changeLimits: session.permissions.includes(screens.limits.permission),
          })}
          rows={accounts}
          keyOf={({ id }) => id}
        />
      )}
      <PersonalData customerId={customer.id} personal={personal} result={result} session={session} />
    </Page>
  );
}

/** A customer as staff see one. */
export const customerScreen: ScreenModule<CustomerData, PersonalAnswer> = {
  load: async (port, { params }) => {
    const of = { params: { customerId: params['customerId'] ?? '' } };
    const [found, { items }] = await Promise.all([
      port.read('getCustomer', of),
      port.read('listPersonalData', of),
    ]);
    return shown({ ...found, personal: items });
  },
  act: personalAct,
  View: CustomerPage,
};
