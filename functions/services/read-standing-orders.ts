import { BankError } from '../domain/errors.ts';
import { upcomingDates, type DueDate } from '../domain/recurrence.ts';
import type { Principal } from '../domain/session.ts';
import type { StandingOrder, StandingOrderRun } from '../domain/standing-order.ts';
import type { OrderBooks } from './ports/payments.ts';

/** The orders of the customer behind the principal. */
export async function readStandingOrders(
  orders: OrderBooks,
  { customerId }: Principal,
): Promise<readonly StandingOrder[]> {
  return customerId === null ? [] : orders.ordersOf(customerId);
}

/** An order of the customer behind the principal; anybody else's is as good as missing. @throws BankError not-found */
export async function ownOrder(
  orders: OrderBooks,
  { customerId }: Principal,
  orderId: string,
): Promise<StandingOrder> {
  const order = customerId === null ? undefined : await orders.orderOf(customerId, orderId);
  if (!order) throw new BankError('not-found', 'You have no standing order with this id.');
  return order;
}

export interface StandingOrderRead {
  readonly order: StandingOrder;
  readonly upcoming: readonly DueDate[];
  readonly runs: readonly StandingOrderRun[];
}

/** One order with its next due dates and what became of the past ones. @param shown how many dates to come */
export async function readStandingOrder(
  orders: OrderBooks,
  principal: Principal,
  { orderId, shown }: { orderId: string; shown: number },
): Promise<StandingOrderRead> {
  const order = await ownOrder(orders, principal, orderId);
  return {
    order,
    upcoming: order.nextDueOn === null ? [] : upcomingDates(order.recurrence, order.number, shown),
    runs: await orders.runsOf(orderId),
  };
}
