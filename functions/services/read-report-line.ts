import { BankError } from '../domain/errors.ts';
import type { ReportKey } from '../domain/report.ts';
import type { Term } from '../domain/reports/expression.ts';
import type { ReportLine } from '../domain/reports/form.ts';
import type { LedgerFigures } from '../domain/reports/ledger.ts';
import type { ScheduleLine } from '../domain/reports/quarter-pack.ts';
import type { ReportReader } from './ports/reports.ts';

/** One summand of a line: another line, a ledger account with its figures, or a fact. */
interface LinePart {
  readonly sign: Term['sign'];
  readonly kind: Term['kind'];
  readonly name: string;
  /** Of a line that this one is summed from. */
  readonly line: ScheduleLine | undefined;
  /** Of an account that has figures in the period. */
  readonly ledger: LedgerFigures | undefined;
}

/** A printed line, and what it is made of. */
export interface ReportLineParts {
  /** First day that the line looks at: of the year, where it looks at what the year moved. */
  readonly from: string;
  readonly to: string;
  readonly schedule: string;
  readonly line: ScheduleLine;
  readonly kind: ReportLine['kind'];
  /** Of a line that is summed from the ledger: on which of its figures it looks. */
  readonly basis: string | null;
  readonly parts: readonly LinePart[];
}

/**
 * What a line of a version is made of, by the form of its last day and the figures in it.
 * @throws BankError report-not-found when there is no such version, or no such line in it
 */
export async function readReportLine(
  { reports }: { readonly reports: ReportReader },
  wanted: ReportKey & { readonly version: number; readonly code: string },
): Promise<ReportLineParts> {
  const stored = await reports.read(wanted, wanted.version);
  const { from, to, pack } = stored?.content ?? {};
  const printed = (pack?.schedules ?? []).flatMap(({ lines }) => lines);
  const line = printed.find(({ code }) => code === wanted.code);
  if (!line || from === undefined || to === undefined)
    throw new BankError('report-not-found', `This version has no line ${wanted.code}.`);
  const { lines } = await reports.form(to);
  const definition = lines.find(({ code, kind }) => code === wanted.code && kind !== 'same');
  if (!definition) throw new BankError('report-not-found', `The form has no line ${wanted.code}.`);
  const parts = definition.terms.map(({ sign, kind, name }) => ({
    ...{ sign, kind, name },
    line: printed.find(({ code }) => code === name),
    ledger: pack?.ledger.find(({ code }) => code === name),
  }));
  const basis = definition.kind === 'ledger' ? definition.basis : null;
  const { schedule, kind } = definition;
  return { from: firstDay(basis, { from, to }), to, schedule, line, kind, basis, parts };
}

const firstDay = (
  basis: string | null,
  { from, to }: { readonly from: string; readonly to: string },
): string => (basis === 'year' ? `${to.slice(0, 4)}-01-01` : from);
