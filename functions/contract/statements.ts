import * as z from 'zod';
import { accountKinds } from '../domain/account.ts';
import { documentTypes, statementFormats } from '../domain/documents/document-file.ts';
import { route } from './route.ts';
import { businessDate, idOf, money } from './schemas.ts';

const month = z.string().regex(/^(19|2\d)\d{2}-(0[1-9]|1[0-2])$/, 'Give a month such as 2026-09.');

export const statementMonthView = z.strictObject({
  month,
  from: businessDate,
  to: businessDate,
  /** Whether the books have left the month: only then its statement is there, and it never changes. */
  closed: z.boolean(),
  /** Null while the month is under way. */
  closingBalance: money.nullable(),
});
export type StatementMonthView = z.output<typeof statementMonthView>;

const common = {
  method: 'GET',
  service: 'api',
  permission: 'account:read',
  idempotent: false,
  status: 200,
} as const;

export const listStatements = route({
  ...common,
  operationId: 'listStatements',
  summary: 'Months of a deposit account, newest first, and whether the statement of each is there',
  path: '/api/v1/accounts/{accountId}/statements',
  params: z.strictObject({ accountId: idOf('account') }),
  response: z.strictObject({
    account: z.strictObject({
      id: idOf('account'),
      number: z.string(),
      name: z.string(),
      /** Of a loan there are no months. */
      kind: z.enum(accountKinds),
    }),
    items: z.array(statementMonthView),
  }),
  errors: ['not-found'],
});

export const getStatement = route({
  ...common,
  operationId: 'getStatement',
  summary:
    'The statement of a month that is over, in the format that is accepted or asked for; always the same bytes',
  path: '/api/v1/accounts/{accountId}/statements/{month}',
  params: z.strictObject({ accountId: idOf('account'), month }),
  /** Goes before the header Accept, so that plain links work. */
  query: z.strictObject({ format: z.enum(statementFormats).optional() }),
  files: Object.values(documentTypes),
  errors: ['not-found', 'document-not-found', 'not-acceptable'],
});
