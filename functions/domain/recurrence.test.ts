import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isBusinessDay, nextBusinessDay } from './business-days.ts';
import { dateOf, daysInMonth, partsOf, weekdayOf } from './calendar-date.ts';
import {
  dueDate,
  frequencies,
  holidayRules,
  runDate,
  upcomingDates,
  type Frequency,
  type Recurrence,
} from './recurrence.ts';

const series = (more: Partial<Recurrence>): Recurrence => ({
  frequency: 'monthly',
  anchorOn: '2026-01-31',
  holidayRule: 'next',
  ends: { kind: 'never' },
  ...more,
});

const anchor = fc
  .record({
    year: fc.integer({ min: 2000, max: 2090 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  })
  .map(({ year, month, day }) => dateOf({ year, month, day: Math.min(day, daysInMonth(year, month)) }));
const recurring = fc.constantFrom(...frequencies.filter((each) => each !== 'once'));
const rule = fc.constantFrom(...holidayRules);

const duesOf = (more: Partial<Recurrence>, count: number): (string | undefined)[] =>
  Array.from({ length: count }, (_, number) => dueDate(series(more), number));

describe('A series of due dates', () => {
  it('that begins on a 31st is due on the last day of shorter months, and on the 31st again', () => {
    expect(duesOf({}, 5)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']);
    expect(duesOf({ anchorOn: '2024-01-30' }, 3)).toEqual(['2024-01-30', '2024-02-29', '2024-03-30']);
    expect(duesOf({ anchorOn: '2024-02-29', frequency: 'yearly' }, 5)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  it.each<[Frequency, (string | undefined)[]]>([
    ['once', ['2026-01-31', undefined, undefined]],
    ['weekly', ['2026-01-31', '2026-02-07', '2026-02-14']],
    ['biweekly', ['2026-01-31', '2026-02-14', '2026-02-28']],
    ['quarterly', ['2026-01-31', '2026-04-30', '2026-07-31']],
    ['yearly', ['2026-01-31', '2027-01-31', '2028-01-31']],
  ])('that is made %s falls on %j', (frequency, dates) => {
    expect(duesOf({ frequency }, 3)).toEqual(dates);
  });

  it('ends behind its last date, or after its number of times', () => {
    expect(duesOf({ ends: { kind: 'on', date: '2026-03-31' } }, 4)[3]).toBeUndefined();
    expect(duesOf({ ends: { kind: 'on', date: '2026-03-31' } }, 4)[2]).toBe('2026-03-31');
    expect(
      upcomingDates(series({ ends: { kind: 'after', times: 3 } }), 1, 5).map(({ dueOn }) => dueOn),
    ).toEqual(['2026-02-28', '2026-03-31']);
  });

  it('strictly rises, and skips no period', () => {
    fc.assert(
      fc.property(anchor, recurring, fc.integer({ min: 0, max: 300 }), (anchorOn, frequency, number) => {
        const at = (place: number): string => dueDate(series({ anchorOn, frequency }), place) ?? '';
        const [one, next] = [at(number), at(number + 1)] as const;
        expect(one < next).toBe(true);
        if (frequency === 'weekly' || frequency === 'biweekly') {
          expect([weekdayOf(one), weekdayOf(next)]).toEqual([weekdayOf(anchorOn), weekdayOf(anchorOn)]);
        } else {
          const months = (date: string): number => partsOf(date).year * 12 + partsOf(date).month;
          expect(months(next) - months(one)).toBe({ monthly: 1, quarterly: 3, yearly: 12 }[frequency]);
        }
      }),
    );
  });

  it('keeps the day of its anchor wherever the month has it', () => {
    fc.assert(
      fc.property(anchor, fc.integer({ min: 0, max: 300 }), (anchorOn, number) => {
        const { year, month, day } = partsOf(dueDate(series({ anchorOn }), number) ?? '');
        expect(day).toBe(Math.min(partsOf(anchorOn).day, daysInMonth(year, month)));
      }),
    );
  });
});

describe('The holiday rule', () => {
  it('moves over weekends and holidays, to the next business day or the one before', () => {
    // Christmas 2026 is a Friday; Thanksgiving and Independence Day lie on other days of the week.
    expect([runDate('2026-12-25', 'next'), runDate('2026-12-25', 'previous')]).toEqual([
      '2026-12-28',
      '2026-12-24',
    ]);
    expect([runDate('2026-01-31', 'next'), runDate('2026-01-31', 'previous')]).toEqual([
      '2026-02-02',
      '2026-01-30',
    ]);
    expect(runDate('2026-10-05', 'previous')).toBe('2026-10-05');
  });

  it('always ends on a business day, the nearest one in its direction', () => {
    fc.assert(
      fc.property(anchor, rule, (dueOn, holidayRule) => {
        const runsOn = runDate(dueOn, holidayRule);
        expect(isBusinessDay(runsOn)).toBe(true);
        if (isBusinessDay(dueOn)) expect(runsOn).toBe(dueOn);
        else if (holidayRule === 'next') expect(runsOn).toBe(nextBusinessDay(dueOn));
        else expect([runsOn < dueOn, nextBusinessDay(runsOn) > dueOn]).toEqual([true, true]);
      }),
    );
  });

  it('never lets two dates of a series fall on one business day', () => {
    fc.assert(
      fc.property(anchor, recurring, rule, (anchorOn, frequency, holidayRule) => {
        const days = upcomingDates(series({ anchorOn, frequency, holidayRule }), 0, 12).map(
          ({ runsOn }) => runsOn,
        );
        expect(days).toEqual([...new Set(days)].sort());
        expect(days).toHaveLength(12);
      }),
    );
  });
});
