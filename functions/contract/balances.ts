import * as z from 'zod';
import { route } from './route.ts';
import { businessDate, idOf, instantWithOffset, instant, money } from './schemas.ts';

export const balanceAsOfView = z.strictObject({
  accountId: idOf('account'),
  /** Value date at whose close the account had this. */
  asOf: businessDate,
  /** Nothing recorded after this moment counts; null where everything recorded until now does. */
  knownAt: instant.nullable(),
  balance: money,
  /** Entries booked on the account by the close of that date, as known then. */
  version: z.number().int(),
});
export type BalanceAsOfView = z.output<typeof balanceAsOfView>;

export const getBalanceAsOf = route({
  operationId: 'getBalanceAsOf',
  summary: 'What an account had on a value date, as the books know it now or knew it at a moment',
  method: 'GET',
  path: '/api/v1/accounts/{accountId}/balance',
  service: 'api',
  permission: 'account:read',
  idempotent: false,
  params: z.strictObject({ accountId: idOf('account') }),
  query: z.strictObject({
    /** The business date where absent. */
    asOf: businessDate.optional(),
    /** Now where absent. */
    knownAt: instantWithOffset.optional(),
  }),
  status: 200,
  response: balanceAsOfView,
  errors: ['not-found'],
});
