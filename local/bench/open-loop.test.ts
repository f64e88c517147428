import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { closedLoop, type Load } from './closed-loop.ts';
import { openLoop } from './open-loop.ts';
import { percentile } from './statistics.ts';

const serviceMs = 20;

/** A server that answers one caller at a time and takes its time; no connection is ever made. */
function aSlowServer(connections: number): Load {
  return {
    pool: new Pool({ max: connections }),
    call: async () => {
      await sleep(serviceMs);
      return 1;
    },
  };
}

/** Callers at even distances. */
const every = (ms: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => index * ms);

describe('Regression 30: the cap of a load generator hides how slow the server is', () => {
  it('a caller’s time runs from when it was due, however long nobody served it', async () => {
    const overloaded = await openLoop(aSlowServer(1), { arrivals: every(5, 30), queueLimit: 1_000 });
    expect([overloaded.latencies.length, overloaded.dropped]).toEqual([30, 0]);
    // Each waits for all before it: the last came after 145 ms and is served after 30 times 20 ms.
    expect(percentile(overloaded.latencies, 1)).toBeGreaterThan(30 * serviceMs - 145 - 5);
    expect(overloaded.longestQueue).toBeGreaterThan(15);
    // A generator that waits for its answers before it asks again never sees the queue.
    const closed = await closedLoop(aSlowServer(1), { warmUpMs: 0, measureMs: 300 });
    expect(percentile(closed.latencies, 0.5)).toBeLessThan(percentile(overloaded.latencies, 0.5) / 3);
  });

  it('a caller who finds the queue full is dropped, counted, and slower than everything', async () => {
    const { latencies, dropped } = await openLoop(aSlowServer(1), { arrivals: every(1, 40), queueLimit: 3 });
    expect(dropped).toBeGreaterThan(20);
    expect(latencies).toHaveLength(40);
    expect(latencies.filter((each) => each === Infinity)).toHaveLength(dropped);
    expect(percentile(latencies, 0.99)).toBe(Infinity);
  });

  it('a server that keeps up shows its own time', async () => {
    const { latencies, dropped } = await openLoop(aSlowServer(4), { arrivals: every(25, 12), queueLimit: 3 });
    expect(dropped).toBe(0);
    expect(percentile(latencies, 0.5)).toBeLessThan(2 * serviceMs);
    expect(percentile(latencies, 0.5)).toBeGreaterThanOrEqual(serviceMs - 2);
  });
});
