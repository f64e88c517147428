import type { Routes } from '../../contract/routes.ts';
import type { StandingOrderRunView, StandingOrderView } from '../../contract/standing-orders.ts';
import { publicId } from '../../domain/ids.ts';
import type { DueDate } from '../../domain/recurrence.ts';
import type { StandingOrder, StandingOrderChange, StandingOrderRun } from '../../domain/standing-order.ts';
import { changeStandingOrder } from '../../services/change-standing-order.ts';
import { readStandingOrder, readStandingOrders } from '../../services/read-standing-orders.ts';
import {
  isOrderSet,
  previewStandingOrder,
  setStandingOrder,
  shownDates,
  type StandingOrderCommand,
  type StandingOrderPorts,
} from '../../services/set-standing-order.ts';
import {
  idempotentOf,
  principalOf,
  replayedHeader,
  type OperationRequest,
  type Operations,
} from '../operation.ts';
import { proveTransfer, type TransferProofPorts } from '../../services/prove-transfer.ts';
import { innerId } from './identify.ts';
import { moneyOf } from './journal-input.ts';
import { moneyView } from './present.ts';
import { proofHolderOf } from './session-state.ts';

function nextOf({ nextDueOn, nextRunOn }: StandingOrder): DueDate | null {
  return nextDueOn === null || nextRunOn === null ? null : { dueOn: nextDueOn, runsOn: nextRunOn };
}

function orderView(order: StandingOrder): StandingOrderView {
  const { frequency, anchorOn, holidayRule, ends } = order.recurrence;
  return {
    id: publicId('standingOrder', order.id),
    status: order.status,
    fromAccountId: publicId('account', order.fromAccountId),
    fromNumber: order.fromNumber,
    toNumber: order.toNumber,
    amount: moneyView(order.amount.minor, order.amount.currency),
    reference: order.reference,
    frequency,
    startsOn: anchorOn,
    holidayRule,
    ends,
    next: nextOf(order),
    attempts: order.attempts,
    version: order.version,
    createdAt: order.createdAt,
  };
}

function runView({ minor, journalId, ...run }: StandingOrderRun, currency: string): StandingOrderRunView {
  return {
    ...run,
    amount: moneyView(minor, currency),
    journalId: journalId === null ? null : publicId('journal', journalId),
  };
}

type Terms = OperationRequest<Routes['setStandingOrder']>['body'];

function commandOf({ startsOn, frequency, holidayRule, ends, ...body }: Terms): StandingOrderCommand {
  return {
    fromAccountId: innerId('account', body.fromAccountId),
    to: body.to.startsWith('acc_') ? innerId('account', body.to) : body.to,
    amount: moneyOf(body.amount),
    reference: body.reference,
    recurrence: { frequency, anchorOn: startsOn, holidayRule, ends },
  };
}

type Change = OperationRequest<Routes['changeStandingOrder']>['body'];

function changeOf(body: Change): StandingOrderChange {
  if (body.change !== 'amend') return { change: body.change };
  return {
    change: 'amend',
    ...(body.amount === undefined ? {} : { amount: moneyOf(body.amount) }),
    ...(body.ends === undefined ? {} : { ends: body.ends }),
  };
}

async function change(
  ports: StandingOrderPorts & TransferProofPorts,
  { params, body, state }: OperationRequest<Routes['changeStandingOrder']>,
): Promise<{ body: StandingOrderView }> {
  const orderId = innerId('standingOrder', params.standingOrderId);
  const command = { orderId, version: body.version, change: changeOf(body) };
  const asked = { command, holder: proofHolderOf(state) };
  return { body: orderView(await changeStandingOrder(ports, principalOf(state), asked)) };
}

export function standingOrderOperations(
  ports: StandingOrderPorts & TransferProofPorts,
): Operations<
  | 'listStandingOrders'
  | 'setStandingOrder'
  | 'previewStandingOrder'
  | 'getStandingOrder'
  | 'changeStandingOrder'
> {
  return {
    async listStandingOrders({ state }) {
      const orders = await readStandingOrders(ports.orders, principalOf(state));
      return { body: { items: orders.map(orderView) } };
    },
    async setStandingOrder({ body, state }) {
      const request = idempotentOf(state);
      const command = commandOf(body);
      const principal = principalOf(state);
      const wasDone = (): Promise<boolean> => isOrderSet(ports.orders, principal, request.key);
      // What is paid by itself later must not be easier to set up than what is paid now.
      const toProve = { principal, to: command.to, amountMinor: command.amount.minor, wasDone };
      await proveTransfer(ports, toProve, proofHolderOf(state));
      const asked = { command, request };
      const { order, replayed } = await setStandingOrder(ports, principal, asked);
      const view = orderView(order);
      const location = `/api/v1/standing-orders/${view.id}`;
      return { body: view, headers: { ...replayedHeader(replayed ? 'replayed' : 'posted'), location } };
    },
    async previewStandingOrder({ body, state }) {
      const preview = await previewStandingOrder(ports, principalOf(state), commandOf(body));
      return { body: { ...preview, upcoming: [...preview.upcoming] } };
    },
    async getStandingOrder({ params, state }) {
      const orderId = innerId('standingOrder', params.standingOrderId);
      const wanted = { orderId, shown: shownDates };
      const { order, upcoming, runs } = await readStandingOrder(ports.orders, principalOf(state), wanted);
      const runViews = runs.map((run) => runView(run, order.amount.currency));
      return { body: { order: orderView(order), upcoming: [...upcoming], runs: runViews } };
    },
    changeStandingOrder: (request) => change(ports, request),
  };
}
