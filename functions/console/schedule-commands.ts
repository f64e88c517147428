import { InvalidArgumentError, type Command } from 'commander';
import { functionSchedules, tickNames, type TickName } from '../manifest-queues.ts';
import type { ConsoleContext } from './context.ts';
import { withQueues } from './queue-target.ts';
import { ofTarget, type TargetOptions } from './target.ts';
import { nowOf, tickText, timeText } from './ticks.ts';

/** `schedule …` */
export function addSchedule(context: ConsoleContext, program: Command): void {
  const schedule = program.command('schedule').description('the ticks that set the bank going by the clock');
  ofTarget(schedule.command('list'))
    .description('every schedule: when it is due, and the last tick that a report tells of')
    .action(async (options: TargetOptions) => {
      const { scheduleListCommand } = await import('./schedule-list-command.ts');
      await scheduleListCommand(context, options);
    });
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
    .action(async (options: TargetOptions) => {
      const { serveCommand } = await import('./schedule-serve-command.ts');
      await serveCommand(context, options);
    });
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

interface RunNowOptions extends TargetOptions {
  readonly at?: Date;
}

async function runNowCommand(context: ConsoleContext, name: TickName, options: RunNowOptions): Promise<void> {
  const tick = { kind: name, scheduledTime: timeText(options.at ?? nowOf(context)) };
  await withQueues(context, options, ({ ticks }) => ticks.send(tick));
  context.out(tickText(tick, options.json));
}
