import { businessDaysBetween, nextBusinessDay } from '../../../functions/domain/business-days.ts';
import {
  daysInMonth,
  monthOf,
  nextDay,
  partsOf,
  quarterOf,
} from '../../../functions/domain/calendar-date.ts';

/** A business day of the demo bank, with what follows from the calendar alone. */
export interface Day {
  readonly date: string;
  readonly month: string;
  /** The calendar days after the business day before, up to this one: what fell due on a weekend is due today. */
  readonly since: readonly string[];
  /** Calendar days from today until the next business day, in this month and in the next. */
  readonly nights: { readonly thisMonth: number; readonly nextMonth: number };
  readonly endsMonth: boolean;
  readonly endsQuarter: boolean;
  readonly endsYear: boolean;
  /** Whether a day of the month falls due today; 31 is the last of every month. */
  readonly isDue: (dayOfMonth: number) => boolean;
}

function calendarDays(after: string, until: string): string[] {
  const days: string[] = [];
  for (let day = nextDay(after); day <= until; day = nextDay(day)) days.push(day);
  return days;
}

function fallsOn(date: string, dayOfMonth: number): boolean {
  const { year, month, day } = partsOf(date);
  return day === Math.min(dayOfMonth, daysInMonth(year, month));
}

/** A business day, by the one before it. */
export function dayOf(date: string, before: string): Day {
  const next = nextBusinessDay(date);
  const since = calendarDays(before, date);
  const nights = [date, ...calendarDays(date, next).slice(0, -1)].map(monthOf);
  const thisMonth = nights.filter((month) => month === monthOf(date)).length;
  return {
    date,
    month: monthOf(date),
    since,
    nights: { thisMonth, nextMonth: nights.length - thisMonth },
    endsMonth: monthOf(next) !== monthOf(date),
    endsQuarter: quarterOf(next) !== quarterOf(date),
    endsYear: next.slice(0, 4) !== date.slice(0, 4),
    isDue: (dayOfMonth) => since.some((each) => fallsOn(each, dayOfMonth)),
  };
}

/** The business days after one date, up to another. */
export function daysAfter(opening: string, last: string): Day[] {
  const dates = businessDaysBetween(nextDay(opening), last);
  return dates.map((date, index) => dayOf(date, dates[index - 1] ?? opening));
}
