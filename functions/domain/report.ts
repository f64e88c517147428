import { dateOf, dayBefore, daysInMonth, monthOf, partsOf, quarterOf } from './calendar-date.ts';

/** Which report: its kind and the period it is about, e.g. `quarter` and `2026Q3`. */
export interface ReportKey {
  readonly kind: ReportKind;
  readonly period: string;
}

export const reportKinds = ['day', 'month', 'quarter', 'year'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Canonical text of a report with its SHA-256; the same books give the same bytes. */
export interface ReportContent {
  readonly text: string;
  readonly sha256: string;
  /** Last journal it has seen; 0 for none. */
  readonly asOfSequence: number;
}

export interface Period {
  /** Business dates, both inclusive. */
  readonly from: string;
  readonly to: string;
}

const patterns: Record<ReportKind, RegExp> = {
  day: /^(\d{4})-(\d{2})-(\d{2})$/,
  month: /^(\d{4})-(0[1-9]|1[0-2])$/,
  quarter: /^(\d{4})Q([1-4])$/,
  year: /^(\d{4})$/,
};

/** Years a bank may report on; anything else is a slip of the keyboard. */
const isReported = (year: number): boolean => year >= 1900 && year <= 2999;

export function isReportKind(text: string): text is ReportKind {
  return reportKinds.some((kind) => kind === text);
}

/** Whether the period is one of its kind: `2026Q3` of quarters, and of nothing else. */
export function isReportKey({ kind, period }: ReportKey): boolean {
  const year = Number(patterns[kind].exec(period)?.[1]);
  return isReported(year) && (kind !== 'day' || isDay(period));
}

const two = (value: number): string => value.toString().padStart(2, '0');

function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function months(year: number, first: number, last: number): Period {
  return { from: `${year}-${two(first)}-01`, to: `${year}-${two(last)}-${two(daysInMonth(year, last))}` };
}

/**
 * First and last business date of a report's period.
 * @throws RangeError when the period is not of the form its kind wants, or not of the years 1900 to 2999
 */
export function periodOf({ kind, period }: ReportKey): Period {
  if (!isReportKey({ kind, period })) {
    throw new RangeError(`"${period}" is not a ${kind}; write it like ${periodExamples[kind]}`);
  }
  const [, year = 0, part = 0] = (patterns[kind].exec(period) ?? []).map(Number);
  if (kind === 'day') return { from: period, to: period };
  if (kind === 'month') return months(year, part, part);
  if (kind === 'quarter') return months(year, part * 3 - 2, part * 3);
  return months(year, 1, 12);
}

/** A period of each kind, as it is written. */
export const periodExamples: Record<ReportKind, string> = {
  day: '2026-09-30',
  month: '2026-09',
  quarter: '2026Q3',
  year: '2026',
};

/**
 * The report that a tick asks for: of the last full period that had ended when the clock of the bank's
 * time zone showed the given day.
 * @param today local calendar date of the tick, `YYYY-MM-DD`
 */
export function reportOfTick(kind: ReportKind, today: string): ReportKey {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  if (kind === 'year') return { kind, period: String(year - 1) };
  const previousMonth = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
  if (kind === 'quarter') {
    const quarter = Math.floor((month - 1) / 3);
    return quarter === 0 ? { kind, period: `${year - 1}Q4` } : { kind, period: `${year}Q${quarter}` };
  }
  const monthPeriod = `${previousMonth.year}-${two(previousMonth.month)}`;
  if (kind === 'month') return { kind, period: monthPeriod };
  if (day > 1) return { kind, period: `${year}-${two(month)}-${two(day - 1)}` };
  return { kind, period: `${monthPeriod}-${two(daysInMonth(previousMonth.year, previousMonth.month))}` };
}

/** The period before one of its kind, and the same period of the year before; a day and a year have but one of them. */
export function earlierPeriods({ kind, period }: ReportKey): {
  readonly before: Period | undefined;
  readonly yearBefore: Period | undefined;
} {
  const { year, month, day } = partsOf(periodOf({ kind, period }).from);
  const yearBefore = dateOf({ year: year - 1, month, day });
  const covering = (date: string): Period => periodOf({ kind, period: nameOf(kind, date) });
  return {
    before: kind === 'year' ? undefined : covering(dayBefore(dateOf({ year, month, day }))),
    yearBefore: kind === 'day' ? undefined : covering(yearBefore),
  };
}

function nameOf(kind: ReportKind, date: string): string {
  if (kind === 'day') return date;
  if (kind === 'year') return date.slice(0, 4);
  return kind === 'month' ? monthOf(date) : quarterOf(date);
}

/** The quarter whose schedules belong to a report: its own, or the last of its year; none for a month or a day. */
export function scheduleQuarter({ kind, period }: ReportKey): Period | undefined {
  if (kind === 'quarter') return periodOf({ kind, period });
  return kind === 'year' ? periodOf({ kind: 'quarter', period: `${period}Q4` }) : undefined;
}
