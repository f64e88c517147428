import * as z from 'zod';
import { isReportKey, reportKinds } from '../domain/report.ts';
import { reportStates } from '../domain/report-version.ts';
import { ruleKinds } from '../domain/reports/form.ts';
import { ruleOutcomes } from '../domain/reports/rules.ts';
import { reportStatuses, reportSteps } from '../domain/report-job.ts';
import { trialBalanceLine } from './books.ts';
import { route } from './route.ts';
import { yearEndView } from './year-end.ts';
import { notOfItsKind, ofReport, reportPeriod, reportVersionView, versionNumber } from './report-versions.ts';
import { businessDate, instant, money } from './schemas.ts';

export const reportView = z.strictObject({
  kind: z.enum(reportKinds),
  period: reportPeriod,
  status: z.enum(reportStatuses),
  /** Steps done, of how many, and the one under way (null when none is). */
  progress: z.strictObject({
    done: z.number().int(),
    of: z.number().int(),
    step: z.enum(reportSteps).nullable(),
  }),
  attempt: z.number().int(),
  attemptsAllowed: z.number().int(),
  /** User name, or `schedule`. */
  requestedBy: z.string(),
  requestedAt: instant,
  updatedAt: instant,
  /** Why the last attempt failed; null while none has. */
  problem: z.strictObject({ code: z.string(), detail: z.string() }).nullable(),
  /** The version whose content is told of below, and where it stands between draft and filing; null until there is one. */
  version: z.int().nullable(),
  state: z.enum(reportStates).nullable(),
  /** Of the stored content, byte for byte; null until there is one. */
  sha256: z.string().nullable(),
  /** Last journal the content has seen. */
  asOfSequence: z.string().nullable(),
  finishedAt: instant.nullable(),
});
export type ReportView = z.output<typeof reportView>;

export const statementLineView = z.strictObject({
  depth: z.number().int(),
  label: z.string(),
  amount: money,
  /** The same one period before, and one year before; null where the bank had no books then. */
  before: money.nullable(),
  yearBefore: money.nullable(),
  isTotal: z.boolean(),
});
export type StatementLineView = z.output<typeof statementLineView>;

/** Whole thousands of dollars, as schedules print them. */
export const thousands = z.string().regex(/^-?\d+$/);

export const scheduleLine = z.strictObject({
  item: z.string(),
  /** Item code (MDRM). */
  code: z.string(),
  caption: z.string(),
  isTotal: z.boolean(),
  thousands,
  /** The same a year before, in the report of a year; null elsewhere, and where the bank had no books then. */
  yearBefore: thousands.nullable(),
});

const scheduleView = z.strictObject({
  /** Such as `RC` or `RC-C I`. */
  name: z.string(),
  lines: z.array(scheduleLine),
});
export type ScheduleView = z.output<typeof scheduleView>;

const ruleResultView = z.strictObject({
  id: z.string(),
  kind: z.enum(ruleKinds),
  description: z.string(),
  /** What it asks for: nothing, a word of explanation, or that the report stays here. */
  outcome: z.enum(ruleOutcomes),
  /** What stands on both sides, in thousands of dollars. */
  left: thousands,
  right: thousands,
});
export type RuleResultView = z.output<typeof ruleResultView>;

/** An account of the trial balance with what the quarter moved. */
export const ledgerMovementView = z.strictObject({
  code: z.string(),
  name: z.string(),
  opening: money,
  debit: money,
  credit: money,
  closing: money,
});

const packView = z.strictObject({
  /** Day by which the regulator wants it. */
  dueOn: businessDate,
  /** Debits positive; journals that close the year are left out. */
  ledger: z.array(ledgerMovementView),
  schedules: z.array(scheduleView),
  rules: z.array(ruleResultView),
});
export type PackView = z.output<typeof packView>;

export const reportContentView = z.strictObject({
  from: businessDate,
  to: businessDate,
  /** Business date the figures run to. */
  asOf: businessDate,
  trialBalance: z.array(trialBalanceLine),
  totalDebit: money,
  totalCredit: money,
  balanceSheet: z.array(statementLineView),
  incomeStatement: z.array(statementLineView),
  equityChanges: z.array(statementLineView),
  cashFlow: z.array(statementLineView),
  /** What the regulator gets of a quarter, or of the last one of a year; null for other periods. */
  pack: packView.nullable(),
  /** Closing entries and forms 1099-INT of a year; null for other periods, and for years made before there were any. */
  yearEnd: yearEndView.nullable(),
});
export type ReportContentView = z.output<typeof reportContentView>;

const reportKey = z.strictObject(ofReport).refine(isReportKey, notOfItsKind);

export const listReports = route({
  operationId: 'listReports',
  summary: 'The latest reports of a kind with their progress, latest period first',
  method: 'GET',
  path: '/api/v1/reports',
  service: 'api',
  permission: 'report:read',
  idempotent: false,
  query: z.strictObject({ kind: z.enum(reportKinds).default('quarter') }),
  status: 200,
  response: z.strictObject({ items: z.array(reportView) }),
  errors: [],
});

export const requestReport = route({
  operationId: 'requestReport',
  summary: 'Ask for a report; asking again while it is being made changes nothing',
  method: 'POST',
  path: '/api/v1/reports',
  service: 'api',
  permission: 'report:request',
  idempotent: false,
  flow: 'report',
  body: reportKey,
  status: 202,
  response: reportView,
  errors: ['business-date-refused'],
});

export const getReport = route({
  operationId: 'getReport',
  summary: 'A report: how far it is, and its statements once they are there',
  method: 'GET',
  path: '/api/v1/reports/{kind}/{period}',
  service: 'api',
  permission: 'report:read',
  idempotent: false,
  params: reportKey,
  /** The version whose content is wanted; the latest that was made, unless given. */
  query: z.strictObject({ version: versionNumber.optional() }),
  status: 200,
  response: z.strictObject({
    report: reportView,
    content: reportContentView.nullable(),
    /** Number of the version whose content this is; null while there is none. */
    shown: z.number().int().nullable(),
    /** The latest first; none until the report was made once. */
    versions: z.array(reportVersionView),
    /**
     * Sequence of the first journal that counts in the period and was posted after the last one that this version has seen. Null while
     * there is none: by the journals, an amendment would change nothing.
     */
    laterJournal: z.string().nullable(),
  }),
  errors: ['not-found', 'report-not-found'],
});

const trendView = z.strictObject({
  title: z.string(),
  /** Basis points of a year, or thousands of dollars. */
  unit: z.enum(['basis-points', 'thousands']),
  /** A value for each quarter; null where it can't be told. */
  parts: z.array(z.strictObject({ label: z.string(), values: z.array(thousands.nullable()) })),
});
export type TrendView = z.output<typeof trendView>;

export const listTrends = route({
  operationId: 'listTrends',
  summary: 'Margin, deposits, loans and equity over the quarters that were reported on, the earliest first',
  method: 'GET',
  path: '/api/v1/report-trends',
  service: 'api',
  permission: 'report:read',
  idempotent: false,
  status: 200,
  response: z.strictObject({ quarters: z.array(z.string()), trends: z.array(trendView) }),
  errors: [],
});
