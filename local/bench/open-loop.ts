import { setTimeout as sleep } from 'node:timers/promises';
import type { Load } from './closed-loop.ts';

export interface OpenLoop {
  /** When callers arrive, milliseconds from the start, in order. */
  readonly arrivals: readonly number[];
  /** How many may wait for a connection; whoever comes then is dropped. */
  readonly queueLimit: number;
}

export interface Opened {
  /** From the moment each caller was due until its answer; infinite for a dropped one. Milliseconds. */
  readonly latencies: readonly number[];
  readonly dropped: number;
  /** How much later than due the generator itself noticed each caller: its own share of the latencies. */
  readonly lateness: readonly number[];
  readonly longestQueue: number;
}

/** Callers come when they come, whether or not earlier ones have been answered; nobody is left out of the count. */
export async function openLoop(load: Load, { arrivals, queueLimit }: OpenLoop): Promise<Opened> {
  const startedAt = performance.now();
  const since = (): number => performance.now() - startedAt;
  const latencies: number[] = [];
  const lateness: number[] = [];
  const queue: number[] = [];
  const working: Promise<void>[] = [];
  const failed = Promise.withResolvers<never>();
  let free = load.pool.options.max;
  let dropped = 0;
  let longestQueue = 0;

  const work = async (): Promise<void> => {
    free -= 1;
    for (let due = queue.shift(); due !== undefined; due = queue.shift()) {
      await load.call();
      latencies.push(since() - due);
    }
    free += 1;
  };
  const admit = (due: number): void => {
    lateness.push(since() - due);
    if (free === 0 && queue.length >= queueLimit) {
      dropped += 1;
      latencies.push(Infinity);
      return;
    }
    queue.push(due);
    if (free > 0) working.push(work().catch(failed.reject));
    longestQueue = Math.max(longestQueue, queue.length);
  };

  const arrive = async (): Promise<void> => {
    for (const due of arrivals) {
      while (since() < due) await sleep(Math.max(due - since(), 1));
      admit(due);
    }
    await Promise.all(working);
  };
  await Promise.race([arrive(), failed.promise]);
  return { latencies, dropped, lateness, longestQueue };
}
