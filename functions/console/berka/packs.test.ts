import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '../../../local/testing/database.ts';
import { booksOf, quietProgress } from '../../../local/testing/console-context.ts';
import type { ConsoleContext } from '../context.ts';
import { runConsole } from '../main.ts';

const madeUp = join(import.meta.dirname, 'testing', 'year');
const real = join(process.env['BANK_TEST_DATA'] ?? '/nonexistent', 'berka');
const quarters = ['1993Q1', '1993Q2', '1993Q3', '1993Q4'] as const;
type Quarter = (typeof quarters)[number];

interface Made {
  readonly status: string;
  readonly sha256: string;
  readonly problem: { readonly code: string } | null;
  readonly rules: readonly { readonly id: string; readonly outcome: string }[];
}

/** The console over books of its own; no bank runs beside it, so nothing has a queue. */
function useConsole(directory: string): (...args: readonly string[]) => Promise<[number, string]> {
  const database = useTestDatabase();
  const output: string[] = [];
  const context: ConsoleContext = {
    openBooks: booksOf(() => database().operator),
    out: (text) => output.push(text),
    progress: quietProgress,
  };
  const run = async (...args: readonly string[]): Promise<[number, string]> => {
    output.length = 0;
    const code = await runConsole(context, [...args, '--books', 'berka']);
    return [code, output.join('\n')];
  };
  beforeAll(async () => {
    expect((await run('import', 'berka', directory, '--until', '1993-12-31'))[0]).toBe(0);
    // As autovacuum would before anybody asks for a report.
    await database().owner.query('ANALYZE');
  }, 180_000);
  return run;
}

type Run = ReturnType<typeof useConsole>;

async function made(run: Run, period: string): Promise<Made> {
  const [code, text] = await run('report', 'request', 'quarter', period, '--wait', '--json');
  const job = JSON.parse(text) as Made;
  expect([code, job.status]).toEqual([job.status === 'ready' ? 0 : 1, job.status]);
  return job;
}

/** The rules that do not pass, by what they say. */
const beside = (rules: Made['rules']): Record<string, string[]> =>
  Object.fromEntries(
    [...Map.groupBy(rules, ({ outcome }) => outcome)]
      .filter(([outcome]) => outcome !== 'pass')
      .map(([outcome, found]) => [outcome, found.map(({ id }) => id)]),
  );

// The bank's first year: there is no December before it, and in the first quarter no quarter before.
const first = ['E51', 'E52', 'E53', 'E54', 'E55'];
const later = ['E54', 'E55'];

describe('Of a year of made-up transactions, the pack of', () => {
  const run = useConsole(madeUp);

  it.each<[Quarter, Record<string, string[]>]>([
    // Charges ate the deposit on its day and interest came on the last one: interest without an average balance.
    ['1993Q1', { explain: ['E46'], 'not-comparable': first }],
    ['1993Q2', { 'not-comparable': later }],
    ['1993Q3', { 'not-comparable': later }],
    ['1993Q4', { 'not-comparable': later }],
  ])('%s is made, and asks for the explanation it should', async (period, expected) => {
    const job = await made(run, period);
    expect(job).toMatchObject({ status: 'ready', problem: null });
    expect(job.rules).toHaveLength(55);
    expect(beside(job.rules)).toEqual(expected);
    expect((await made(run, period)).sha256).toBe(job.sha256);
  });

  it('a quarter is told with the numbers of the rule that asks', async () => {
    const [code, text] = await run('report', 'request', 'quarter', '1993Q1');
    expect(code).toBe(0);
    expect(text).toContain('49 pass, 1 ask for an explanation (E46), 5 have nothing to compare with (E51,');
    expect(text).toContain('E46 RI 2.a.(1) > 0 implies RC-K 10 > 0: 1 against 0 thousand');
  });

  it('every quarter is in the list of these books', async () => {
    const [, text] = await run('report', 'list', '--kind', 'quarter', '--json');
    expect((JSON.parse(text) as { period: string }[]).map(({ period }) => period)).toEqual(
      quarters.toReversed(),
    );
  });

  it('a quarter that has not begun is refused', async () => {
    expect(await made(run, '1994Q1')).toMatchObject({
      status: 'failed',
      problem: { code: 'business-date-refused' },
    });
  });
});

const sum = (amounts: Iterable<number>): number => [...amounts].reduce((total, each) => total + each, 0);

/** What is owed to depositors at the end of a quarter, and interest paid in the year so far, in dollars, from the file. */
function fromTheFile(end: string): { deposits: number; interest: number } {
  const balances = new Map<string, number>();
  let interest = 0;
  for (const line of readFileSync(join(real, 'trans.asc'), 'latin1').split('\n').slice(1)) {
    const [, account = '', date = '', type, , text, , purpose] = line.replaceAll('"', '').split(';');
    if (date === '' || date > end) continue;
    const amount = type === 'PRIJEM' ? Number(text) : -Number(text);
    balances.set(account, (balances.get(account) ?? 0) + amount);
    if (purpose === 'UROK') interest += amount;
  }
  // An overdrawn account is a loan.
  return { deposits: sum([...balances.values()].filter((balance) => balance > 0)), interest };
}

const withRealData = existsSync(real) ? describe : describe.skip;
withRealData('Of the real transactions (BANK_TEST_DATA), the pack of', () => {
  const run = useConsole(real);
  const folder = mkdtempSync(join(tmpdir(), 'berka-packs-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it.each<[Quarter, string, string[]]>([
    ['1993Q1', '930331', first],
    ['1993Q2', '930630', later],
    ['1993Q3', '930930', later],
    ['1993Q4', '931231', later],
  ])('%s is made; every rule that has something to compare with passes', async (period, end, nothing) => {
    const { status, rules } = await made(run, period);
    expect([status, beside(rules)]).toEqual(['ready', { 'not-comparable': nothing }]);
    const path = join(folder, `${period}.json`);
    await run('report', 'export', 'quarter', period, '--format', 'json', '--out', path);
    const { schedules } = JSON.parse(readFileSync(path, 'utf8')) as {
      schedules: Record<string, Record<string, { thousands: string }>>;
    };
    const { deposits, interest } = fromTheFile(end);
    // What is added up from the file, to the thousand that rounding may shift.
    expect(Math.abs(Number(schedules['RC']?.['RCON2200']?.thousands) - deposits / 1000)).toBeLessThan(1);
    expect(Math.abs(Number(schedules['RI']?.['RIAD4508']?.thousands) - interest / 1000)).toBeLessThan(1);
  });
});
