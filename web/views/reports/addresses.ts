import type { CellColumn } from '../../../functions/domain/reports/statement-cell.ts';
import { screens } from '../screens.ts';

/** Where things of reports are found, on both sites. */

/** A report as its address names it; the API knows which kinds and periods there are. */
export interface ReportPlace {
  readonly kind: 'quarter';
  readonly period: string;
}

type Report = Readonly<Record<keyof ReportPlace, string>>;

/** A report, at one of its versions. */
export function reportAddress({ kind, period }: Report, version?: string): string {
  const whole = `/reports/${kind}/${period}`;
  return version === undefined ? whole : `${whole}?version=${version}`;
}

/** Where a version stands beside what the books know today. */
export function changesAddress(report: Report, version: string): string {
  return `${reportAddress(report)}/changes/${version}`;
}

/** Where a line of a version is taken apart. */
export function lineAddress(report: Report, version: string, code: string): string {
  return `${reportAddress(report)}/lines/${version}/${code}`;
}

export type StatementOf = 'balanceSheet' | 'incomeStatement' | 'equityChanges' | 'cashFlow';

interface CellPlace {
  readonly report: Report;
  readonly version: string;
  readonly statement: StatementOf;
}

/** Where a cell of a statement is taken apart. */
export function cellAddress(
  { report, version, statement }: CellPlace,
  line: number,
  column: CellColumn,
): string {
  return `${reportAddress(report)}/cells/${version}/${statement}/${line}?column=${column}`;
}

/** Where the forms of a version are searched and paged. */
export function payeesAddress(report: Report, version: string): string {
  return `${reportAddress(report)}/payees/${version}`;
}

interface Days {
  readonly from: string;
  readonly to: string;
}

/** Journals with an entry on a ledger account. */
export function journalsAddress(ledgerAccount: string, { from, to }: Days): string {
  return `${screens.journals.path}?${new URLSearchParams({ ledgerAccount, from, to }).toString()}`;
}
