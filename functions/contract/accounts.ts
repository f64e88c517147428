import * as z from 'zod';
import { accountKinds } from '../domain/account.ts';
import { route } from './route.ts';
import { businessDate, idOf, instant, minorText, money, pageOf, pageQuery, plainText } from './schemas.ts';

export const accountView = z.strictObject({
  id: idOf('account'),
  number: z.string(),
  name: z.string(),
  product: z.string(),
  /** The balance of a deposit is owed by the bank, that of a loan by the customer. */
  kind: z.enum(accountKinds),
  status: z.enum(['open', 'closed']),
  balance: money,
  /** Balance less what is held, less the floor, and with the overdraft: what may be spent now. */
  available: money,
  held: money,
  overdraft: money,
  /** Number of entries ever posted; changes with every posting. */
  version: z.number().int(),
  openedOn: businessDate,
  /** Set only when the ledger was out of reach and this is the last state known at that time. */
  staleAsOf: instant.nullable(),
});
export type AccountView = z.output<typeof accountView>;

export const transactionView = z.strictObject({
  id: z.string(),
  journalId: idOf('journal'),
  businessDate,
  valueDate: businessDate,
  recordedAt: instant,
  direction: z.enum(['credit', 'debit']),
  amount: money,
  balanceAfter: money,
  description: z.string(),
  reference: z.string(),
});
export type TransactionView = z.output<typeof transactionView>;

const ownAccount = z.strictObject({ accountId: idOf('account') });

export const transactionFilters = {
  from: businessDate.optional(),
  to: businessDate.optional(),
  direction: z.enum(['credit', 'debit']).optional(),
  min: minorText.optional(),
  max: minorText.optional(),
  q: plainText(100).optional(),
};

export const listAccounts = route({
  operationId: 'listAccounts',
  summary: 'My accounts with their balances',
  method: 'GET',
  path: '/api/v1/accounts',
  service: 'api',
  permission: 'account:read-own',
  idempotent: false,
  status: 200,
  response: z.strictObject({ items: z.array(accountView) }),
  errors: [],
});

export const getAccount = route({
  operationId: 'getAccount',
  summary: 'One of my accounts',
  method: 'GET',
  path: '/api/v1/accounts/{accountId}',
  service: 'api',
  permission: 'account:read-own',
  idempotent: false,
  params: ownAccount,
  status: 200,
  response: accountView,
  errors: ['not-found'],
});

export const listTransactions = route({
  operationId: 'listTransactions',
  summary: 'Transactions of one of my accounts, newest first',
  method: 'GET',
  path: '/api/v1/accounts/{accountId}/transactions',
  service: 'api',
  permission: 'account:read-own',
  idempotent: false,
  params: ownAccount,
  query: z.strictObject({ ...transactionFilters, ...pageQuery }),
  status: 200,
  response: pageOf(transactionView),
  errors: ['not-found', 'cursor-invalid'],
});
