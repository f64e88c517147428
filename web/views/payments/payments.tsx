import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { StandingOrderView } from '../../../functions/contract/standing-orders.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Identifier } from '../../ui/facts.tsx';
import { formatDate } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { frequencyWords, statusChips } from './words.ts';

interface PaymentsData {
  readonly orders: readonly StandingOrderView[];
}

const columns: readonly Column<StandingOrderView>[] = [
  {
    title: 'Standing order',
    heads: true,
    typed: true,
    cell: ({ id, reference, toNumber }) => (
      <Link to={`/payments/${id}`}>{reference === '' ? `To ${toNumber}` : reference}</Link>
    ),
  },
  { title: 'Amount', align: 'end', beside: true, cell: ({ amount }) => <Money value={amount} /> },
  { title: 'To account', cell: ({ toNumber }) => <Identifier>{toNumber}</Identifier> },
  { title: 'How often', cell: ({ frequency }) => frequencyWords[frequency] },
  { title: 'Next', cell: ({ next }) => (next === null ? 'None' : formatDate(next.runsOn)) },
  { title: 'State', cell: ({ status }) => <Chip {...statusChips[status]} /> },
];

function PaymentsPage({ data: { orders } }: ScreenProps<PaymentsData>): ReactElement {
  return (
    <Page title="Payments" width="wide" lead="Transfers that are made for you on dates to come.">
      <div className="lb-actions">
        <ButtonLink to={screens.newPayment.path} tone="primary">
          New standing order
        </ButtonLink>
      </div>
      {orders.length === 0 ? (
        <Empty title="You have no standing orders">
          <p>Set one up for rent, for saving, or for anything you pay again and again.</p>
        </Empty>
      ) : (
        <DataTable caption="Standing orders" columns={columns} rows={orders} keyOf={({ id }) => id} />
      )}
    </Page>
  );
}

/** All standing orders of the customer with what comes next. */
export const paymentsScreen: ScreenModule<PaymentsData> = {
  load: async (port) => shown({ orders: (await port.read('listStandingOrders', {})).items }),
  View: PaymentsPage,
};
