import { randomOf } from '../seed/random.ts';
import type { Measure } from './bench.ts';
import type { LoadBooks } from './books.ts';
import { postingContender, withPools, yardstickContender } from './contenders.ts';
import { contest, ratioOf, type Contender } from './contest.ts';
import { sizeInName, type FigureKind } from './figures.ts';
import { hotPairs } from './picking.ts';
import { singleLoad } from './postings.ts';
import { verifyBooks } from './verify-books.ts';

/** Vault cash: an account of the bank without a floor, so that it may be striped. */
const vaultCash = '00000000-0000-8000-8000-000000001010';

/** Nine of ten single postings touch one account: a customer's, which is strict, or one of the bank, striped. */
export const measureHot: Measure = async (bench, kinds) => {
  const { admin, accounts } = await bench.books();
  await admin.query("SELECT bank.set_account_mode($1, 'striped')", [vaultCash]);
  const clients = Math.max(...kinds.map(({ name }) => sizeInName(name)));
  const figures = await withPools(bench, clients, async (pools) => {
    bench.report.line(`One hot account, ${clients} clients`);
    const contender = ({ name }: FigureKind): Promise<Contender> => {
      const hot = name.startsWith('hot-striped') ? vaultCash : firstOf(accounts);
      const pick = hotPairs(hot, accounts, randomOf(name));
      return postingContender(bench, { name, pick, hot, load: (source) => singleLoad(pools.books, source) });
    };
    const medians = await contest(bench.report, bench.plan.rounds, [
      await yardstickContender(bench, pools.yardstick),
      ...(await Promise.all(kinds.map(contender))),
    ]);
    return kinds.map(({ name, unit }, index) => ({ name, unit, value: ratioOf(medians, index + 1) }));
  });
  await bench.report.step('Verifying the books', () => verifyBooks(admin));
  return figures;
};

function firstOf(accounts: LoadBooks['accounts']): string {
  const [first] = accounts;
  if (first === undefined) throw new RangeError('The books have no accounts.');
  return first;
}
