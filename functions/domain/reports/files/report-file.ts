import type { ReportKey } from '../../report.ts';
import type { ReportVersion } from '../../report-version.ts';
import type { ReportStatements } from '../report-statements.ts';
import type { ReportFormat } from './report-format.ts';

/** A version of a report with what it says: all that its files are made of, so the same version gives the same bytes. */
export interface WholeReport {
  readonly version: Omit<ReportVersion, 'files'>;
  readonly content: ReportStatements;
}

export function fileNameOf(
  { kind, period, version }: ReportKey & { readonly version: number },
  format: ReportFormat,
): string {
  return `ledgerbank-${kind}-${period}-v${version}.${format}`;
}

/** Where a file is kept: under its report and version, so that a person finds it without the books. */
export function fileKeyOf(report: ReportKey & { readonly version: number }, format: ReportFormat): string {
  return `${report.kind}/${report.period}/v${report.version}/${fileNameOf(report, format)}`;
}

/** The statements of a report, in their order. */
export const statementNames = [
  { of: 'balanceSheet', title: 'Balance sheet' },
  { of: 'incomeStatement', title: 'Income statement' },
  { of: 'equityChanges', title: 'Changes in equity' },
  { of: 'cashFlow', title: 'Cash flow' },
] as const;
