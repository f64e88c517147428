import * as z from 'zod';
import { previewFields } from './preview.ts';
import { route } from './route.ts';
import { businessDate, idempotencyKey, idOf, instant, money, positiveMoney, reference } from './schemas.ts';

export const receiptView = z.strictObject({
  id: idOf('transfer'),
  status: z.literal('posted'),
  fromAccountId: idOf('account'),
  fromNumber: z.string(),
  toAccountId: idOf('account'),
  toNumber: z.string(),
  amount: money,
  reference: z.string(),
  businessDate,
  recordedAt: instant,
  /** Balance of the paying account right after this transfer. */
  balanceAfter: money,
});
export type ReceiptView = z.output<typeof receiptView>;

/** What a transfer would do if it were made now. */
export const transferPreviewView = z.strictObject({
  status: z.literal('previewed'),
  previewToken: z.string(),
  fromAccountId: idOf('account'),
  fromNumber: z.string(),
  toNumber: z.string(),
  /** Whether the payee's account is the payer's own too. */
  toOwnAccount: z.boolean(),
  amount: money,
  businessDate,
  /** Balance of the paying account right after this transfer. */
  balanceAfter: money,
});
export type TransferPreviewView = z.output<typeof transferPreviewView>;

export const transferFunds = route({
  operationId: 'transferFunds',
  summary: 'Move money from one of my accounts to another account of the bank, or see what that would do',
  method: 'POST',
  path: '/api/v1/transfers',
  service: 'api',
  permission: 'transfer:create-own',
  idempotent: true,
  flow: 'transfer',
  body: z.strictObject({
    fromAccountId: idOf('account'),
    /** An account id, or the account number that the payee gave. */
    to: z.string().regex(/^(acc_[0-9a-f-]{36}|\d{10})$/, 'Give an account id or a ten-digit account number.'),
    amount: positiveMoney,
    reference: reference.default(''),
    ...previewFields,
  }),
  status: 201,
  response: z.discriminatedUnion('status', [receiptView, transferPreviewView]),
  errors: [
    'insufficient-funds',
    'account-not-found',
    'account-closed',
    'currency-mismatch',
    'amount-too-large',
    'velocity-exceeded',
    'loan-not-postable',
    'invalid-entry',
    'preview-outdated',
    'step-up-required',
  ],
});

export const findTransfer = route({
  operationId: 'findTransfer',
  summary: 'The transfer I made under an idempotency key, if I made one',
  method: 'GET',
  path: '/api/v1/transfers',
  service: 'api',
  permission: 'transfer:create-own',
  idempotent: false,
  query: z.strictObject({ key: idempotencyKey }),
  status: 200,
  response: z.strictObject({ items: z.array(receiptView).max(1) }),
  errors: [],
});

export const getTransfer = route({
  operationId: 'getTransfer',
  summary: 'The receipt of a transfer I made',
  method: 'GET',
  path: '/api/v1/transfers/{transferId}',
  service: 'api',
  permission: 'account:read-own',
  idempotent: false,
  params: z.strictObject({ transferId: idOf('transfer') }),
  status: 200,
  response: receiptView,
  errors: ['not-found'],
});
