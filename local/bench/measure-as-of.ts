import type { Client, Pool } from 'pg';
import * as z from 'zod';
import { randomOf, type Random } from '../seed/random.ts';
import type { Bench, Measure } from './bench.ts';
import { openedOn } from './books.ts';
import { BrokenBooks } from './broken-books.ts';
import type { HistoryBooks } from './history/generate.ts';
import { percentile } from './statistics.ts';

/** Days from the opening to the business date of the history. */
const span = 730;
const warmUps = 100;
/** Of each series, this many answers are compared with the sum over the entries. */
const compared = 5;

export interface Question {
  readonly account: string;
  readonly asOf: string;
  readonly knownAt: string | null;
}

interface Series {
  readonly name: string;
  readonly next: () => Question;
}

/** Balances as of random dates, of any account and of the longest, as known now and at an earlier moment. */
export const measureAsOf: Measure = async (bench, kinds) => {
  const books = await bench.history();
  const pool = bench.server.pool(books.database, 1);
  bench.report.line('Balances as of a date, one reader');
  const worst: number[] = [];
  for (const series of seriesOver(books)) worst.push(await readSeries(bench, pool, series));
  for (const { next } of seriesOver(books)) {
    for (let count = 0; count < compared; count += 1) await compareWithEntries(books.admin, pool, next());
  }
  await pool.end();
  return kinds.map(({ name, unit }) => ({ name, unit, value: Math.max(...worst) }));
};

function seriesOver({ accounts, longAccount }: HistoryBooks): readonly Series[] {
  const random = randomOf('as-of');
  const ask = (account: string, known: boolean): Question => ({
    account,
    asOf: dateAfter(random.below(span)),
    knownAt: known ? momentAfter(random) : null,
  });
  return [
    { name: 'any account', next: () => ask(random.pick(accounts), false) },
    { name: 'any account, as known earlier', next: () => ask(random.pick(accounts), true) },
    { name: 'the longest account', next: () => ask(longAccount, false) },
    { name: 'the longest account, as known earlier', next: () => ask(longAccount, true) },
  ];
}

async function readSeries({ report, plan }: Bench, pool: Pool, { name, next }: Series): Promise<number> {
  for (let count = 0; count < warmUps; count += 1) await balanceAsOf(pool, next());
  const times: number[] = [];
  for (let count = 0; count < plan.asOfReads; count += 1) {
    const question = next();
    const from = performance.now();
    await balanceAsOf(pool, question);
    times.push(performance.now() - from);
  }
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  report.line(`  ${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms of ${times.length}`);
  return p99;
}

const answered = z.object({ balance_minor: z.string() });

async function balanceAsOf(pool: Pool, { account, asOf, knownAt }: Question): Promise<string> {
  const { rows } = await pool.query({
    name: 'balance-as-of',
    text: 'SELECT balance_minor, version FROM bank.balance_as_of($1, $2, $3)',
    values: [account, asOf, knownAt],
  });
  return answered.parse(rows[0]).balance_minor;
}

/** @throws BrokenBooks when the answer is not the sum of the entries it speaks of */
export async function compareWithEntries(admin: Client, pool: Pool, question: Question): Promise<void> {
  const { account, asOf, knownAt } = question;
  const { rows } = await admin.query(
    `SELECT (CASE min(l.normal_side) WHEN 'debit' THEN 1 ELSE -1 END * coalesce(sum(e.amount_minor), 0))::text
       AS balance_minor
     FROM books.account a JOIN books.ledger_account l ON l.code = a.ledger_account
     LEFT JOIN books.entry e ON e.account_id = a.id AND e.value_date <= $2
       AND ($3::timestamptz IS NULL OR EXISTS (
         SELECT FROM books.journal j WHERE j.sequence = e.journal_sequence AND j.recorded_at <= $3::timestamptz))
     WHERE a.id = $1`,
    [account, asOf, knownAt],
  );
  const fromEntries = answered.parse(rows[0]).balance_minor;
  const answer = await balanceAsOf(pool, question);
  if (answer !== fromEntries)
    throw new BrokenBooks(
      `the balance of ${account} as of ${asOf}, known at ${knownAt ?? 'any time'}, is ${fromEntries} and not ${answer}`,
    );
}

function dateAfter(days: number): string {
  return new Date(Date.parse(openedOn) + days * 86_400_000).toISOString().slice(0, 10);
}

function momentAfter(random: Random): string {
  return `${dateAfter(random.below(span))}T${String(random.below(24)).padStart(2, '0')}:30:00Z`;
}
