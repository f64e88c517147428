import * as z from 'zod';
import { isReportKey } from '../domain/report.ts';
import { notOfItsKind, ofReport, versionNumber } from './report-versions.ts';
import { ledgerMovementView, scheduleLine } from './reports.ts';
import { route } from './route.ts';
import { businessDate, money } from './schemas.ts';

const itemCode = z.string().regex(/^[A-Z]{2,4}[A-Z0-9]{2,4}$/, 'Give an item code such as RCON2170.');

const exactLine = z.strictObject({
  /** Whether the version was made of other amounts: something was booked since that counts there. */
  changed: z.boolean(),
  /** Calendar days of an average, whose balances at the close are added up; null of other lines. */
  days: z.number().int().nullable(),
  /** Before it is rounded to thousands; of an average to the cent. */
  amount: money,
  /** Of an average: the sum of its days. */
  daily: money.nullable(),
  /** On the side of the line; those that are subtracted as if they were not. */
  parts: z.array(
    z.strictObject({
      /** `overdrafts`: what customers owe on accounts of a control account, shown as loans and not as deposits. */
      kind: z.enum(['account', 'overdrafts', 'fact']),
      /** Code of a ledger account, or name of a fact. */
      name: z.string(),
      label: z.string(),
      subtracted: z.boolean(),
      amount: money,
      daily: money.nullable(),
      /** Ledger accounts whose journals tell. */
      accounts: z.array(z.string()),
    }),
  ),
});

const reportLineView = z.strictObject({
  schedule: z.string(),
  line: scheduleLine,
  kind: z.enum(['ledger', 'total', 'carried', 'same']),
  /** On which figures of the ledger it looks; null where it is summed from lines. */
  basis: z.string().nullable(),
  from: businessDate,
  to: businessDate,
  parts: z.array(
    z.strictObject({
      subtracted: z.boolean(),
      kind: z.enum(['line', 'account', 'fact']),
      name: z.string(),
      line: scheduleLine.nullable(),
      ledger: ledgerMovementView.nullable(),
    }),
  ),
  /** What it is rounded from, by what the books know now; null where it is summed from lines. */
  exact: exactLine.nullable(),
});
export type ReportLineView = z.output<typeof reportLineView>;

export const getReportLine = route({
  operationId: 'getReportLine',
  summary: 'What a line of a version is made of: other lines, or ledger accounts with what they moved',
  method: 'GET',
  path: '/api/v1/reports/{kind}/{period}/versions/{version}/lines/{code}',
  service: 'api',
  permission: 'report:read',
  idempotent: false,
  params: z
    .strictObject({ ...ofReport, version: versionNumber, code: itemCode })
    .refine(isReportKey, notOfItsKind),
  status: 200,
  response: reportLineView,
  errors: ['report-not-found'],
});
