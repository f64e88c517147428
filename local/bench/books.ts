import { randomUUID } from 'node:crypto';
import type { Client, Pool } from 'pg';
import * as z from 'zod';
import type { Plan } from './plans.ts';
import type { BenchServer } from './server.ts';

/** Books that postings are measured on. */
export interface LoadBooks {
  readonly database: string;
  /** The superuser in that database. */
  readonly admin: Client;
  /** Customers' accounts that can't be overdrawn, all of them funded. */
  readonly accounts: readonly string[];
}

/** A Tuesday two years before the books of the benchmark stand. */
export const openedOn = '2024-10-01';
/** The business date of postings under measurement. */
export const standAt = '2026-10-01';
/** Of each account in the books for postings, in cents: no posting under measurement is refused. */
const fundedMinor = 1_000_000n;
const accountsPerCall = 5_000;

/**
 * Opens the books and customers' accounts numbered from 1, ten to a customer, over the five kinds of deposits. Every
 * hundredth has no floor, so that some can be overdrawn.
 */
export async function openAccounts(server: BenchServer, database: string, count: number): Promise<void> {
  const operator = await server.admin(database);
  await operator.query('SET ROLE bank_operator');
  await operator.query('SELECT bank.open_books($1)', [openedOn]);
  await operator.query(
    `SELECT bank.open_customer(jsonb_build_object('number', lpad(n::text, 8, '0'), 'name', 'Customer ' || n,
       'id', lpad(to_hex(n), 32, '0')::uuid))
     FROM generate_series(1, $1::int) n`,
    [Math.ceil(count / 10)],
  );
  for (let from = 1; from <= count; from += accountsPerCall) {
    await operator.query(
      `SELECT bank.open_account(jsonb_build_object('number', (6000000000 + n)::text, 'product', 'Deposit',
         'name', 'Account ' || n, 'ledgerAccount', (2010 + n / 3 % 5 * 10)::text,
         'customer', lpad(to_hex((n + 9) / 10), 32, '0')::uuid,
         'floorMinor', CASE WHEN n % 100 > 0 THEN '0' END))
       FROM generate_series($1::int, $2::int) n`,
      [from, Math.min(from + accountsPerCall - 1, count)],
    );
  }
  await operator.end();
}

/** Copies the empty books, rolls them to the date of the measurements and pays cash into every account. */
export async function prepareBooks(server: BenchServer, empty: string, plan: Plan): Promise<LoadBooks> {
  const database = 'bench_books';
  await server.createDatabase(database, empty);
  const admin = await server.admin(database);
  await admin.query('SELECT bank.roll_business_date($1)', [standAt]);
  const { rows } = await admin.query(
    'SELECT id FROM books.account WHERE customer_id IS NOT NULL ORDER BY number LIMIT $1',
    [plan.accounts],
  );
  const accounts = z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
  const pool = server.pool(database, 1);
  for (let from = 0; from < accounts.length; from += accountsPerCall) {
    await fund(pool, accounts.slice(from, from + accountsPerCall));
  }
  await pool.end();
  await admin.query('VACUUM ANALYZE');
  return { database, admin, accounts };
}

async function fund(pool: Pool, accounts: readonly string[]): Promise<void> {
  const journals = accounts.map((account) => ({
    id: randomUUID(),
    scope: 'bench-funding',
    key: randomUUID(),
    requestHash: account,
    type: 'STANDARD',
    template: 'P01',
    description: 'Cash deposit',
    actor: 'bench',
    entries: [
      { gl: '1010', minor: fundedMinor.toString(), currency: 'USD' },
      { account, minor: (-fundedMinor).toString(), currency: 'USD' },
    ],
  }));
  await pool.query('SELECT bank.post_journals($1::jsonb)', [JSON.stringify({ journals })]);
}
