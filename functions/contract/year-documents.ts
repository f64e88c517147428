import * as z from 'zod';
import { documentTypes, yearFormats } from '../domain/documents/document-file.ts';
import { taxFormReasons } from '../domain/documents/tax-form.ts';
import { route } from './route.ts';
import { money } from './schemas.ts';
import { boxChangeView } from './year-end.ts';

const common = {
  method: 'GET',
  service: 'api',
  permission: 'account:read-own',
  idempotent: false,
  status: 200,
} as const;

/** As paths carry it. */
const ofYear = z.strictObject({
  year: z
    .string()
    .regex(/^(19|2\d)\d{2}$/, 'Give a year such as 2026.')
    .transform(Number),
});
/** Goes before the header Accept, so that plain links work. */
const inFormat = z.strictObject({ format: z.enum(yearFormats).optional() });
const files = yearFormats.map((format) => documentTypes[format]);

export const listAnnualStatements = route({
  ...common,
  operationId: 'listAnnualStatements',
  summary: 'My years at the bank, the latest first, and whether the annual statement of each is there',
  path: '/api/v1/annual-statements',
  response: z.strictObject({
    /** Closed: the books have left the year, so its statement is there and never changes. */
    items: z.array(z.strictObject({ year: z.number().int(), closed: z.boolean() })),
  }),
  errors: [],
});

export const getAnnualStatement = route({
  ...common,
  operationId: 'getAnnualStatement',
  summary: 'Balances, interest, fees and loan payments of all my accounts in a year that is over',
  path: '/api/v1/annual-statements/{year}',
  params: ofYear,
  query: inFormat,
  files,
  errors: ['document-not-found', 'not-acceptable'],
});

export const taxYearView = z.strictObject({
  year: z.number().int(),
  /** Whether Form 1099-INT is due for it. */
  isDue: z.boolean(),
  /**
   * interest: $10 or more. withheld: tax was, at any amount. corrected: it was due until a correction. below-threshold: interest of less than $10. no-interest: none.
   * year-under-way: not known yet.
   */
  reason: z.enum(taxFormReasons),
  /** Null while the year is under way. */
  interest: money.nullable(),
  withheld: money.nullable(),
  /** Where the year was filed, and a credit of it was reversed since: what the form says from then on, and said before. Then it is a corrected form. */
  changes: z.array(boxChangeView),
  /** Interest in other currencies, which is on no form. */
  otherCurrencies: z.array(money),
  /** What is to be known beside the form, for people: a sentence for each change, in their order; then what no box can take, and other currencies. */
  notes: z.array(z.string()),
});
export type TaxYearView = z.output<typeof taxYearView>;

export const listTaxForms = route({
  ...common,
  operationId: 'listTaxForms',
  summary: 'My years, the latest first, and whether Form 1099-INT is due for each and why',
  path: '/api/v1/tax-forms',
  response: z.strictObject({ items: z.array(taxYearView) }),
  errors: [],
});

export const getTaxForm = route({
  ...common,
  operationId: 'getTaxForm',
  summary: 'My Form 1099-INT of a year for which it is due, copy B for the recipient',
  path: '/api/v1/tax-forms/{year}',
  params: ofYear,
  query: inFormat,
  files,
  errors: ['document-not-found', 'not-acceptable'],
});
