import { InvalidArgumentError, type Command } from 'commander';
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
import { serveCommand } from './schedule-serve-command.ts';
import { ofTarget, type TargetOptions } from './target.ts';
import { nowOf, tickText, timeText } from './ticks.ts';

/** `schedule …` */
export function addSchedule(context: ConsoleContext, program: Command): void {
  const schedule = program.command('schedule').description('the ticks that set the bank going by the clock');
  ofTarget(schedule.command('list'))
    .description('every schedule: when it is due, and the last tick that a report tells of')
    .action((options: TargetOptions) => listCommand(context, options));
  ofTarget(schedule.command('run-now'))
    .description('send a tick now, as EventBridge would when it is due')
    .argument('<name>', tickNames.join(', '), tickName)
    .option(
      '--at <instant>',
      'as if due at this time, such as 2026-10-01T06:30:00Z; now unless given',
      instant,
    )
    .action((name: TickName, options: RunNowOptions) => runNowCommand(context, name, options));
  ofTarget(schedule.command('serve'))
    .description('send every tick when it is due, until stopped; for places without EventBridge')
    .action((options: TargetOptions) => serveCommand(context, options));
}

function tickName(text: string): TickName {
  const name = tickNames.find((each) => each === text);
  if (name) return name;
  if (text in functionSchedules) {
    throw new InvalidArgumentError('It calls a function and sends no tick.');
  }
  throw new InvalidArgumentError(`Use one of ${tickNames.join(', ')}.`);
}

function instant(text: string): Date {
  const time = new Date(text);
  if (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError('Write an instant with its zone, like 2026-10-01T06:30:00Z.');
}

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

async function listCommand(context: ConsoleContext, options: TargetOptions): Promise<void> {
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

interface RunNowOptions extends TargetOptions {
  readonly at?: Date;
}

async function runNowCommand(context: ConsoleContext, name: TickName, options: RunNowOptions): Promise<void> {
  const tick = { kind: name, scheduledTime: timeText(options.at ?? nowOf(context)) };
  await withQueues(context, options, ({ ticks }) => ticks.send(tick));
  context.out(tickText(tick, options.json));
}
