import { isBusinessDay, nextBusinessDay } from './business-days.ts';
import { dateOf, daysInMonth, nextDay, partsOf } from './calendar-date.ts';

export const frequencies = ['once', 'weekly', 'biweekly', 'monthly', 'quarterly', 'yearly'] as const;
export type Frequency = (typeof frequencies)[number];

/** What is due on a day without business is done on the next business day, or on the one before. */
export const holidayRules = ['next', 'previous'] as const;
export type HolidayRule = (typeof holidayRules)[number];

/** When a series is over: on no date, behind a date, or after a number of due dates, paid or not. */
export type SeriesEnd =
  | { readonly kind: 'never' }
  | { readonly kind: 'on'; readonly date: string }
  | { readonly kind: 'after'; readonly times: number };

/** A series of due dates. All are reckoned from the anchor, which is the first. */
export interface Recurrence {
  readonly frequency: Frequency;
  readonly anchorOn: string;
  readonly holidayRule: HolidayRule;
  readonly ends: SeriesEnd;
}

/** A due date of a series, and the business day on which it is carried out. */
export interface DueDate {
  readonly dueOn: string;
  readonly runsOn: string;
}

const daysApart = { weekly: 7, biweekly: 14 } as const;
const monthsApart = { monthly: 1, quarterly: 3, yearly: 12 } as const;

/**
 * The due date of a number, counted from 0; undefined when the series is over by then. A 31st falls on the last day of a
 * shorter month and is the 31st again afterwards. The same rule as books.due_date.
 */
export function dueDate({ frequency, anchorOn, ends }: Recurrence, number: number): string | undefined {
  if (ends.kind === 'after' && number >= ends.times) return undefined;
  const due = nominalDate(frequency, anchorOn, number);
  return due === undefined || (ends.kind === 'on' && due > ends.date) ? undefined : due;
}

function nominalDate(frequency: Frequency, anchorOn: string, number: number): string | undefined {
  if (frequency === 'once') return number === 0 ? anchorOn : undefined;
  if (frequency === 'weekly' || frequency === 'biweekly') {
    return addDays(anchorOn, daysApart[frequency] * number);
  }
  return addMonths(anchorOn, monthsApart[frequency] * number);
}

/** The business day on which is done what is due on a date. The same rule as books.business_day_of. */
export function runDate(dueOn: string, rule: HolidayRule): string {
  if (isBusinessDay(dueOn)) return dueOn;
  return rule === 'next' ? nextBusinessDay(dueOn) : previousBusinessDay(dueOn);
}

/** The next due dates of a series from a number on, at most so many. */
export function upcomingDates(series: Recurrence, from: number, most: number): DueDate[] {
  const dates: DueDate[] = [];
  for (let number = from; number < from + most; number += 1) {
    const dueOn = dueDate(series, number);
    if (dueOn === undefined) break;
    dates.push({ dueOn, runsOn: runDate(dueOn, series.holidayRule) });
  }
  return dates;
}

function addDays(date: string, days: number): string {
  let day = date;
  for (let left = days; left > 0; left -= 1) day = nextDay(day);
  return day;
}

function addMonths(date: string, months: number): string {
  const { year, month, day } = partsOf(date);
  const count = month - 1 + months;
  const then = { year: year + Math.floor(count / 12), month: (count % 12) + 1 };
  return dateOf({ ...then, day: Math.min(day, daysInMonth(then.year, then.month)) });
}

function previousDay(date: string): string {
  const { year, month, day } = partsOf(date);
  if (day > 1) return dateOf({ year, month, day: day - 1 });
  const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
  return dateOf({ ...before, day: daysInMonth(before.year, before.month) });
}

function previousBusinessDay(date: string): string {
  const previous = previousDay(date);
  return isBusinessDay(previous) ? previous : previousBusinessDay(previous);
}
