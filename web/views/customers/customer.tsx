import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { MaskedValueView } from '../../../functions/contract/personal-data.ts';
import type { Permission } from '../../../functions/domain/permissions.ts';
import type { Data } from '../../client/port.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { personalAct, type PersonalAnswer } from './personal-form.ts';
import { PersonalData } from './personal-data.tsx';
import { isCertificate } from '../shared/account-option.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';

type CustomerData = Data<'getCustomer'> & { readonly personal: readonly MaskedValueView[] };

const nameOf = ({ id, kind, name }: AccountView): ReactNode => (
  <Link to={kind === 'loan' ? `/loans/${id}` : `/accounts/${id}/interest`}>{name}</Link>
);

const limits: Column<AccountView> = {
  title: 'Limits',
  cell: (account) =>
    account.kind === 'loan' || isCertificate(account) ? (
      'By its terms'
    ) : (
      <Link to={`/accounts/${account.id}/limits`} aria-label={`Limits of account ${account.number}`}>
        Change
      </Link>
    ),
};

interface May {
  readonly postCash: boolean;
  readonly changeLimits: boolean;
}

function columnsOf(customerId: string, { postCash, changeLimits }: May): readonly Column<AccountView>[] {
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
    title: 'At the counter',
    cell: (account) => <AtTheCounter customerId={customerId} account={account} />,
  };
  return [...columns, cash];
}

function AtTheCounter({
  customerId,
  account,
}: {
  readonly customerId: string;
  readonly account: AccountView;
}): ReactElement {
  const { id, kind, number, status } = account;
  if (kind === 'loan' || status === 'closed') return <>No cash</>;
  if (isCertificate(account))
    return (
      <Link
        to={`/customers/${customerId}/certificates/${id}/withdrawal`}
        aria-label={`Withdraw from certificate ${number}`}
      >
        Withdraw
      </Link>
    );
  return (
    <Link to={`${screens.counter.path}?account=${number}`} aria-label={`Counter, cash for account ${number}`}>
      Counter
    </Link>
  );
}

function Openings({
  customerId,
  permissions,
}: {
  readonly customerId: string;
  readonly permissions: readonly Permission[];
}): ReactElement | null {
  const mayLend = permissions.includes(screens.newLoan.permission);
  const mayBind = permissions.includes(screens.newCertificate.permission);
  if (!mayLend && !mayBind) return null;
  return (
    <div className="lb-actions">
      {mayBind ? (
        <ButtonLink to={`/customers/${customerId}/certificates/new`}>Open a certificate</ButtonLink>
      ) : null}
      {mayLend ? <ButtonLink to={`/customers/${customerId}/loans/new`}>New loan</ButtonLink> : null}
    </div>
  );
}

function CustomerPage(props: ScreenProps<CustomerData, PersonalAnswer>): ReactElement {
  const { data, result, session } = props;
  const { customer, accounts, personal } = data;
  return (
    <Page title={customer.name} width="wide" status={result && 'problems' in result ? result.status : 200}>
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
          columns={columnsOf(customer.id, {
            postCash: session.permissions.includes(screens.counter.permission),
            changeLimits: session.permissions.includes(screens.limits.permission),
          })}
          rows={accounts}
          keyOf={({ id }) => id}
        />
      )}
      <Openings customerId={customer.id} permissions={session.permissions} />
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
