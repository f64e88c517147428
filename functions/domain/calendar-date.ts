/** Calendar dates are texts such as `2026-02-28`: they compare and sort as they are, and belong to no time zone. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const two = (value: number): string => value.toString().padStart(2, '0');

export function partsOf(date: string): DateParts {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return { year, month, day };
}

export function dateOf({ year, month, day }: DateParts): string {
  return `${year.toString().padStart(4, '0')}-${two(month)}-${two(day)}`;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Number of days of a month, counted from 1 for January. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The month a date lies in, such as `2026-02`. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** The quarter a date lies in, such as `2026Q1`. */
export function quarterOf(date: string): string {
  const { year, month } = partsOf(date);
  return `${year}Q${Math.ceil(month / 3)}`;
}

export function nextDay(date: string): string {
  const { year, month, day } = partsOf(date);
  if (day < daysInMonth(year, month)) return dateOf({ year, month, day: day + 1 });
  return month === 12
    ? dateOf({ year: year + 1, month: 1, day: 1 })
    : dateOf({ year, month: month + 1, day: 1 });
}

export function dayBefore(date: string): string {
  const { year, month, day } = partsOf(date);
  if (day > 1) return dateOf({ year, month, day: day - 1 });
  const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
  return dateOf({ ...before, day: daysInMonth(before.year, before.month) });
}

/** Counted from 1 January of the year 1, which was a Monday. */
function dayNumber(date: string): number {
  const { year, month, day } = partsOf(date);
  const years = year - 1;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  let days = years * 365 + leapDays + day;
  for (let earlier = 1; earlier < month; earlier += 1) days += daysInMonth(year, earlier);
  return days;
}

/** Day of the week: 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: string): number {
  return dayNumber(date) % 7;
}

/** Calendar days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Whether the text is a date of the calendar, such as `2026-02-28`, between 1900 and 2999. */
export function isCalendarDate(text: string): boolean {
  if (!/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}
