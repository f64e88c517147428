import type { Client } from 'pg';
import * as z from 'zod';
import { BrokenBooks } from './broken-books.ts';
import type { Acknowledged } from './postings.ts';

const counts = z.object({
  journals: z.coerce.number(),
  lost: z.coerce.number(),
  unbalanced: z.coerce.number(),
});

/**
 * Every key that was acknowledged has exactly one journal, no other journal was made, each has its two entries, and
 * the watched account moved by what was acknowledged.
 * @param watchedBefore balance of the watched account before the run
 * @throws BrokenBooks
 */
export async function verifyRun(admin: Client, done: Acknowledged, watchedBefore: bigint): Promise<void> {
  const { rows } = await admin.query(
    `SELECT
       (SELECT count(*) FROM books.journal WHERE scope = $1) AS journals,
       (SELECT count(*) FROM unnest($2::text[]) key
        WHERE NOT EXISTS (SELECT FROM books.journal j WHERE j.scope = $1 AND j.key = key.key)) AS lost,
       (SELECT count(*) FROM (
          SELECT FROM books.journal j LEFT JOIN books.entry e ON e.journal_sequence = j.sequence WHERE j.scope = $1
          GROUP BY j.sequence HAVING count(e.line_no) <> 2 OR sum(e.amount_minor) <> 0) j) AS unbalanced`,
    [done.scope, done.keys],
  );
  const { journals, lost, unbalanced } = counts.parse(rows[0]);
  const keys = new Set(done.keys).size;
  if (lost > 0) throw new BrokenBooks(`${lost} acknowledged postings have no journal`);
  if (journals !== keys || keys !== done.keys.length)
    throw new BrokenBooks(`${done.keys.length} postings were acknowledged and ${journals} journals made`);
  if (unbalanced > 0) throw new BrokenBooks(`${unbalanced} journals don't have two entries that sum to zero`);
  if (done.watched === undefined) return;
  const moved = (await balanceOf(admin, done.watched)) - watchedBefore;
  if (moved !== done.watchedMinor)
    throw new BrokenBooks(`the hot account moved by ${moved}, and ${done.watchedMinor} was acknowledged`);
}

/** Balance of an account over its stripes, debits positive. */
export async function balanceOf(admin: Client, account: string): Promise<bigint> {
  const { rows } = await admin.query(
    'SELECT sum(balance_minor)::text AS minor FROM books.balance WHERE account_id = $1',
    [account],
  );
  return BigInt(z.object({ minor: z.string() }).parse(rows[0]).minor);
}
