import * as z from 'zod';
import { frequencies, holidayRules } from '../domain/recurrence.ts';
import { orderStatuses, runOutcomes } from '../domain/standing-order.ts';
import { route } from './route.ts';
import { businessDate, idOf, instant, money, positiveMoney, reference } from './schemas.ts';

/** When a standing order is over: never by itself, behind a date, or after a number of due dates, paid or not. */
const seriesEnd = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({ kind: z.literal('on'), date: businessDate }),
  z.strictObject({ kind: z.literal('after'), times: z.number().int().min(1).max(9999) }),
]);

export const dueDateView = z.strictObject({
  dueOn: businessDate,
  /** The business day at whose end it is carried out. */
  runsOn: businessDate,
});
export type DueDateView = z.output<typeof dueDateView>;

export const standingOrderView = z.strictObject({
  id: idOf('standingOrder'),
  status: z.enum(orderStatuses),
  fromAccountId: idOf('account'),
  fromNumber: z.string(),
  toNumber: z.string(),
  amount: money,
  reference: z.string(),
  frequency: z.enum(frequencies),
  startsOn: businessDate,
  holidayRule: z.enum(holidayRules),
  ends: seriesEnd,
  /** Null when nothing is to come. */
  next: dueDateView.nullable(),
  /** How often the next due date was tried in vain; the third time it fails. */
  attempts: z.number().int(),
  /** Changes with every change and every run; a change names the one it saw. */
  version: z.number().int(),
  createdAt: instant,
});
export type StandingOrderView = z.output<typeof standingOrderView>;

export const standingOrderRunView = z.strictObject({
  dueOn: businessDate,
  attempt: z.number().int(),
  runOn: businessDate,
  outcome: z.enum(runOutcomes),
  amount: money,
  /** Stable code of the refusal. */
  code: z.string().nullable(),
  journalId: idOf('journal').nullable(),
});
export type StandingOrderRunView = z.output<typeof standingOrderRunView>;

const terms = z.strictObject({
  fromAccountId: idOf('account'),
  /** An account id, or the account number that the payee gave. */
  to: z.string().regex(/^(acc_[0-9a-f-]{36}|\d{10})$/, 'Give an account id or a ten-digit account number.'),
  amount: positiveMoney,
  reference: reference.default(''),
  frequency: z.enum(frequencies),
  /** The first due date; the others keep its weekday or its day of the month. */
  startsOn: businessDate,
  /** A due date without business is carried out on the next business day, or on the one before. */
  holidayRule: z.enum(holidayRules).default('next'),
  ends: seriesEnd.default({ kind: 'never' }),
});

const refusals = [
  'account-not-found',
  'account-closed',
  'currency-mismatch',
  'invalid-entry',
  'standing-order-refused',
] as const;
const makingRefusals = [...refusals, 'step-up-required'] as const;

const order = z.strictObject({ standingOrderId: idOf('standingOrder') });

export const listStandingOrders = route({
  operationId: 'listStandingOrders',
  summary: 'My standing orders: all that are not over, and the latest hundred that are',
  method: 'GET',
  path: '/api/v1/standing-orders',
  service: 'api',
  permission: 'standing-order:manage-own',
  idempotent: false,
  status: 200,
  response: z.strictObject({ items: z.array(standingOrderView) }),
  errors: [],
});

export const setStandingOrder = route({
  operationId: 'setStandingOrder',
  summary: 'Have a transfer made on dates to come, once or again and again',
  method: 'POST',
  path: '/api/v1/standing-orders',
  service: 'api',
  permission: 'standing-order:manage-own',
  idempotent: true,
  body: terms,
  status: 201,
  response: standingOrderView,
  errors: makingRefusals,
});

export const previewStandingOrder = route({
  operationId: 'previewStandingOrder',
  summary: 'Whether a standing order could be set up like this, and its first due dates',
  method: 'POST',
  path: '/api/v1/standing-orders:preview',
  service: 'api',
  permission: 'standing-order:manage-own',
  idempotent: false,
  body: terms,
  status: 200,
  response: z.strictObject({
    fromNumber: z.string(),
    toNumber: z.string(),
    /** Whether the payee's account is the payer's own too. */
    toOwnAccount: z.boolean(),
    upcoming: z.array(dueDateView),
  }),
  errors: refusals,
});

export const getStandingOrder = route({
  operationId: 'getStandingOrder',
  summary: 'One of my standing orders, with the next due dates and what became of the last hundred',
  method: 'GET',
  path: '/api/v1/standing-orders/{standingOrderId}',
  service: 'api',
  permission: 'standing-order:manage-own',
  idempotent: false,
  params: order,
  status: 200,
  response: z.strictObject({
    order: standingOrderView,
    upcoming: z.array(dueDateView),
    runs: z.array(standingOrderRunView),
  }),
  errors: ['not-found'],
});

const changeBody = z
  .strictObject({
    change: z.enum(['pause', 'resume', 'cancel', 'skip', 'amend']),
    /** Of the order as it was seen: a change of another state of it is refused, so nothing is changed twice. */
    version: z.number().int().min(1),
    /** What an amendment changes, one or both. */
    amount: positiveMoney.optional(),
    ends: seriesEnd.optional(),
  })
  .check(({ value, issues }) => {
    const amends = value.amount !== undefined || value.ends !== undefined;
    if (amends !== (value.change === 'amend')) {
      const message = 'Give an amount or an end with an amendment, and with nothing else.';
      issues.push({ code: 'custom', path: ['change'], message, input: value.change });
    }
  });

export const changeStandingOrder = route({
  operationId: 'changeStandingOrder',
  summary:
    'Pause, resume, cancel or amend a standing order, or skip its next due date; a larger amount may need a fresh proof',
  method: 'POST',
  path: '/api/v1/standing-orders/{standingOrderId}/changes',
  service: 'api',
  permission: 'standing-order:manage-own',
  idempotent: false,
  params: order,
  body: changeBody,
  status: 200,
  response: standingOrderView,
  errors: [
    'standing-order-not-found',
    'standing-order-refused',
    'standing-order-changed',
    'currency-mismatch',
    'step-up-required',
  ],
});
