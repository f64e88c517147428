import * as z from 'zod';
import { isReportKey } from '../domain/report.ts';
import { boxNumbers } from '../domain/reports/form-1099-int.ts';
import { interestSides } from '../domain/reports/year-end.ts';
import { route } from './route.ts';
import { notOfItsKind, ofReport, versionNumber } from './report-versions.ts';
import { businessDate, idOf, money, pageOf, pageQuery } from './schemas.ts';

/** What a correction changed in a box of a form that was filed. */
export const boxChangeView = z.strictObject({
  box: z.enum(boxNumbers),
  on: businessDate,
  before: money,
  after: money,
});

export const payeeFormView = z.strictObject({
  customerId: idOf('customer'),
  /** Customer number. */
  number: z.string(),
  name: z.string(),
  /** Masked taxpayer number; null where the bank has none. */
  taxId: z.string().nullable(),
  /** Interest credited over all accounts. */
  box1: money,
  /** Penalties of early withdrawals, which are not taken off the interest. */
  box2: money,
  /** Federal tax withheld. */
  box4: money,
  /** What corrections changed since the year was filed, the earliest first; empty unless this is a corrected form. */
  changes: z.array(boxChangeView),
});
export type PayeeFormView = z.output<typeof payeeFormView>;

const payeeTotalsView = z.strictObject({
  count: z.number().int(),
  interest: money,
  penalty: money,
  withheld: money,
});

export const yearEndView = z.strictObject({
  closing: z.strictObject({
    /** The journal that closed the year, and the day it counts on; null while the year is open: these lines would close it. */
    journalId: idOf('journal').nullable(),
    countsOn: businessDate.nullable(),
    lines: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        side: z.enum(['debit', 'credit']),
        amount: money,
      }),
    ),
    total: money,
  }),
  /** All forms 1099-INT that are due, together. */
  due: payeeTotalsView,
  /** Payees below ten dollars with nothing withheld, who get none. */
  notDue: payeeTotalsView,
  /** The first forms by customer number; the rest is read by listPayees. */
  forms: z.array(payeeFormView),
  /** Forms that changed since the year was filed first: how many, and the first of them by customer number. */
  corrected: z.strictObject({ count: z.number().int(), forms: z.array(payeeFormView) }),
  /** Interest by ledger account: deposits as they were credited, and the accounts it was posted against. */
  sides: z.array(
    z.strictObject({
      side: z.enum(interestSides),
      code: z.string(),
      name: z.string(),
      interest: money,
      withheld: money,
      penalty: money,
      /** What other journals moved there, debits positive. */
      elsewhere: money,
      /** What of all this was booked after the year, and what was booked in it and counts in an earlier one; debits positive in the ledger. */
      later: money,
      earlier: money,
    }),
  ),
  /** What was taken back by hand beyond what the year has, below zero: it corrects a year that the books can't tell. */
  unplaced: z.array(
    z.strictObject({
      customerId: idOf('customer'),
      number: z.string(),
      name: z.string(),
      interest: money,
      withheld: money,
      penalty: money,
    }),
  ),
  /** Taxpayer numbers, masked, that more than one customer gave; each of them gets a form. */
  sharedTaxIds: z.array(z.strictObject({ taxId: z.string(), numbers: z.array(z.string()), interest: money })),
  /** Journals in which whose share is whose was told by the order of their lines; Y07 asks for an explanation. */
  unclear: z.array(idOf('journal')),
  /** Two reckonings of one figure each; one that differs is explained at the review. */
  ties: z.array(
    z.strictObject({
      id: z.string(),
      description: z.string(),
      outcome: z.enum(['pass', 'explain']),
      left: money,
      right: money,
    }),
  ),
});
export type YearEndView = z.output<typeof yearEndView>;

export const listPayees = route({
  operationId: 'listPayees',
  summary: 'Forms 1099-INT of a version of a year, by customer number',
  method: 'GET',
  path: '/api/v1/reports/{kind}/{period}/versions/{version}/payees',
  service: 'api',
  permission: 'report:read',
  idempotent: false,
  params: z.strictObject({ ...ofReport, version: versionNumber }).refine(isReportKey, notOfItsKind),
  query: z.strictObject({
    /** Part of a name, or of a customer number. */
    q: z.string().trim().max(100).default(''),
    ...pageQuery,
  }),
  status: 200,
  response: pageOf(payeeFormView),
  errors: ['report-not-found', 'cursor-invalid'],
});
