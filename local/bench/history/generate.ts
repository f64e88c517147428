import type { Client } from 'pg';
import * as z from 'zod';
import type { Plan } from '../plans.ts';
import type { Report } from '../report.ts';
import { standAt } from '../books.ts';
import type { BenchServer } from '../server.ts';
import { verifyBooks } from '../verify-books.ts';
import { forBulkLoading } from './bulk.ts';
import { planJournals } from './plan-journals.ts';
import { historySteps } from './write-journals.ts';

/** Books with two years behind them. */
export interface HistoryBooks {
  readonly database: string;
  readonly admin: Client;
  /** Ordinary customers' accounts. */
  readonly accounts: readonly string[];
  /** An account with a tenth of all entries, nearly all of them after the first day. */
  readonly longAccount: string;
  /** An account with ten entries after the first day. */
  readonly shortAccount: string;
}

const loaded = [
  'journal',
  'entry',
  'balance',
  'account_movement',
  'ledger_movement',
  'value_shift',
  'closed_day',
];

/** Makes the history inside the database and holds it to the rules of the books. */
export async function generateHistory(
  { server, report, plan }: { server: BenchServer; report: Report; plan: Plan },
  empty: string,
): Promise<HistoryBooks> {
  const database = 'bench_history';
  await server.createDatabase(database, empty);
  const admin = await server.admin(database);
  await admin.query('SELECT bank.roll_business_date($1)', [standAt]);
  await admin.query("SET work_mem = '512MB'");
  // Nothing is lost that could not be made again; the measurements run in other sessions.
  await admin.query('SET synchronous_commit = off');
  report.line(`Making ${plan.entries} entries over two years of business days`);
  const restore = await forBulkLoading(
    admin,
    loaded.map((table) => `books.${table}`),
  );
  await report.step('  Plan', async () => {
    for (const sql of planJournals(plan.entries / 2)) await admin.query(sql);
  });
  for (const { title, sql } of historySteps) await report.step(`  ${title}`, () => admin.query(sql));
  await report.step('  Indexes', restore);
  await report.step('  Vacuum, statistics, checkpoint', async () => {
    await admin.query('VACUUM ANALYZE');
    await admin.query('CHECKPOINT');
  });
  await report.step('Verifying the books', () => verifyBooks(admin));
  return { database, admin, ...(await accountsOf(admin)) };
}

async function accountsOf(
  admin: Client,
): Promise<Pick<HistoryBooks, 'accounts' | 'longAccount' | 'shortAccount'>> {
  const { rows } = await admin.query('SELECT id FROM bench_account WHERE no >= 0 ORDER BY no');
  const ids = z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
  const [longAccount, shortAccount] = ids.slice(-2);
  if (longAccount === undefined || shortAccount === undefined)
    throw new RangeError('The books have no accounts.');
  return { accounts: ids.slice(0, -2), longAccount, shortAccount };
}
