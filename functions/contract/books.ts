import * as z from 'zod';
import { route } from './route.ts';
import { businessDate, idOf, instant, money, pageOf, pageQuery } from './schemas.ts';

export const entryView = z.strictObject({
  ledgerAccount: z.string(),
  ledgerAccountName: z.string(),
  /** The customer's account for a control account, null for an account of the bank itself. */
  accountId: idOf('account').nullable(),
  side: z.enum(['debit', 'credit']),
  amount: money,
});

export const journalView = z.strictObject({
  id: idOf('journal'),
  sequence: z.string(),
  type: z.enum(['STANDARD', 'ADJUSTING', 'CLOSING', 'REVERSAL']),
  template: z.string(),
  description: z.string(),
  businessDate,
  valueDate: businessDate,
  recordedAt: instant,
  /** The earlier month's business date that statements count it in; null for its own. */
  adjustsOn: businessDate.nullable(),
  reversesId: idOf('journal').nullable(),
  /** Text by key that whoever posted it attached. */
  metadata: z.record(z.string(), z.string()),
  entries: z.array(entryView),
});
export type JournalView = z.output<typeof journalView>;

export const trialBalanceLine = z.strictObject({
  ledgerAccount: z.string(),
  name: z.string(),
  class: z.enum(['Asset', 'Liability', 'Equity', 'Income', 'Expense', 'Memo']),
  debit: money,
  credit: money,
});

export const trialBalanceView = z.strictObject({
  asOf: businessDate,
  businessDate,
  lines: z.array(trialBalanceLine),
  totalDebit: money,
  totalCredit: money,
});
export type TrialBalanceView = z.output<typeof trialBalanceView>;

export const chartAccountView = z.strictObject({
  ledgerAccount: z.string(),
  name: z.string(),
  class: trialBalanceLine.shape.class,
  normalSide: z.enum(['debit', 'credit']),
  statementLine: z.string(),
  postable: z.boolean(),
});

export const listJournals = route({
  operationId: 'listJournals',
  summary: 'Journals of the bank, newest first',
  method: 'GET',
  path: '/api/v1/journals',
  service: 'api',
  permission: 'journal:read',
  idempotent: false,
  query: z.strictObject({
    from: businessDate.optional(),
    to: businessDate.optional(),
    /** Only journals with an entry on it. */
    ledgerAccount: z
      .string()
      .regex(/^\d{4}$/, 'Give a ledger account such as 1010.')
      .optional(),
    ...pageQuery,
  }),
  status: 200,
  response: pageOf(journalView),
  errors: ['cursor-invalid'],
});

export const getJournal = route({
  operationId: 'getJournal',
  summary: 'One journal with its entries',
  method: 'GET',
  path: '/api/v1/journals/{journalId}',
  service: 'api',
  permission: 'journal:read',
  idempotent: false,
  params: z.strictObject({ journalId: idOf('journal') }),
  status: 200,
  response: journalView,
  errors: ['not-found'],
});

export const getTrialBalance = route({
  operationId: 'getTrialBalance',
  summary: 'The trial balance at the close of a business date',
  method: 'GET',
  path: '/api/v1/trial-balance',
  service: 'api',
  permission: 'trial-balance:read',
  idempotent: false,
  query: z.strictObject({ asOf: businessDate.optional() }),
  status: 200,
  response: trialBalanceView,
  errors: [],
});

export const listChartOfAccounts = route({
  operationId: 'listChartOfAccounts',
  summary: 'The chart of accounts',
  method: 'GET',
  path: '/api/v1/chart-of-accounts',
  service: 'api',
  permission: 'chart:read',
  idempotent: false,
  status: 200,
  response: z.strictObject({ items: z.array(chartAccountView) }),
  errors: [],
});
