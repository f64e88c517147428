import type { Client } from 'pg';
import * as z from 'zod';
import { booksByPool } from '../../../functions/adapters/postgres/proxy.ts';
import { reportStore } from '../../../functions/adapters/postgres/reports.ts';
import { periodOf, type ReportKey } from '../../../functions/domain/report.ts';
import { BrokenBooks } from '../broken-books.ts';
import type { HistoryBooks } from '../history/generate.ts';
import { expectEqualToEntries } from '../measure-statements.ts';
import { sumEntries } from '../naive-statements.ts';
import type { BenchServer } from '../server.ts';

/** The last quarter of the history: the quarter and the year before it are there to stand beside it. */
const quarter: ReportKey = { kind: 'quarter', period: '2026Q3' };

export interface Lap {
  readonly step: string;
  readonly seconds: number;
}

const line = z.object({ label: z.string(), amountMinor: z.string() });
const printed = z.object({
  trialBalance: z.array(z.object({ code: z.string(), debitMinor: z.string(), creditMinor: z.string() })),
  balanceSheet: z.array(line),
  incomeStatement: z.array(line),
  pack: z.object({}).loose(),
});

function stopwatch(): { readonly laps: Lap[]; lap: (step: string) => void } {
  const laps: Lap[] = [];
  let from = performance.now();
  return {
    laps,
    lap(step) {
      const now = performance.now();
      laps.push({ step, seconds: (now - from) / 1000 });
      from = now;
    },
  };
}

/**
 * The pack as the worker makes and stores it, then its statements once more from the entries.
 * @throws BrokenBooks where the two differ
 */
export async function makePack(
  server: BenchServer,
  { database, admin }: Pick<HistoryBooks, 'database' | 'admin'>,
): Promise<readonly Lap[]> {
  const pool = server.pool(database, 1);
  const watch = stopwatch();
  const store = reportStore(booksByPool(pool));
  const content = await store.build(quarter, (step) => {
    watch.lap(step);
    return Promise.resolve();
  });
  await store.save(quarter, content);
  watch.lap('store');
  await expectPrinted(admin, content.text);
  watch.lap('again from the entries');
  const again = await store.build(quarter, () => Promise.resolve());
  await pool.end();
  if (again.sha256 !== content.sha256) throw new BrokenBooks('the pack was different when it was made again');
  return watch.laps;
}

async function expectPrinted(admin: Client, text: string): Promise<void> {
  const { trialBalance, balanceSheet, incomeStatement } = printed.parse(JSON.parse(text));
  await sumEntries(admin);
  const lines = (each: z.output<typeof line>): string => `${each.label} ${each.amountMinor}`;
  await expectEqualToEntries(admin, periodOf(quarter), {
    trial: trialBalance.map(
      ({ code, debitMinor, creditMinor }) => `${code} ${BigInt(debitMinor) - BigInt(creditMinor)}`,
    ),
    balanceSheet: balanceSheet.map(lines),
    income: incomeStatement.map(lines),
  });
}
