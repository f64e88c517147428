import awsCron from 'aws-cron-parser';
import { instantOf, wallClock } from './wall-clock.ts';

/** The times at which a schedule is due. */
export interface Recurrence {
  /** The first time after this one, or undefined when there is none. */
  readonly next: (after: Date) => Date | undefined;
  /** A rate has no appointed times: one that fell behind is due once, not once for each time it missed. */
  readonly isRate: boolean;
}

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function rate(value: number, unitMs: number, start: Date): Recurrence {
  const period = value * unitMs;
  return {
    isRate: true,
    next: (after) => {
      const passed = Math.floor((after.getTime() - start.getTime()) / period);
      return new Date(start.getTime() + Math.max(passed + 1, 1) * period);
    },
  };
}

/** A local time that does not exist is skipped, one that exists twice counts once, as in EventBridge Scheduler. */
function cron(fields: string, timeZone: string): Recurrence {
  const parsed = awsCron.parse(fields);
  return {
    isRate: false,
    next: (after) => {
      let wall = awsCron.next(parsed, wallClock(after, timeZone));
      while (wall) {
        const instant = instantOf(wall, timeZone);
        if (instant && instant > after) return instant;
        wall = awsCron.next(parsed, wall);
      }
      return undefined;
    },
  };
}

function once(wall: string, timeZone: string): Recurrence {
  const instant = instantOf(new Date(`${wall}Z`), timeZone);
  return { isRate: false, next: (after) => (instant && instant > after ? instant : undefined) };
}

/**
 * Reads `cron(…)`, `rate(…)` or `at(…)` of EventBridge Scheduler.
 * @param start from when a rate counts
 * @throws for any other expression
 */
export function parseSchedule(expression: string, timeZone: string, start: Date): Recurrence {
  const [, kind, argument = ''] = /^(cron|rate|at)\(([^)]*)\)$/.exec(expression) ?? [];
  if (kind === 'cron') return cron(argument, timeZone);
  if (kind === 'at') return once(argument, timeZone);
  const [, value, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(argument) ?? [];
  const unitMs = units[unit];
  if (kind === 'rate' && unitMs) return rate(Number(value), unitMs, start);
  throw new Error(`${expression} is no schedule expression.`);
}
