import * as z from 'zod';
import { accountView } from './accounts.ts';
import { route } from './route.ts';
import {
  businessDate,
  idempotencyKey,
  idOf,
  instant,
  money,
  plainText,
  positiveMoney,
  reference,
} from './schemas.ts';

export const customerView = z.strictObject({
  id: idOf('customer'),
  number: z.string(),
  name: z.string(),
  openedOn: businessDate,
});
export type CustomerView = z.output<typeof customerView>;

export const findCustomers = route({
  operationId: 'findCustomers',
  summary: 'Find customers by name, customer number or account number',
  method: 'GET',
  path: '/api/v1/customers',
  service: 'api',
  permission: 'customer:read',
  idempotent: false,
  query: z.strictObject({
    q: plainText(100).refine((text) => text.length >= 2, 'Give at least two characters.'),
  }),
  status: 200,
  response: z.strictObject({ items: z.array(customerView) }),
  errors: [],
});

export const getCustomer = route({
  operationId: 'getCustomer',
  summary: 'A customer with all accounts',
  method: 'GET',
  path: '/api/v1/customers/{customerId}',
  service: 'api',
  permission: 'customer:read',
  idempotent: false,
  params: z.strictObject({ customerId: idOf('customer') }),
  status: 200,
  response: z.strictObject({ customer: customerView, accounts: z.array(accountView) }),
  errors: ['not-found'],
});

const cashBody = z.strictObject({
  accountId: idOf('account'),
  amount: positiveMoney,
  reference: reference.default(''),
});

export const cashReceiptView = z.strictObject({
  journalId: idOf('journal'),
  kind: z.enum(['deposit', 'withdrawal']),
  accountId: idOf('account'),
  accountNumber: z.string(),
  amount: money,
  reference: z.string(),
  businessDate,
  recordedAt: instant,
  balanceAfter: money,
});
export type CashReceiptView = z.output<typeof cashReceiptView>;

export const depositCash = route({
  operationId: 'depositCash',
  summary: 'Take cash at the counter for a customer’s account',
  method: 'POST',
  path: '/api/v1/cash-deposits',
  service: 'api',
  permission: 'cash:post',
  idempotent: true,
  body: cashBody,
  status: 201,
  response: cashReceiptView,
  errors: ['account-not-found', 'account-closed', 'currency-mismatch'],
});

export const withdrawCash = route({
  operationId: 'withdrawCash',
  summary: 'Pay cash out of a customer’s account at the counter',
  method: 'POST',
  path: '/api/v1/cash-withdrawals',
  service: 'api',
  permission: 'cash:post',
  idempotent: true,
  body: cashBody,
  status: 201,
  response: cashReceiptView,
  errors: ['insufficient-funds', 'account-not-found', 'account-closed', 'currency-mismatch'],
});

export const findCashReceipt = route({
  operationId: 'findCashReceipt',
  summary: 'The receipt of the cash I took or paid out under an idempotency key, if I did',
  method: 'GET',
  path: '/api/v1/cash-receipts',
  service: 'api',
  permission: 'cash:post',
  idempotent: false,
  query: z.strictObject({ key: idempotencyKey }),
  status: 200,
  response: z.strictObject({ items: z.array(cashReceiptView).max(1) }),
  errors: [],
});

export const getCashReceipt = route({
  operationId: 'getCashReceipt',
  summary: 'The receipt of cash that was taken or paid out at the counter',
  method: 'GET',
  path: '/api/v1/cash-receipts/{journalId}',
  service: 'api',
  permission: 'cash:post',
  idempotent: false,
  params: z.strictObject({ journalId: idOf('journal') }),
  status: 200,
  response: cashReceiptView,
  errors: ['not-found'],
});
