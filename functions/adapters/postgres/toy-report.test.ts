import { beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '../../../local/testing/database.ts';
import { postToyQuarter } from '../../../local/testing/toy-bank.ts';
import {
  expectAdvances,
  expectCashFlow,
  expectSchedules,
  expectTrialBalance,
  toySchedules,
} from '../../../local/testing/toy-pack.ts';
import { BankError } from '../../domain/errors.ts';
import type { QuarterPack } from '../../domain/reports/quarter-pack.ts';
import type { ReportStatements } from '../../domain/reports/report-statements.ts';
import { seededDefinitions } from '../report-definitions.ts';
import { formOn } from '../../domain/reports/form.ts';
import { inOneReading } from './database.ts';
import { booksByPool } from './proxy.ts';
import { readForm } from './report-figures.ts';
import { reportStore } from './reports.ts';
import { storedReports } from './stored-reports.ts';

const database = useTestDatabase();
const quarter = { kind: 'quarter', period: '2026Q1' } as const;
let report: ReportStatements;
let pack: QuarterPack;

async function reportOf(key: {
  readonly kind: 'quarter' | 'year' | 'month';
  readonly period: string;
}): Promise<ReportStatements> {
  const books = booksByPool(database().app);
  const store = reportStore(books);
  await store.save(key, await store.build(key, () => Promise.resolve()));
  const stored = await storedReports(books).read(key);
  if (!stored) throw new Error('The report was not stored');
  return stored.content;
}

beforeAll(async () => {
  await postToyQuarter(database().operator);
  report = await reportOf(quarter);
  if (!report.pack) throw new Error('The report has no schedules');
  pack = report.pack;
});

describe('the quarter of the toy bank, posted through the books, closed and stored', () => {
  it('has the trial balance of V86', () => {
    expectTrialBalance(pack.ledger);
  });

  it.each(toySchedules)('prints schedules as %s says', (id, schedules) => {
    expectSchedules(pack, id, schedules);
  });

  it('has the cash flow of V94', () => {
    expectCashFlow(report.cashFlow);
  });

  it('passes every rule at tolerance 0', () => {
    expect(
      pack.rules.filter(({ outcome }) => outcome !== 'pass').map(({ id, outcome }) => [id, outcome]),
    ).toEqual(['E51', 'E52', 'E53'].map((id) => [id, 'not-comparable']));
    for (const { kind, left, right } of pack.rules)
      if (kind === 'footing' || kind === 'inter') expect(left).toBe(right);
  });

  it('prints daily averages: what came on 10 February counts from then', () => {
    const lines = pack.schedules.find(({ name }) => name === 'RC-K')?.lines ?? [];
    const average = (code: string): bigint | undefined => lines.find((line) => line.code === code)?.thousands;
    // 14,000 at the beginning and 17,670 for the last 50 of 90 days; time deposits 3,000 and 3,030.
    expect(average('RCON3381')).toBe(16_039n);
    expect(average('RCONHK17')).toBe(3_017n);
    expect(average('RCONHK16')).toBe(12_060n);
    expect(average('RCON3368')).toBeGreaterThan(101_000n);
  });

  it('prints advances by what is left of them', () => {
    expectAdvances(pack);
  });

  it('stands beside the quarter before, in which the bank opened, and beside no year before', () => {
    const assets = report.balanceSheet.find(({ label, isTotal }) => label === 'Total assets' && isTotal);
    expect(assets).toMatchObject({
      amountMinor: 10_402_070_000n,
      beforeMinor: 9_900_000_000n,
      yearBeforeMinor: null,
    });
    expect(report.cashFlow.at(-1)?.yearBeforeMinor).toBeNull();
    expect(report.incomeStatement.find(({ label }) => label === 'Net income')).toMatchObject({
      amountMinor: 27_926_500n,
      beforeMinor: 0n,
    });
  });

  it('is made of the definitions that the project carries', async () => {
    const inBooks = await inOneReading(booksByPool(database().app), (reading) =>
      readForm(reading, '2026-03-31'),
    );
    expect(inBooks).toEqual(formOn(await seededDefinitions(), '2026-03-31'));
  });
});

describe('another quarter', () => {
  it('compares the year to date with the quarter before', async () => {
    const next = await reportOf({ kind: 'quarter', period: '2026Q2' });
    const results =
      next.pack?.rules.filter(({ id }) => ['E51', 'E52', 'E53', 'E54', 'E55'].includes(id)) ?? [];
    expect(results.map(({ outcome, left, right }) => [outcome, left, right])).toEqual([
      ['pass', 1380n, 1380n],
      ['pass', 294n, 294n],
      ['pass', 480n, 480n],
      ['pass', 10_700n, 10_700n],
      ['pass', 840n, 840n],
    ]);
  });

  it('has no schedules for a month, and those of its last quarter for a year', async () => {
    expect((await reportOf({ kind: 'month', period: '2026-03' })).pack).toBeNull();
    const year = await reportOf({ kind: 'year', period: '2025' });
    expect(year.pack?.schedules[0]?.lines.find(({ code }) => code === 'RCON2170')?.thousands).toBe(99_000n);
    expect(year.balanceSheet[0]?.beforeMinor).toBeNull();
  });
});

describe('a report that does not add up', () => {
  it('is refused, with the rule and its numbers', async () => {
    await database().owner.query(`
      ALTER TABLE books.report_line DISABLE TRIGGER USER;
      UPDATE books.report_line SET expression = '1010' WHERE code = 'RCON0081'`);
    const building = reportStore(booksByPool(database().app)).build(quarter, () => Promise.resolve());
    const error: unknown = await building.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(BankError);
    expect(error).toMatchObject({ code: 'report-refused' });
    expect((error as BankError).message).toContain('E28 RC 29 = RC 12 (accounting equation)');
  });
});
