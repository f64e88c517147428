import * as z from 'zod';
import { holdEventKinds, holdStates } from '../domain/hold.ts';
import { route } from './route.ts';
import { businessDate, idOf, instant, money } from './schemas.ts';

export const holdView = z.strictObject({
  id: idOf('hold'),
  accountId: idOf('account'),
  amount: money,
  /** Neither captured nor released yet; this much is not available. */
  remaining: money,
  state: z.enum(holdStates),
  description: z.string(),
  reference: z.string(),
  placedOn: businessDate,
  /** Last business date on which it counts. */
  expiresOn: businessDate,
  recordedAt: instant,
});
export type HoldView = z.output<typeof holdView>;

const holdEventView = z.strictObject({
  kind: z.enum(holdEventKinds),
  amount: money,
  journalId: idOf('journal').nullable(),
  businessDate,
  recordedAt: instant,
});

export const ofHold = z.strictObject({ holdId: idOf('hold') });

export const listHolds = route({
  operationId: 'listHolds',
  summary: 'Holds on an account in one state, the latest first',
  method: 'GET',
  path: '/api/v1/accounts/{accountId}/holds',
  service: 'api',
  permission: 'account:read',
  idempotent: false,
  params: z.strictObject({ accountId: idOf('account') }),
  query: z.strictObject({ state: z.enum(holdStates).default('active') }),
  status: 200,
  /** The latest hundred. */
  response: z.strictObject({ items: z.array(holdView) }),
  errors: ['not-found'],
});

export const getHold = route({
  operationId: 'getHold',
  summary: 'A hold with all that happened to it',
  method: 'GET',
  path: '/api/v1/holds/{holdId}',
  service: 'api',
  permission: 'account:read',
  idempotent: false,
  params: ofHold,
  status: 200,
  response: z.strictObject({ hold: holdView, events: z.array(holdEventView) }),
  errors: ['not-found'],
});
