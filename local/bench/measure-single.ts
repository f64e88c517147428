import { randomOf } from '../seed/random.ts';
import type { Bench, Measure } from './bench.ts';
import { postingContender, withPools, yardstickContender } from './contenders.ts';
import { contest, ratioOf, type Contender } from './contest.ts';
import { sizeInName } from './figures.ts';
import { evenPairs } from './picking.ts';
import { singleLoad } from './postings.ts';
import { verifyBooks } from './verify-books.ts';

/** Single postings among all accounts, and among few ones to compare, at several numbers of clients. */
export const measureSingle: Measure = async (bench, kinds) => {
  const figures = [];
  for (const { name, unit } of kinds) {
    const clients = sizeInName(name);
    const value = await ratioAt(bench, clients);
    figures.push({ name, unit, value });
  }
  const { admin } = await bench.books();
  await bench.report.step('Verifying the books', () => verifyBooks(admin));
  return figures;
};

async function ratioAt(bench: Bench, clients: number): Promise<number> {
  const { plan, report } = bench;
  const { accounts } = await bench.books();
  return withPools(bench, clients, async (pools) => {
    report.line(`Single postings, ${clients} clients`);
    const among = (count: number): Promise<Contender> =>
      postingContender(bench, {
        name: `among ${count} accounts`,
        pick: evenPairs(accounts.slice(0, count), randomOf(`single ${count} ${clients}`)),
        load: (source) => singleLoad(pools.books, source),
      });
    const medians = await contest(report, plan.rounds, [
      await yardstickContender(bench, pools.yardstick),
      await among(plan.accounts),
      await among(plan.fewAccounts),
    ]);
    if (clients === 16) bench.capacityOf16 = medians[1] ?? 0;
    return ratioOf(medians, 1);
  });
}
