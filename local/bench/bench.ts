import type { Client } from 'pg';
import { openAccounts, prepareBooks, type LoadBooks } from './books.ts';
import type { Figure, FigureKind } from './figures.ts';
import { generateHistory, type HistoryBooks } from './history/generate.ts';
import type { Plan } from './plans.ts';
import type { Report } from './report.ts';
import type { BenchServer } from './server.ts';
import { prepareYardstick } from './yardstick.ts';

/** What the groups of figures share: one server, its databases made when first needed, and what one found for another. */
export interface Bench {
  readonly server: BenchServer;
  readonly report: Report;
  readonly plan: Plan;
  /** The superuser in the yardstick's database. */
  readonly yardstick: () => Promise<Client>;
  /** Books with funded accounts, for postings. */
  readonly books: () => Promise<LoadBooks>;
  /** Books with two years of entries, for reading and back-dating. */
  readonly history: () => Promise<HistoryBooks>;
  /** Postings a second that 16 clients reached, once that is known. */
  capacityOf16?: number;
}

/** Measures figures of one group. */
export type Measure = (bench: Bench, kinds: readonly FigureKind[]) => Promise<readonly Figure[]>;

export function benchOn(server: BenchServer, report: Report, plan: Plan): Bench {
  const emptyBooks = once(() =>
    report.step(`Opening books with ${plan.accounts} accounts`, async () => {
      await server.createDatabase('bench_empty');
      await server.migrateBooks('bench_empty');
      await openAccounts(server, 'bench_empty', plan.accounts);
      return 'bench_empty';
    }),
  );
  return {
    server,
    report,
    plan,
    yardstick: once(() =>
      report.step(`Making the yardstick's tables, scale ${plan.branches}`, async () => {
        await server.createDatabase('bench_yardstick');
        const admin = await server.admin('bench_yardstick');
        await prepareYardstick(admin, plan);
        return admin;
      }),
    ),
    history: once(async () => generateHistory({ server, report, plan }, await emptyBooks())),
    books: once(async () => {
      const empty = await emptyBooks();
      return report.step('Funding every account', () => prepareBooks(server, empty, plan));
    }),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
