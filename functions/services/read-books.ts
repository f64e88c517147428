import type { ChartAccount, TrialBalance } from '../domain/trial-balance.ts';
import type { BooksReader, Cache } from './ports.ts';

export interface ReadBooksPorts {
  readonly books: BooksReader;
  readonly cache: Cache;
}

const keepSeconds = 3600;

/** The trial balance at the close of a business date, today's so far unless one is given. */
export async function readTrialBalance(books: BooksReader, asOf: string | undefined): Promise<TrialBalance> {
  return books.trialBalance(asOf ?? (await books.businessDate()));
}

/** The chart of accounts, from the cache as long as its version (a hash of the chart) is the same. */
export async function readChart(ports: ReadBooksPorts): Promise<readonly ChartAccount[]> {
  const key = `chart:${await ports.books.chartVersion()}`;
  const { value } = await ports.cache.remember(key, keepSeconds, () => ports.books.chart());
  return value;
}
