import { BankError } from '../domain/errors.ts';
import type { Principal } from '../domain/session.ts';
import {
  isAmendedTo,
  type Amendment,
  type StandingOrder,
  type StandingOrderChange,
} from '../domain/standing-order.ts';
import type { ProofHolder } from './fresh-proof.ts';
import type { OrderBooks } from './ports/payments.ts';
import { proveTransfer, type TransferProofPorts } from './prove-transfer.ts';
import { ownOrder } from './read-standing-orders.ts';

export interface ChangeOrderPorts extends TransferProofPorts {
  readonly orders: OrderBooks;
}

export interface ChangeOrderCommand {
  readonly orderId: string;
  /** Of the order as its owner saw it. */
  readonly version: number;
  readonly change: StandingOrderChange;
}

/**
 * Changes an order as its owner saw it. A larger amount needs the proof that a new order of it would need.
 * @throws BankError standing-order-changed when it is another by now, standing-order-refused when it is over,
 * step-up-required
 */
export async function changeStandingOrder(
  ports: ChangeOrderPorts,
  principal: Principal,
  { command, holder }: { readonly command: ChangeOrderCommand; readonly holder: ProofHolder },
): Promise<StandingOrder> {
  const { customerId, subject } = principal;
  const { orderId, version, change } = command;
  if (customerId === null) throw new BankError('not-found', 'You have no standing order with this id.');
  if (change.change === 'amend') {
    const order = await ownOrder(ports.orders, principal, orderId);
    // Whoever lost the answer asks again; nothing new happens.
    if (isAmendedTo(order, change, version)) return order;
    // A proof is judged by the order that was read, so the change may be of no other; naming one to come avoids none.
    if (order.version !== version)
      throw new BankError(
        'standing-order-changed',
        'The standing order has changed since. Look at it again.',
      );
    await proveAmendment(ports, { principal, order, change }, holder);
  }
  await ports.orders.change({ ...command, customerId, actor: subject });
  return ownOrder(ports.orders, principal, orderId);
}

interface AmendmentToProve {
  readonly principal: Principal;
  readonly order: StandingOrder;
  readonly change: Amendment;
}

async function proveAmendment(
  ports: ChangeOrderPorts,
  { principal, order, change: { amount } }: AmendmentToProve,
  holder: ProofHolder,
): Promise<void> {
  if (amount === undefined) return;
  if (amount.currency !== order.amount.currency)
    throw new BankError('currency-mismatch', `This order is in ${order.amount.currency}.`);
  if (amount.minor <= order.amount.minor) return;
  const wasDone = (): Promise<boolean> => Promise.resolve(false);
  await proveTransfer(ports, { principal, to: order.toNumber, amountMinor: amount.minor, wasDone }, holder);
}
