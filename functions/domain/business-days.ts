import { daysInMonth, nextDay, partsOf, weekdayOf } from './calendar-date.ts';

const sunday = 0;
const monday = 1;
const thursday = 4;
const saturday = 6;

/** Month and day: New Year, Juneteenth, Independence Day, Veterans Day, Christmas. */
const fixed = [
  [1, 1],
  [6, 19],
  [7, 4],
  [11, 11],
  [12, 25],
] as const;

/** Month, weekday and which of them: Martin Luther King, Washington, Memorial, Labor, Columbus, Thanksgiving. */
const floating = [
  [1, monday, 3],
  [2, monday, 3],
  [5, monday, 'last'],
  [9, monday, 1],
  [10, monday, 2],
  [11, thursday, 4],
] as const;

/**
 * Whether the Federal Reserve Banks are closed for a holiday: one that falls on a Sunday closes the Monday after it,
 * one on a Saturday moves nothing. Source: holiday schedule of the Federal Reserve System.
 */
export function isFederalReserveHoliday(date: string): boolean {
  const { year, month, day } = partsOf(date);
  const weekday = weekdayOf(date);
  const isFixed = fixed.some(
    ([itsMonth, itsDay]) =>
      month === itsMonth && (day === itsDay || (weekday === monday && day === itsDay + 1)),
  );
  const isFloating = floating.some(([itsMonth, itsWeekday, which]) => {
    if (month !== itsMonth || weekday !== itsWeekday) return false;
    return which === 'last' ? day + 7 > daysInMonth(year, month) : Math.ceil(day / 7) === which;
  });
  return isFixed || isFloating;
}

/** A day on which the Federal Reserve Banks settle. */
export function isBusinessDay(date: string): boolean {
  const weekday = weekdayOf(date);
  return weekday !== sunday && weekday !== saturday && !isFederalReserveHoliday(date);
}

export function nextBusinessDay(date: string): string {
  const next = nextDay(date);
  return isBusinessDay(next) ? next : nextBusinessDay(next);
}

/** The business days from one date to another, both included. */
export function businessDaysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  let day = isBusinessDay(from) ? from : nextBusinessDay(from);
  for (; day <= to; day = nextBusinessDay(day)) days.push(day);
  return days;
}
