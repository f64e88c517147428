import type { Recurrence } from './expression.ts';

export interface Schedule {
  readonly name: string;
  readonly recurrence: Recurrence;
  /** Does what the schedule is for, as due at this time. */
  readonly fire: (scheduledTime: Date) => Promise<void>;
}

interface Due {
  readonly schedule: Schedule;
  readonly at: Date;
}

function dueTimes({ recurrence }: Schedule, after: Date, until: Date): Date[] {
  const times: Date[] = [];
  for (let at = recurrence.next(after); at && at <= until; at = recurrence.next(at)) times.push(at);
  return recurrence.isRate ? times.slice(-1) : times;
}

const tickMs = 1000;

/** Fires schedules as time passes: by a clock, or as far as it is told. Times before its start are not made up for. */
export class Scheduler {
  private readonly schedules: readonly Schedule[];
  private reached: Date;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  /** @param start from when times count */
  constructor(schedules: readonly Schedule[], start: Date) {
    this.schedules = schedules;
    this.reached = start;
  }

  get names(): string[] {
    return this.schedules.map(({ name }) => name);
  }

  /**
   * Fires all that is due up to this time, earliest first, and waits for it.
   * @throws {AggregateError} of what failed, after everything was tried
   */
  async advanceTo(time: Date): Promise<void> {
    const after = this.reached;
    if (time <= after) return;
    this.reached = time;
    const due: Due[] = this.schedules.flatMap((schedule) =>
      dueTimes(schedule, after, time).map((at) => ({ schedule, at })),
    );
    const failures: unknown[] = [];
    for (const { schedule, at } of due.sort((a, b) => a.at.getTime() - b.at.getTime())) {
      await schedule.fire(at).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  }

  /** Lets time pass, or come back, without firing anything. */
  skipTo(time: Date): void {
    this.reached = time;
  }

  /**
   * Fires one schedule as if it were due at this time.
   * @throws for an unknown name
   */
  async runNow(name: string, at: Date): Promise<void> {
    const schedule = this.schedules.find((each) => each.name === name);
    if (!schedule) throw new Error(`There is no schedule ${name}; there are ${this.names.join(', ')}.`);
    await schedule.fire(at);
  }

  /** Follows a clock from now on. */
  follow(now: () => Date, report: (problem: string) => void): void {
    const tick = async (): Promise<void> => {
      await this.advanceTo(now()).catch((error: unknown) => {
        report(`Schedule: ${String(error)}`);
      });
    };
    this.timer = setInterval(() => {
      this.running = this.running.then(tick);
    }, tickMs);
  }

  /** Fires nothing more and waits for what is being fired. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
