import * as z from 'zod';
import { isReportKey } from '../domain/report.ts';
import { boxNumbers } from '../domain/reports/form-1099-int.ts';
import { journalView } from './books.ts';
import { notOfItsKind, ofReport, versionNumber } from './report-versions.ts';
import { thousands } from './reports.ts';
import { route } from './route.ts';
import { businessDate, idOf, money } from './schemas.ts';
import { statements } from './statement-cells.ts';

/** A line of a schedule by its item code, or one of a statement by its place in it, from 0. */
const lineOfAccount = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('schedule'),
    schedule: z.string(),
    item: z.string(),
    code: z.string(),
    caption: z.string(),
  }),
  z.strictObject({
    of: z.enum(statements),
    place: z.number().int(),
    caption: z.string(),
  }),
]);

export const reportChangesView = z.strictObject({
  /** Date of the balances that are compared. */
  asOf: businessDate,
  /** Last journal that the version has seen. */
  asOfSequence: z.string(),
  /** Ledger accounts with another balance; debits positive. */
  accounts: z.array(
    z.strictObject({
      ledgerAccount: z.string(),
      name: z.string(),
      asFiled: money,
      asKnown: money,
      difference: money,
      /** Lines of the version that it is part of. */
      lines: z.array(lineOfAccount),
    }),
  ),
  /** Lines of the schedules that would print another figure. */
  lines: z.array(
    z.strictObject({
      schedule: z.string(),
      item: z.string(),
      code: z.string(),
      caption: z.string(),
      asFiled: thousands,
      asKnown: thousands,
      difference: thousands,
    }),
  ),
  /** Boxes of forms 1099-INT that say something else; zero where one of the two has no such form. Of years alone. */
  boxes: z.array(
    z.strictObject({
      customerId: idOf('customer'),
      number: z.string(),
      name: z.string(),
      box: z.enum(boxNumbers),
      asFiled: money,
      asKnown: money,
      difference: money,
    }),
  ),
  /** Posted since and counting on that date or before, or correcting a form of the year, the earliest first: their entries explain each difference. */
  journals: z.array(journalView),
  /** Whether there are more than these; then they explain only a part. */
  moreJournals: z.boolean(),
});
export type ReportChangesView = z.output<typeof reportChangesView>;

export const getReportChanges = route({
  operationId: 'getReportChanges',
  summary:
    'A version of a report beside what the books know today, with the entries that explain each change',
  method: 'GET',
  path: '/api/v1/reports/{kind}/{period}/versions/{version}/changes',
  service: 'api',
  permission: 'report:read',
  idempotent: false,
  params: z.strictObject({ ...ofReport, version: versionNumber }).refine(isReportKey, notOfItsKind),
  status: 200,
  response: reportChangesView,
  errors: ['report-not-found'],
});
