import type { Client, Pool } from 'pg';
import { booksByPool } from '../../functions/adapters/postgres/proxy.ts';
import { readStatements, type Statements } from '../../functions/adapters/postgres/statements.ts';
import type { Period } from '../../functions/domain/report.ts';
import type { StatementLine } from '../../functions/domain/statement.ts';
import type { Bench, Measure } from './bench.ts';
import { BrokenBooks } from './broken-books.ts';
import {
  naiveBalanceSheet,
  naiveIncomeStatement,
  naiveTrialBalance,
  sumEntries,
} from './naive-statements.ts';

/** The quarters of the history, oldest first. */
const quarters: readonly Period[] = [
  { from: '2024-10-01', to: '2024-12-31' },
  { from: '2025-01-01', to: '2025-03-31' },
  { from: '2025-04-01', to: '2025-06-30' },
  { from: '2025-07-01', to: '2025-09-30' },
  { from: '2025-10-01', to: '2025-12-31' },
  { from: '2026-01-01', to: '2026-03-31' },
  { from: '2026-04-01', to: '2026-06-30' },
  { from: '2026-07-01', to: '2026-09-30' },
];

/**
 * Trial balance, balance sheet and income statement of every quarter, as the report worker reads them; the slowest
 * quarter counts. Each is read twice for the same bytes and held to the sum over the entries.
 */
export const measureStatements: Measure = async (bench, kinds) => {
  const { admin, database } = await bench.history();
  const pool = bench.server.pool(database, 1);
  await bench.report.step('Summing all entries, to compare statements with', () => sumEntries(admin));
  bench.report.line('Trial balance and statements of a quarter');
  const seconds: number[] = [];
  for (const quarter of quarters) seconds.push(await readQuarter(bench, { admin, pool, quarter }));
  await pool.end();
  return kinds.map(({ name, unit }) => ({ name, unit, value: Math.max(...seconds) }));
};

interface Reading {
  readonly admin: Client;
  readonly pool: Pool;
  readonly quarter: Period;
}

async function readQuarter({ report }: Bench, { admin, pool, quarter }: Reading): Promise<number> {
  const from = performance.now();
  const statements = await readStatements(booksByPool(pool), quarter);
  const first = bytesOf(statements);
  const seconds = (performance.now() - from) / 1000;
  const second = bytesOf(await readStatements(booksByPool(pool), quarter));
  const name = `${quarter.from} to ${quarter.to}`;
  if (first !== second) throw new BrokenBooks(`the statements of ${name} were different when read again`);
  await expectEqualToEntries(admin, quarter, {
    trial: trialLines(statements),
    balanceSheet: statementLines(statements.balanceSheet),
    income: statementLines(statements.income),
  });
  report.line(
    `  ${name}: ${seconds.toFixed(3)} s, ${first.length} bytes, twice the same, equal to the entries`,
  );
  return seconds;
}

/** Lines in any order, as `1010 1250` or `Total assets 1250`, debits of the trial balance positive. */
export interface PrintedLines {
  readonly trial: readonly string[];
  readonly balanceSheet: readonly string[];
  readonly income: readonly string[];
}

/** After `sumEntries`. @throws BrokenBooks naming the first line that is not the sum over the entries */
export async function expectEqualToEntries(
  admin: Client,
  quarter: Period,
  { trial, balanceSheet, income }: PrintedLines,
): Promise<void> {
  const name = `${quarter.from} to ${quarter.to}`;
  mustEqual(`trial balance of ${name}`, trial.toSorted(), await naiveTrialBalance(admin, quarter));
  mustEqual(`balance sheet of ${name}`, balanceSheet.toSorted(), await naiveBalanceSheet(admin, quarter));
  mustEqual(`income statement of ${name}`, income.toSorted(), await naiveIncomeStatement(admin, quarter));
}

function bytesOf(statements: Statements): string {
  return JSON.stringify(statements, (_name, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

function trialLines({ trial }: Statements): string[] {
  return trial.lines.map(({ code, debitMinor, creditMinor }) => `${code} ${debitMinor - creditMinor}`);
}

function statementLines(lines: readonly StatementLine[]): string[] {
  return lines.map(({ label, amountMinor }) => `${label} ${amountMinor}`);
}

function mustEqual(what: string, lines: readonly string[], expected: readonly string[]): void {
  const wrong = lines.find((line, index) => line !== expected[index]);
  if (wrong !== undefined || lines.length !== expected.length)
    throw new BrokenBooks(`the ${what} is not the sum over the entries, first at "${wrong ?? 'its end'}"`);
}
