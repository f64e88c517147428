import { describe, expect, it } from '@jest/globals';
import { parseSchedule } from './expression.ts';

const start = new Date('2026-03-01T00:00:00Z');

function times(expression: string, timeZone: string, from: string): string[] {
  const recurrence = parseSchedule(expression, timeZone, start);
  const seen: string[] = [];
  let at = recurrence.next(new Date(from));
  while (at && seen.length < 3) {
    seen.push(at.toISOString().slice(0, 19));
    at = recurrence.next(at);
  }
  return seen;
}

const newYork = 'America/New_York';

describe('a schedule expression', () => {
  it.each<[string, string, string, string, string[]]>([
    [
      'every night in UTC',
      'cron(0 1 * * ? *)',
      'UTC',
      '2026-03-01T00:59:59Z',
      ['2026-03-01T01:00:00', '2026-03-02T01:00:00', '2026-03-03T01:00:00'],
    ],
    [
      'after a time it falls on exactly',
      'cron(0 1 * * ? *)',
      'UTC',
      '2026-03-01T01:00:00Z',
      ['2026-03-02T01:00:00', '2026-03-03T01:00:00', '2026-03-04T01:00:00'],
    ],
    [
      'at the hour of the zone, winter and summer',
      'cron(0 1 * * ? *)',
      newYork,
      '2026-03-07T00:00:00Z',
      ['2026-03-07T06:00:00', '2026-03-08T06:00:00', '2026-03-09T05:00:00'],
    ],
    [
      'not at a time that spring skips',
      'cron(30 2 * * ? *)',
      newYork,
      '2026-03-07T00:00:00Z',
      ['2026-03-07T07:30:00', '2026-03-09T06:30:00', '2026-03-10T06:30:00'],
    ],
    [
      'once at a time that autumn repeats',
      'cron(30 1 * * ? *)',
      newYork,
      '2026-10-31T12:00:00Z',
      ['2026-11-01T05:30:00', '2026-11-02T06:30:00', '2026-11-03T06:30:00'],
    ],
    [
      'not again in the repeated hour',
      'cron(30 1 * * ? *)',
      newYork,
      '2026-11-01T06:10:00Z',
      ['2026-11-02T06:30:00', '2026-11-03T06:30:00', '2026-11-04T06:30:00'],
    ],
    [
      'on the last day of each month',
      'cron(0 2 L * ? *)',
      newYork,
      '2026-01-31T08:00:00Z',
      ['2026-02-28T07:00:00', '2026-03-31T06:00:00', '2026-04-30T06:00:00'],
    ],
    [
      'on the first of each quarter',
      'cron(30 2 1 1,4,7,10 ? *)',
      newYork,
      '2026-02-01T00:00:00Z',
      ['2026-04-01T06:30:00', '2026-07-01T06:30:00', '2026-10-01T06:30:00'],
    ],
    [
      'every quarter of an hour on weekdays',
      'cron(0/15 9 ? * MON-FRI *)',
      'UTC',
      '2026-03-06T09:40:00Z',
      ['2026-03-06T09:45:00', '2026-03-09T09:00:00', '2026-03-09T09:15:00'],
    ],
    [
      'in a zone of half an hour',
      'cron(0 1 * * ? *)',
      'Asia/Kolkata',
      '2026-03-01T00:00:00Z',
      ['2026-03-01T19:30:00', '2026-03-02T19:30:00', '2026-03-03T19:30:00'],
    ],
    [
      'at a rate since its start',
      'rate(5 minutes)',
      'UTC',
      '2026-03-01T00:07:00Z',
      ['2026-03-01T00:10:00', '2026-03-01T00:15:00', '2026-03-01T00:20:00'],
    ],
    [
      'at a rate of days',
      'rate(1 day)',
      newYork,
      '2026-03-07T12:00:00Z',
      ['2026-03-08T00:00:00', '2026-03-09T00:00:00', '2026-03-10T00:00:00'],
    ],
    [
      'once, at a local time',
      'at(2026-07-04T09:00:00)',
      newYork,
      '2026-01-01T00:00:00Z',
      ['2026-07-04T13:00:00'],
    ],
    ['never, once its time is past', 'at(2026-07-04T09:00:00)', newYork, '2026-07-04T13:00:00Z', []],
    ['never, when its years are over', 'cron(0 1 * * ? 2025)', 'UTC', '2026-01-01T00:00:00Z', []],
  ])('is due %s', (_when, ...given) => {
    const [expression, zone, from, expected] = given;
    expect(times(expression, zone, from)).toEqual(expected);
  });

  it.each(['every day', 'rate(5 weeks)', 'rate(minute)', 'cron'])(
    'is refused when it reads "%s"',
    (expression) => {
      expect(() => parseSchedule(expression, 'UTC', start)).toThrow(
        `${expression} is no schedule expression.`,
      );
    },
  );
});
