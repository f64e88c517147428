import { describe, expect, it } from '@jest/globals';
import {
  businessDaysBetween,
  isBusinessDay,
  isFederalReserveHoliday,
  nextBusinessDay,
} from './business-days.ts';
import { nextDay, quarterOf, weekdayOf } from './calendar-date.ts';

function holidaysOf(year: number): string[] {
  const holidays: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = nextDay(day))
    if (isFederalReserveHoliday(day)) holidays.push(day);
  return holidays;
}

describe('calendar dates', () => {
  it.each([
    ['2000-02-28', '2000-02-29', 1],
    ['2100-02-28', '2100-03-01', 0],
    ['2026-04-30', '2026-05-01', 4],
    ['2026-12-31', '2027-01-01', 4],
    ['1969-12-31', '1970-01-01', 3],
  ])('%s is followed by %s, and is day %i of its week', (date, next, weekday) => {
    expect(nextDay(date)).toBe(next);
    expect(weekdayOf(date)).toBe(weekday);
  });

  it('go through the week one by one', () => {
    for (let day = '1999-12-01'; day < '2001-04-01'; day = nextDay(day))
      expect(weekdayOf(nextDay(day))).toBe((weekdayOf(day) + 1) % 7);
  });

  it.each([
    ['2026-01-01', '2026Q1'],
    ['2026-09-30', '2026Q3'],
    ['2026-12-31', '2026Q4'],
  ])('%s lies in %s', (date, quarter) => {
    expect(quarterOf(date)).toBe(quarter);
  });
});

describe('the Federal Reserve Banks', () => {
  it('close on the eleven holidays of 2025', () => {
    expect(holidaysOf(2025)).toEqual([
      '2025-01-01',
      '2025-01-20',
      '2025-02-17',
      '2025-05-26',
      '2025-06-19',
      '2025-07-04',
      '2025-09-01',
      '2025-10-13',
      '2025-11-11',
      '2025-11-27',
      '2025-12-25',
    ]);
  });

  it('stay open on the Friday before a holiday on a Saturday', () => {
    expect(weekdayOf('2026-07-04')).toBe(6);
    expect(isBusinessDay('2026-07-03')).toBe(true);
    expect(nextBusinessDay('2026-07-03')).toBe('2026-07-06');
  });

  it.each([
    ['2022-06-19', '2022-06-20'],
    ['2023-01-01', '2023-01-02'],
    ['2027-07-04', '2027-07-05'],
  ])('close on the Monday after %s, a Sunday', (holiday, observed) => {
    expect(weekdayOf(holiday)).toBe(0);
    expect(isBusinessDay(observed)).toBe(false);
    expect(isBusinessDay(nextDay(observed))).toBe(true);
  });

  it.each([
    ['2026', 251],
    ['2027', 252],
  ])('settle in %s on %i days', (year, days) => {
    expect(businessDaysBetween(`${year}-01-01`, `${year}-12-31`)).toHaveLength(days);
  });
});
