import type { Client, Pool } from 'pg';
import type { Random } from '../seed/random.ts';
import type { Load } from './closed-loop.ts';
import type { Plan } from './plans.ts';

/** TPC-B as pgbench plays it: ten tellers and 100,000 accounts a branch, rows filled up to a hundred bytes. */
const tellersPerBranch = 10;

export type Size = Pick<Plan, 'branches' | 'accountsPerBranch'>;

/** Makes pgbench's four tables; the role of the load may do to them what the seven statements do. */
export async function prepareYardstick(admin: Client, { branches, accountsPerBranch }: Size): Promise<void> {
  await admin.query(`
    CREATE TABLE pgbench_branches (bid int NOT NULL, bbalance int, filler char(88)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_tellers (tid int NOT NULL, bid int, tbalance int, filler char(84)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_accounts (aid int NOT NULL, bid int, abalance int, filler char(84)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    INSERT INTO pgbench_branches SELECT n, 0 FROM generate_series(1, ${branches}) n;
    INSERT INTO pgbench_tellers
    SELECT n, (n - 1) / ${tellersPerBranch} + 1, 0 FROM generate_series(1, ${branches * tellersPerBranch}) n;
    INSERT INTO pgbench_accounts
    SELECT n, (n - 1) / ${accountsPerBranch} + 1, 0, '' FROM generate_series(1, ${branches * accountsPerBranch}) n;
    ALTER TABLE pgbench_branches ADD PRIMARY KEY (bid);
    ALTER TABLE pgbench_tellers ADD PRIMARY KEY (tid);
    ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid);
    GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO bank_app`);
  await admin.query('VACUUM ANALYZE');
}

/** What pgbench does before each of its runs. */
export async function tidyYardstick(admin: Client): Promise<void> {
  await admin.query('VACUUM pgbench_branches');
  await admin.query('VACUUM pgbench_tellers');
  await admin.query('TRUNCATE pgbench_history');
}

/** One TPC-B transaction a call: seven statements, one round trip each, prepared once per connection. */
export function yardstickLoad(pool: Pool, size: Size, random: Random): Load {
  return {
    pool,
    async call() {
      const bid = 1 + random.below(size.branches);
      const tid = 1 + random.below(size.branches * tellersPerBranch);
      const aid = 1 + random.below(size.branches * size.accountsPerBranch);
      const delta = random.below(10_001) - 5_000;
      const client = await pool.connect();
      try {
        for (const { name, text, values } of statements({ bid, tid, aid, delta })) {
          await client.query({ name, text, values });
        }
      } finally {
        client.release();
      }
      return 1;
    },
  };
}

type Draws = Readonly<Record<'bid' | 'tid' | 'aid' | 'delta', number>>;

function statements({ bid, tid, aid, delta }: Draws): { name: string; text: string; values: number[] }[] {
  return [
    { name: 'begin', text: 'BEGIN', values: [] },
    {
      name: 'account',
      text: 'UPDATE pgbench_accounts SET abalance = abalance + $1 WHERE aid = $2',
      values: [delta, aid],
    },
    { name: 'read', text: 'SELECT abalance FROM pgbench_accounts WHERE aid = $1', values: [aid] },
    {
      name: 'teller',
      text: 'UPDATE pgbench_tellers SET tbalance = tbalance + $1 WHERE tid = $2',
      values: [delta, tid],
    },
    {
      name: 'branch',
      text: 'UPDATE pgbench_branches SET bbalance = bbalance + $1 WHERE bid = $2',
      values: [delta, bid],
    },
    {
      name: 'history',
      text: `INSERT INTO pgbench_history (tid, bid, aid, delta, mtime)
             VALUES ($1, $2, $3, $4, CURRENT_TIMESTAMP)`,
      values: [tid, bid, aid, delta],
    },
    { name: 'end', text: 'END', values: [] },
  ];
}
