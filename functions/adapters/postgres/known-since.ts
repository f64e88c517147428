import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { TrialBalanceLine } from '../../domain/trial-balance.ts';
import type { StoppedReader } from '../../services/ports.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { trialRow } from './statements.ts';

interface Known {
  readonly trialBalance: readonly TrialBalanceLine[];
  /** Of journals after the one that was named, which count on the date or before it, or correct forms of the year; the earliest first. */
  readonly sequences: readonly number[];
}

const known = z.object({
  lines: z.array(trialRow),
  sequences: z.array(z.number()),
});

/** One statement, so that the balances and the journals that explain them are of the same moment. */
export async function readKnownSince(
  database: BooksDatabase,
  { sequence, asOf, year, limit }: StoppedReader & { readonly limit: number },
): Promise<Known> {
  const answer = await callFunction(
    database,
    sql`
      SELECT json_build_object(
        'lines', (SELECT coalesce(json_agg(t ORDER BY t.ledger_account), '[]') FROM bank.trial_balance(${asOf}::date) t),
        'sequences', (
          SELECT coalesce(json_agg(later.sequence ORDER BY later.sequence), '[]')
          FROM (
            SELECT j.sequence FROM bank.journal j
            WHERE j.sequence > ${sequence}::bigint AND coalesce(j.adjusts_on, j.business_date) <= ${asOf}::date
            UNION
            SELECT c.sequence FROM bank.tax_corrections(${year}::integer, ${sequence}::bigint) c
            ORDER BY sequence LIMIT ${limit}::integer
          ) later
        ))::text`,
  );
  const { lines, sequences } = known.parse(jsonOf(answer));
  return { trialBalance: lines, sequences };
}
