import type { Pool } from 'pg';

/** What one client does again and again. */
export interface Load {
  readonly pool: Pool;
  /** Answers how much it did: transactions, journals. */
  call(): Promise<number>;
}

export interface LoopTimes {
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** A call that began after the warm-up. Times in milliseconds. */
interface Lap {
  readonly from: number;
  readonly to: number;
  readonly units: number;
}

export interface Closed {
  readonly perSecond: number;
  /** Of each call that was measured, milliseconds. */
  readonly latencies: readonly number[];
  /** Done in all, the warm-up included. */
  readonly units: number;
}

/**
 * Each connection of the pool has one client that begins its next call when the last has answered. A client's rate
 * counts from the beginning of its first call after the warm-up to the end of its last, so that no call is cut in two.
 */
export async function closedLoop(load: Load, { warmUpMs, measureMs }: LoopTimes): Promise<Closed> {
  const measuredFrom = performance.now() + warmUpMs;
  const until = measuredFrom + measureMs;
  let units = 0;
  const client = async (): Promise<readonly Lap[]> => {
    const laps: Lap[] = [];
    let from = performance.now();
    // A call may be longer than the time: one at least is measured.
    while (from < until || laps.length === 0) {
      const done = await load.call();
      const to = performance.now();
      units += done;
      if (from >= measuredFrom) laps.push({ from, to, units: done });
      from = to;
    }
    return laps;
  };
  const clients = await Promise.all(Array.from({ length: load.pool.options.max }, client));
  return {
    perSecond: clients.map(rateOf).reduce((sum, rate) => sum + rate, 0),
    latencies: clients.flat().map(({ from, to }) => to - from),
    units,
  };
}

/** Units a second from the beginning of the first lap to the end of the last; laps follow each other without a pause. */
function rateOf(laps: readonly Lap[]): number {
  const units = laps.reduce((sum, lap) => sum + lap.units, 0);
  const took = laps.reduce((sum, { from, to }) => sum + to - from, 0);
  return (units / took) * 1000;
}
