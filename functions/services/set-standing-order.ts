import type { Account } from '../domain/account.ts';
import { BankError } from '../domain/errors.ts';
import type { Money } from '../domain/money.ts';
import { upcomingDates, type DueDate, type Recurrence } from '../domain/recurrence.ts';
import type { Principal } from '../domain/session.ts';
import type { StandingOrder } from '../domain/standing-order.ts';
import type { AccountReader, Ids } from './ports.ts';
import type { OrderBooks, OrderSetup } from './ports/payments.ts';
import { dryRun, requestKeyOf, scopeOf, type IdempotentRequest } from './post-journal.ts';
import { ownOrder } from './read-standing-orders.ts';
import { ownAccount } from './transfer-funds.ts';

export interface StandingOrderPorts {
  readonly accounts: AccountReader;
  readonly orders: OrderBooks;
  readonly ids: Ids;
}

export interface StandingOrderCommand {
  readonly fromAccountId: string;
  /** Account id or ten-digit number. */
  readonly to: string;
  readonly amount: Money;
  readonly recurrence: Recurrence;
  readonly reference: string;
}

/** How many dates are shown before an order is set up, and of one that is. */
export const shownDates = 5;

/**
 * Has a transfer made on dates to come.
 * @throws BankError `not-found` for a paying account that is not theirs, `account-not-found` for an unknown payee,
 * `standing-order-refused` for dates that make no sense
 */
export async function setStandingOrder(
  ports: StandingOrderPorts,
  principal: Principal,
  { command, request }: { command: StandingOrderCommand; request: IdempotentRequest },
): Promise<{ readonly order: StandingOrder; readonly replayed: boolean }> {
  const { setup } = await prepared(ports, principal, { command, request });
  const { id, outcome } = await ports.orders.set(setup);
  return { order: await ownOrder(ports.orders, principal, id), replayed: outcome === 'replayed' };
}

/** Whether this person has set an order under an idempotency key. */
export function isOrderSet(orders: OrderBooks, principal: Principal, key: string): Promise<boolean> {
  return orders.isSetUnder(scopeOf(principal, 'setStandingOrder'), key);
}

export interface StandingOrderPreview {
  readonly fromNumber: string;
  readonly toNumber: string;
  readonly toOwnAccount: boolean;
  readonly upcoming: readonly DueDate[];
}

/** Whether the same order could be set up now; refused as it would be. */
export async function previewStandingOrder(
  ports: StandingOrderPorts,
  principal: Principal,
  command: StandingOrderCommand,
): Promise<StandingOrderPreview> {
  const { from, to, setup } = await prepared(ports, principal, { command, request: dryRun });
  await ports.orders.preview(setup);
  return {
    fromNumber: from.number,
    toNumber: to.number,
    toOwnAccount: (await ports.accounts.accountOf(setup.customerId, to.id)) !== undefined,
    upcoming: upcomingDates(command.recurrence, 0, shownDates),
  };
}

interface Prepared {
  readonly from: Account;
  readonly to: Account;
  readonly setup: OrderSetup;
}

async function prepared(
  ports: StandingOrderPorts,
  principal: Principal,
  { command, request }: { command: StandingOrderCommand; request: IdempotentRequest },
): Promise<Prepared> {
  const from = await ownAccount(ports.accounts, principal, command.fromAccountId);
  const to = await ports.accounts.accountAnywhere(command.to);
  if (!to) throw new BankError('account-not-found', 'No account of this bank has that id or number.');
  if (to.id === from.id) throw new BankError('invalid-entry', 'Choose two different accounts.');
  const setup = {
    id: ports.ids.next(),
    customerId: principal.customerId ?? '',
    actor: principal.subject,
    fromAccountId: from.id,
    toAccountId: to.id,
    amount: command.amount,
    recurrence: command.recurrence,
    reference: command.reference,
    ...requestKeyOf(principal, 'setStandingOrder', request),
  };
  return { from, to, setup };
}
