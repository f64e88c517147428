import type { ReportKey } from '../../report.ts';
import type { ReportVersion } from '../../report-version.ts';
import type { ReportStatements } from '../report-statements.ts';

export const reportFormats = ['csv', 'json', 'xml', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];

export const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  xml: 'application/xml',
  pdf: 'application/pdf',
} as const satisfies Record<ReportFormat, string>;

/** A version of a report with what it says: all that its files are made of, so the same version gives the same bytes. */
export interface WholeReport {
  readonly version: ReportVersion;
  readonly content: ReportStatements;
}

export function fileNameOf(
  { kind, period, version }: ReportKey & { readonly version: number },
  format: ReportFormat,
): string {
  return `ledgerbank-${kind}-${period}-v${version}.${format}`;
}

/** The statements of a report, in their order. */
export const statementNames = [
  { of: 'balanceSheet', title: 'Balance sheet' },
  { of: 'incomeStatement', title: 'Income statement' },
  { of: 'equityChanges', title: 'Changes in equity' },
  { of: 'cashFlow', title: 'Cash flow' },
] as const;
