import * as z from 'zod';
import { route } from './route.ts';
import { businessDate, instant, money } from './schemas.ts';

export const dayStepView = z.strictObject({
  step: z.string(),
  /** Null while it is not done. */
  finishedAt: instant.nullable(),
  seconds: z.number().nullable(),
  /** Counts and amounts by name, as the step answered them. */
  result: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type DayStepView = z.output<typeof dayStepView>;

export const dayView = z.strictObject({
  date: businessDate,
  /** `over` once the books have left the day, `ending` while its steps are being done, else `under-way`. */
  status: z.enum(['under-way', 'ending', 'over']),
  done: z.number().int(),
  of: z.number().int(),
  /** Control accounts that differ from their accounts, and suspense accounts that are not zero. */
  differences: z.number().int(),
  openSuspense: z.number().int(),
});
export type DayView = z.output<typeof dayView>;

export const reconciliationView = z.strictObject({
  kind: z.string(),
  ledgerAccount: z.string(),
  name: z.string(),
  /** What should stand there, what does, and the difference; debits positive. */
  expected: money,
  actual: money,
  difference: money,
  openSince: businessDate.nullable(),
});
export type ReconciliationView = z.output<typeof reconciliationView>;

export const listDays = route({
  operationId: 'listDays',
  summary: 'The latest business dates, and how far their ends are',
  method: 'GET',
  path: '/api/v1/days',
  service: 'api',
  permission: 'day:read',
  idempotent: false,
  status: 200,
  response: z.strictObject({ businessDate, items: z.array(dayView) }),
  errors: [],
});

export const getDay = route({
  operationId: 'getDay',
  summary: 'The end of a business date: its steps, and what was reconciled',
  method: 'GET',
  path: '/api/v1/days/{date}',
  service: 'api',
  permission: 'day:read',
  idempotent: false,
  params: z.strictObject({ date: businessDate }),
  status: 200,
  response: z.strictObject({
    day: dayView,
    steps: z.array(dayStepView),
    reconciliation: z.array(reconciliationView),
  }),
  errors: ['not-found'],
});

export const endDay = route({
  operationId: 'endDay',
  summary:
    'End the business date, as the nightly schedule does; asking again while it is being ended changes nothing',
  method: 'POST',
  path: '/api/v1/days/{date}/end',
  service: 'api',
  permission: 'day:end',
  idempotent: false,
  params: z.strictObject({ date: businessDate }),
  status: 202,
  response: dayView,
  errors: ['business-date-refused'],
});
