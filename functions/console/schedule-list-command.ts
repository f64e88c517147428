import {
  bankTimeZone,
  functionSchedules,
  tickNames,
  tickSchedules,
  ticksOf,
  type TickName,
} from '../manifest-queues.ts';
import { isReportKind } from '../domain/report.ts';
import type { ReportJobs } from '../services/ports/reports.ts';
import type { ConsoleContext } from './context.ts';
import { withQueues } from './queue-target.ts';
import { parseSchedule } from './schedules/expression.ts';
import type { TargetOptions } from './target.ts';
import { nowOf, timeText } from './ticks.ts';

interface ScheduleRow {
  readonly name: string;
  readonly expression: string;
  readonly timeZone: string;
  /** What it sends a tick to, or the function it calls. */
  readonly target: string;
  /** RFC 3339; null for one that does not come by itself in this stage, or has no appointed times. */
  readonly next: string | null;
  /** RFC 3339, of the last tick that became a report job; null where none is known. */
  readonly last: string | null;
}

/** `schedule list`: every schedule, those too that call a function and send no tick. */
export async function scheduleListCommand(context: ConsoleContext, options: TargetOptions): Promise<void> {
  const rows = await withQueues(context, options, async ({ stage, jobs }) => [
    ...(await Promise.all(tickNames.map((name) => tickRow(name, { stage, jobs, now: nowOf(context) })))),
    ...Object.entries(functionSchedules).map(([name, { expression, calls }]) => ({
      ...{ name, expression, timeZone: bankTimeZone, target: calls },
      ...{ next: null, last: null },
    })),
  ]);
  context.out(options.json ? JSON.stringify(rows) : rows.map(rowText).join('\n'));
}

interface TickPlace {
  readonly stage: string;
  readonly jobs: Pick<ReportJobs, 'ofKind'>;
  readonly now: Date;
}

async function tickRow(name: TickName, { stage, jobs, now }: TickPlace): Promise<ScheduleRow> {
  const expression = tickSchedules[name];
  const next = parseSchedule(expression, bankTimeZone, now).next(now);
  const last = await lastTick(name, jobs);
  return {
    ...{ name, expression, timeZone: bankTimeZone, target: 'tick' },
    next: next && ticksOf(stage).includes(name) ? timeText(next) : null,
    last: last === undefined ? null : timeText(new Date(last)),
  };
}

/** Nobody writes ticks down; the job of a report that a schedule asked for says when that was. */
async function lastTick(name: TickName, jobs: Pick<ReportJobs, 'ofKind'>): Promise<number | undefined> {
  if (!isReportKind(name)) return undefined;
  const asked = (await jobs.ofKind(name)).filter(({ requestedBy }) => requestedBy === 'schedule');
  return asked.map(({ requestedAt }) => requestedAt).sort((a, b) => b - a)[0];
}

const rowText = ({ name, expression, target, next, last }: ScheduleRow): string =>
  `${name.padEnd(9)}${expression.padEnd(28)}→ ${target.padEnd(14)}next ${(next ?? '-').padEnd(22)}last ${last ?? '-'}`;
