import type { Pool } from 'pg';
import { randomOf } from '../seed/random.ts';
import type { Bench } from './bench.ts';
import { closedLoop, type Load, type LoopTimes } from './closed-loop.ts';
import type { Contender } from './contest.ts';
import { observe } from './observe.ts';
import type { PairPicker } from './picking.ts';
import type { Plan } from './plans.ts';
import { nothingYet, type PostingSource } from './postings.ts';
import { balanceOf, verifyRun } from './verify-run.ts';
import { tidyYardstick, yardstickLoad } from './yardstick.ts';

export function loopTimes({ seconds, warmUpSeconds }: Plan): LoopTimes {
  return { warmUpMs: warmUpSeconds * 1000, measureMs: seconds * 1000 };
}

/** The yardstick with a pool of as many connections as clients. */
export async function yardstickContender(bench: Bench, pool: Pool): Promise<Contender> {
  const admin = await bench.yardstick();
  const load = yardstickLoad(pool, bench.plan, randomOf('yardstick'));
  return {
    name: 'yardstick',
    async run() {
      await tidyYardstick(admin);
      const { result, cost } = await observe(admin, () => closedLoop(load, loopTimes(bench.plan)));
      return { closed: result, cost };
    },
  };
}

export interface PostingContender {
  readonly name: string;
  readonly pick: PairPicker;
  /** The account that most postings touch, held to what was acknowledged. */
  readonly hot?: string;
  readonly load: (source: PostingSource) => Load;
}

/** Postings into the books; after each run the books are held to what was acknowledged. */
export async function postingContender(
  bench: Bench,
  { name, pick, hot, load }: PostingContender,
): Promise<Contender> {
  const { admin } = await bench.books();
  const random = randomOf(name);
  return {
    name,
    async run() {
      const acknowledged = nothingYet(hot);
      const before = hot === undefined ? 0n : await balanceOf(admin, hot);
      const { result, cost } = await observe(admin, () =>
        closedLoop(load({ pick, random, acknowledged }), loopTimes(bench.plan)),
      );
      await verifyRun(admin, acknowledged, before);
      return { closed: result, cost };
    },
  };
}

/** Pools for both sides of a comparison, for as long as the work takes. */
export async function withPools<T>(
  bench: Bench,
  clients: number,
  work: (pools: { readonly yardstick: Pool; readonly books: Pool }) => Promise<T>,
): Promise<T> {
  await bench.yardstick();
  const { database } = await bench.books();
  const pools = {
    yardstick: bench.server.pool('bench_yardstick', clients),
    books: bench.server.pool(database, clients),
  };
  try {
    return await work(pools);
  } finally {
    await Promise.all([pools.yardstick.end(), pools.books.end()]);
  }
}
