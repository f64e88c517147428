import { BankError } from '../domain/errors.ts';
import { scheduleQuarter, type Period, type ReportKey } from '../domain/report.ts';
import { exactLine, isSameLine, type ExactLine } from '../domain/reports/exact-line.ts';
import type { Term } from '../domain/reports/expression.ts';
import type { LedgerLine, ReportLine } from '../domain/reports/form.ts';
import type { LedgerFigures } from '../domain/reports/ledger.ts';
import type { QuarterPack, ScheduleLine } from '../domain/reports/quarter-pack.ts';
import type { ReportStatements } from '../domain/reports/report-statements.ts';
import { thousandsOfRational } from '../domain/reports/rounding.ts';
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

/** A line before it was rounded, by what the books know now. */
export interface LineNow extends ExactLine {
  /** Whether the version was made of other amounts. */
  readonly isChanged: boolean;
}

/** A printed line, and what it is made of. */
export interface ReportLineParts {
  /** First day that the line looks at: of the year, where it looks at what the year moved. */
  readonly from: string;
  /** Last day that the figures run to. */
  readonly to: string;
  readonly schedule: string;
  readonly line: ScheduleLine;
  readonly kind: ReportLine['kind'];
  /** Of a line that is summed from the ledger: on which of its figures it looks. */
  readonly basis: string | null;
  readonly parts: readonly LinePart[];
  /** Of a line that is summed from the ledger: null for others. */
  readonly exact: LineNow | null;
}

type Wanted = ReportKey & { readonly version: number; readonly code: string };

/**
 * What a line of a version is made of, by the form of its last day and the figures in it.
 * @throws BankError report-not-found when there is no such version, or no such line in it
 */
export async function readReportLine(
  { reports }: { readonly reports: ReportReader },
  wanted: Wanted,
): Promise<ReportLineParts> {
  const { pack, quarter, period } = packOf((await reports.read(wanted, wanted.version))?.content, wanted);
  const printed = pack.schedules.flatMap(({ lines }) => lines);
  const { lines } = await reports.form(quarter.to);
  const line = lineOf(printed, wanted.code);
  const definition = lineOf(
    lines.filter(({ kind }) => kind !== 'same'),
    wanted.code,
  );
  const parts = definition.terms.map(({ sign, kind, name }) => ({
    ...{ sign, kind, name },
    line: printed.find(({ code }) => code === name),
    ledger: pack.ledger.find(({ code }) => code === name),
  }));
  const { schedule, kind } = definition;
  const made = { ...period, schedule, line, kind, parts };
  if (definition.kind !== 'ledger') return { ...made, basis: null, exact: null };
  const { basis } = definition;
  const exact = await lineNow(reports, { definition, line, ledger: pack.ledger, period });
  return { ...made, from: firstDay(basis, period), basis, exact };
}

interface PackOf {
  readonly pack: QuarterPack;
  readonly quarter: Period;
  /** The days of the quarter that the figures run to. */
  readonly period: Period;
}

/** The schedules of a version are those of a quarter: of a year, its last one. */
function packOf(content: ReportStatements | undefined, wanted: Wanted): PackOf {
  const quarter = scheduleQuarter(wanted);
  if (!content?.pack || !quarter) throw noLine(wanted.code);
  const { asOf, pack } = content;
  return { pack, quarter, period: { from: quarter.from, to: asOf < quarter.to ? asOf : quarter.to } };
}

function lineOf<T extends { readonly code: string }>(lines: readonly T[], code: string): T {
  const line = lines.find((each) => each.code === code);
  if (!line) throw noLine(code);
  return line;
}

const noLine = (code: string): BankError =>
  new BankError('report-not-found', `This version has no line ${code}.`);

interface Known {
  readonly definition: LedgerLine;
  readonly line: ScheduleLine;
  /** As the version has it. */
  readonly ledger: readonly LedgerFigures[];
  readonly period: Period;
}

async function lineNow(reports: ReportReader, { definition, line, ledger, period }: Known): Promise<LineNow> {
  const figures = await reports.figures(period);
  const now = exactLine(definition, figures);
  const isSame = isSameLine(now, exactLine(definition, { ...figures, ledger })) && isPrinted(now, line);
  return { ...now, isChanged: !isSame };
}

/** Averages are rounded each by itself; other lines may give and take a thousand, so that schedules foot. */
function isPrinted({ days, dailyMinor }: ExactLine, { thousands }: ScheduleLine): boolean {
  if (days === null || dailyMinor === null) return true;
  return thousandsOfRational({ numerator: dailyMinor, denominator: BigInt(days) }) === thousands;
}

const firstDay = (basis: string | null, { from, to }: Period): string =>
  basis === 'year' ? `${to.slice(0, 4)}-01-01` : from;
