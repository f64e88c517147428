import * as z from 'zod';
import { holdView, ofHold } from './holds.ts';
import { postedJournalView, target } from './journals.ts';
import { route } from './route.ts';
import { businessDate, idOf, plainText, positiveMoney, reference } from './schemas.ts';

export const placeHold = route({
  operationId: 'placeHold',
  summary: 'Set money of an account aside: it stays in the balance and is not available',
  method: 'POST',
  path: '/api/v1/holds',
  service: 'api',
  permission: 'hold:manage',
  idempotent: true,
  body: z.strictObject({
    accountId: idOf('account'),
    amount: positiveMoney,
    description: plainText(140).refine((text) => text !== '', 'Say what the hold is for.'),
    reference: reference.default(''),
    /** Seven days on where absent. */
    expiresOn: businessDate.optional(),
  }),
  status: 201,
  response: holdView,
  errors: [
    'insufficient-funds',
    'account-not-found',
    'account-closed',
    'account-not-postable',
    'currency-mismatch',
    'business-date-refused',
  ],
});

export const captureHold = route({
  operationId: 'captureHold',
  summary: 'Take money that is held, in whole or in part, and pay it to a counter account',
  method: 'POST',
  path: '/api/v1/holds/{holdId}/captures',
  service: 'api',
  permission: 'hold:manage',
  idempotent: true,
  params: ofHold,
  body: z.strictObject({
    /** All that remains where absent. */
    amount: positiveMoney.optional(),
    /** Whether what is left afterwards is given back. */
    final: z.boolean().default(true),
    to: target,
    description: plainText(140).default('Capture of a hold'),
    reference: reference.default(''),
  }),
  status: 201,
  response: z.strictObject({ journal: postedJournalView, hold: holdView }),
  errors: [
    'hold-not-active',
    'hold-not-found',
    'insufficient-funds',
    'account-not-found',
    'account-not-postable',
    'account-closed',
    'currency-mismatch',
  ],
});

export const releaseHold = route({
  operationId: 'releaseHold',
  summary: 'Give back what is still held',
  method: 'POST',
  path: '/api/v1/holds/{holdId}/releases',
  service: 'api',
  permission: 'hold:manage',
  idempotent: true,
  params: ofHold,
  body: z.strictObject({}),
  status: 200,
  response: holdView,
  errors: ['hold-not-active', 'hold-not-found'],
});
