import { randomOf } from '../seed/random.ts';
import { arrivalTimes } from './arrivals.ts';
import type { Bench, Measure } from './bench.ts';
import { closedLoop } from './closed-loop.ts';
import { loopTimes } from './contenders.ts';
import { costLine, observe } from './observe.ts';
import { openLoop, type Opened } from './open-loop.ts';
import { evenPairs } from './picking.ts';
import { nothingYet, singleLoad, type PostingSource } from './postings.ts';
import { median, percentile } from './statistics.ts';
import { verifyBooks } from './verify-books.ts';
import { verifyRun } from './verify-run.ts';

const clients = 16;
/** Far more than ever wait at half capacity: whoever is dropped is a finding, not a setting. */
const queueLimit = 10_000;
const openRounds = 3;

/**
 * How long single postings take from the moment they are due, at half of what 16 clients reached in a closed loop. Of
 * several runs the median of their 99th percentiles counts; a dropped caller is slower than everything.
 */
export const measureLatency: Measure = async (bench, kinds) => {
  const { admin } = await bench.books();
  const capacity = bench.capacityOf16 ?? (await closedRate(bench));
  const perSecond = capacity / 2;
  bench.report.line(`Single postings, open loop, ${Math.round(perSecond)}/s on ${clients} connections`);
  const worst: number[] = [];
  for (let round = 1; round <= openRounds; round += 1) worst.push(await openRun(bench, perSecond, round));
  await bench.report.step('Verifying the books', () => verifyBooks(admin));
  return kinds.map(({ name, unit }) => ({ name, unit, value: median(worst) }));
};

async function sourceIn(bench: Bench, name: string): Promise<PostingSource> {
  const { accounts } = await bench.books();
  return {
    pick: evenPairs(accounts, randomOf(name)),
    random: randomOf(`amounts ${name}`),
    acknowledged: nothingYet(),
  };
}

async function closedRate(bench: Bench): Promise<number> {
  const { database, admin } = await bench.books();
  const pool = bench.server.pool(database, clients);
  const source = await sourceIn(bench, 'capacity');
  const { perSecond } = await closedLoop(singleLoad(pool, source), loopTimes(bench.plan));
  await pool.end();
  await verifyRun(admin, source.acknowledged, 0n);
  return perSecond;
}

async function openRun(bench: Bench, perSecond: number, round: number): Promise<number> {
  const { database, admin } = await bench.books();
  const draws = randomOf(`arrivals ${round}`);
  const arrivals = arrivalTimes(perSecond, bench.plan.openLoopSeconds, () => draws.below(2 ** 32) / 2 ** 32);
  const pool = bench.server.pool(database, clients);
  const source = await sourceIn(bench, `open ${round}`);
  const load = singleLoad(pool, source);
  // Connections and plans are there before the first caller comes.
  await closedLoop(load, { ...loopTimes(bench.plan), measureMs: 0 });
  const { result, cost } = await observe(admin, () => openLoop(load, { arrivals, queueLimit }));
  await pool.end();
  await verifyRun(admin, source.acknowledged, 0n);
  bench.report.line(`  round ${round}: ${openText(result)}; ${costLine(cost, result.latencies.length)}`);
  return percentile(result.latencies, 0.99);
}

function openText({ latencies, lateness, dropped, longestQueue }: Opened): string {
  const at = (share: number): string => percentile(latencies, share).toFixed(1);
  const late = percentile(lateness, 0.99).toFixed(1);
  return [
    `p50 ${at(0.5)}, p99 ${at(0.99)}, p99.9 ${at(0.999)}, longest ${at(1)} ms`,
    `of ${latencies.length} due ${dropped} dropped, longest queue ${longestQueue}`,
    `the generator's own lateness p99 ${late} ms`,
  ].join('; ');
}
