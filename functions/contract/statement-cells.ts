import * as z from 'zod';
import { isReportKey } from '../domain/report.ts';
import { cellColumns } from '../domain/reports/statement-cell.ts';
import { route } from './route.ts';
import { notOfItsKind, ofReport, versionNumber } from './report-versions.ts';
import { businessDate, money } from './schemas.ts';

export const statements = ['balanceSheet', 'incomeStatement', 'equityChanges', 'cashFlow'] as const;

const statementCellView = z.strictObject({
  /** Of the statement. */
  title: z.string(),
  label: z.string(),
  from: businessDate,
  to: businessDate,
  /** As the version says. */
  amount: money,
  /** By what the books know now; another amount when something was booked since that counts there. Null: there is no such line now. */
  known: money.nullable(),
  /** Labels of lines that only the version has, or only the statement as it is now; the two may differ by them. */
  changedLines: z.array(z.string()),
  /** What the second is made of. */
  parts: z.array(
    z.strictObject({
      kind: z.enum(['line', 'account', 'fact']),
      /** Code of an account or name of a fact; empty for a line. */
      name: z.string(),
      label: z.string(),
      /** Place of a line in the statement, from 0. */
      line: z.number().int().nullable(),
      subtracted: z.boolean(),
      amount: money,
    }),
  ),
});
export type StatementCellView = z.output<typeof statementCellView>;

export const getStatementCell = route({
  operationId: 'getStatementCell',
  summary: 'What a cell of a statement is made of: other lines, or ledger accounts',
  method: 'GET',
  path: '/api/v1/reports/{kind}/{period}/versions/{version}/statements/{statement}/{line}',
  service: 'api',
  permission: 'report:read',
  idempotent: false,
  params: z
    .strictObject({
      ...ofReport,
      version: versionNumber,
      statement: z.enum(statements),
      line: z
        .string()
        .regex(/^\d{1,3}$/, 'Give the place of a line, from 0.')
        .transform(Number),
    })
    .refine(isReportKey, notOfItsKind),
  query: z.strictObject({ column: z.enum(cellColumns).default('period') }),
  status: 200,
  response: statementCellView,
  errors: ['report-not-found'],
});
