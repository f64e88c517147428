import { randomOf } from '../seed/random.ts';
import type { Measure } from './bench.ts';
import { postingContender, withPools, yardstickContender } from './contenders.ts';
import { contest, ratioOf } from './contest.ts';
import { sizeInName } from './figures.ts';
import { evenPairs } from './picking.ts';
import { batchLoad } from './postings.ts';
import { verifyBooks } from './verify-books.ts';

/** As many as the cores of the machine the goals are set for: more would wait for each other's rows. */
const clients = 2;

/** Journals a second in batches, beside the yardstick's transactions a second from as many clients. */
export const measureBatch: Measure = async (bench, kinds) => {
  const { admin, accounts } = await bench.books();
  const figures = await withPools(bench, clients, async (pools) => {
    bench.report.line(`Batches, ${clients} clients`);
    const contenders = kinds.map(({ name }) =>
      postingContender(bench, {
        name,
        pick: evenPairs(accounts, randomOf(name)),
        load: (source) => batchLoad(pools.books, source, sizeInName(name)),
      }),
    );
    const medians = await contest(bench.report, bench.plan.rounds, [
      await yardstickContender(bench, pools.yardstick),
      ...(await Promise.all(contenders)),
    ]);
    return kinds.map(({ name, unit }, index) => ({ name, unit, value: ratioOf(medians, index + 1) }));
  });
  await bench.report.step('Verifying the books', () => verifyBooks(admin));
  return figures;
};
