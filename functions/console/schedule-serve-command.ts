import { bankTimeZone, tickSchedules, ticksOf, type TickName } from '../manifest-queues.ts';
import type { Tick, TickQueue } from '../services/ports/queues.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { withQueues } from './queue-target.ts';
import { parseSchedule } from './schedules/expression.ts';
import { Scheduler, type Schedule } from './schedules/scheduler.ts';
import type { TargetOptions } from './target.ts';
import { nowOf, tickText, timeText } from './ticks.ts';

/**
 * `schedule serve`: a scheduler of the console's own, until it is stopped. Ticks that were due while it did not run are
 * not made up for.
 * @throws ConsoleError when the tick queue is out of reach
 */
export async function serveCommand(context: ConsoleContext, options: TargetOptions): Promise<void> {
  const stopped = context.untilStopped?.();
  if (!stopped) throw new ConsoleError('Nothing here could stop the scheduler. Run it in a terminal.');
  await withQueues(context, options, async ({ stage, ticks, queues }) => {
    // Now, rather than at night: whether the queue can be reached.
    await queues.counts('tick');
    const sent = (tick: Tick): void => {
      context.out(tickText(tick, options.json));
    };
    const start = nowOf(context);
    const served = ticksOf(stage).map((name) => servedSchedule(name, { ticks, start, sent }));
    const scheduler = new Scheduler(served, start);
    scheduler.follow(() => nowOf(context), report);
    await stopped;
    await scheduler.close();
  });
}

interface Serving {
  readonly ticks: TickQueue;
  readonly start: Date;
  readonly sent: (tick: Tick) => void;
}

function servedSchedule(name: TickName, { ticks, start, sent }: Serving): Schedule {
  return {
    name,
    recurrence: parseSchedule(tickSchedules[name], bankTimeZone, start),
    async fire(at) {
      const tick = { kind: name, scheduledTime: timeText(at) };
      try {
        await ticks.send(tick);
      } catch (error) {
        const again = `schedule run-now ${name} --at ${tick.scheduledTime}`;
        throw new Error(`The ${name} tick was not sent (${String(error)}); send it by ${again}`, {
          cause: error,
        });
      }
      sent(tick);
    },
  };
}

function report(problem: string): void {
  process.stderr.write(`${problem}\n`);
}
