import * as z from 'zod';
import { periodActions, periodStates, reconciliationKinds } from '../domain/accounting-period.ts';
import { route } from './route.ts';
import { businessDate, idOf, instant, money, plainText } from './schemas.ts';

const month = z.string().regex(/^(19|2\d)\d{2}-(0[1-9]|1[0-2])$/, 'Give a month such as 2026-09.');

export const periodView = z.strictObject({
  month,
  state: z.enum(periodStates),
  changedAt: instant,
});
export type PeriodView = z.output<typeof periodView>;

export const periodChangeView = z.strictObject({
  id: idOf('periodChange'),
  action: z.enum(periodActions),
  month,
  reason: z.string(),
  /** What was looked at when the change was asked for; looked at again when it is decided on. */
  checklist: z.array(z.strictObject({ check: z.string(), ok: z.boolean(), detail: z.string() })),
  /** Lines of the journal it posts; empty where it posts none. */
  effect: z.array(
    z.strictObject({
      ledgerAccount: z.string(),
      name: z.string(),
      side: z.enum(['debit', 'credit']),
      amount: money,
    }),
  ),
  /** Of the trial balance at the end of the month. */
  sha256: z.string(),
  asOfSequence: z.string(),
  requestedBy: z.string(),
  requestedOn: businessDate,
  decision: z.enum(['approved', 'rejected']).nullable(),
  decidedBy: z.string().nullable(),
  decidedOn: businessDate.nullable(),
  note: z.string().nullable(),
  journalId: idOf('journal').nullable(),
});
export type PeriodChangeView = z.output<typeof periodChangeView>;

const reconciliationView = z.strictObject({
  businessDate,
  /** Null where the end of the month's last day found it. */
  by: z.string().nullable(),
  recordedAt: instant,
  /** What differed then; empty where all agreed. Debits positive. */
  differences: z.array(
    z.strictObject({
      kind: z.enum(reconciliationKinds),
      ledgerAccount: z.string(),
      expected: money,
      ledger: money,
    }),
  ),
});
export type ReconciliationView = z.output<typeof reconciliationView>;

export const listPeriods = route({
  operationId: 'listPeriods',
  summary: 'Accounting months, the latest first, and the changes that await a decision',
  method: 'GET',
  path: '/api/v1/periods',
  service: 'api',
  permission: 'period:read',
  idempotent: false,
  status: 200,
  response: z.strictObject({
    businessDate,
    items: z.array(periodView),
    undecided: z.array(periodChangeView),
  }),
  errors: [],
});

export const getPeriod = route({
  operationId: 'getPeriod',
  summary: 'An accounting month with every change of it that was asked for',
  method: 'GET',
  path: '/api/v1/periods/{month}',
  service: 'api',
  permission: 'period:read',
  idempotent: false,
  params: z.strictObject({ month }),
  status: 200,
  response: z.strictObject({
    period: periodView,
    changes: z.array(periodChangeView),
    /** Of a month that is over: what its last day's end found, and whoever looked again; the latest first. */
    reconciliations: z.array(reconciliationView),
  }),
  errors: ['not-found'],
});

export const requestPeriodChange = route({
  operationId: 'requestPeriodChange',
  summary: 'Ask for a period to be closed or reopened; another person decides',
  method: 'POST',
  path: '/api/v1/periods/{month}/changes',
  service: 'api',
  permission: 'period:change',
  idempotent: false,
  params: z.strictObject({ month }),
  body: z
    .strictObject({ action: z.enum(periodActions), reason: plainText(500).default('') })
    .refine(({ action, reason }) => !action.startsWith('reopen') || reason !== '', {
      path: ['reason'],
      message: 'Say why it is reopened.',
    }),
  status: 201,
  response: periodChangeView,
  errors: ['period-closed', 'invalid-batch'],
});

export const reconcileMonth = route({
  operationId: 'reconcileMonth',
  summary: 'Look again whether the books agree, after a month whose end found that they did not',
  method: 'POST',
  path: '/api/v1/periods/{month}/reconciliations',
  service: 'api',
  permission: 'period:change',
  idempotent: false,
  params: z.strictObject({ month }),
  status: 201,
  response: reconciliationView,
  errors: ['business-date-refused'],
});

export const decidePeriodChange = route({
  operationId: 'decidePeriodChange',
  summary: 'Approve or reject a change of a period that somebody else asked for',
  method: 'POST',
  path: '/api/v1/period-changes/{changeId}/decision',
  service: 'api',
  permission: 'period:decide',
  idempotent: false,
  params: z.strictObject({ changeId: idOf('periodChange') }),
  body: z.strictObject({ decision: z.enum(['approved', 'rejected']), note: plainText(500).default('') }),
  status: 200,
  response: periodChangeView,
  errors: ['second-person-required', 'checklist-not-met', 'change-outdated', 'period-change-not-found'],
});
