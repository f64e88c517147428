import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { BalanceReader } from '../../services/ports/ledger.ts';
import type { BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { instantText, minorText } from './parse.ts';

const row = z.object({
  accountId: z.string(),
  asOf: z.string(),
  knownAt: instantText.nullable(),
  currency: z.string(),
  balanceMinor: minorText,
  version: z.coerce.number(),
});

/** Balances on both axes of time: the value date, and the moment until which the books had recorded. */
export function balanceReader(database: BooksDatabase): BalanceReader {
  return {
    async asOf(accountId, asOf, knownAt) {
      const [found] = await reachable(
        database.rows(sql`
          SELECT account_id::text AS "accountId", as_of::text AS "asOf", known_at::text AS "knownAt", currency,
            balance_minor AS "balanceMinor", version
          FROM bank.balance_as_of(${accountId}::uuid, ${asOf}::date, ${knownAt ?? null}::timestamptz)`),
      );
      return found && row.parse(found);
    },
  };
}
