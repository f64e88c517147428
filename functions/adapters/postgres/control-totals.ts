import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { reachable } from './errors.ts';
import type { BooksDatabase } from './database.ts';

const minor = z.string().transform((text) => BigInt(text));
const row = z.object({
  transactions: z.coerce.number(),
  credits: z.coerce.number(),
  credit_minor: minor,
  debits: z.coerce.number(),
  debit_minor: minor,
  accounts: z.coerce.number(),
  balances_minor: minor,
  ledger_debit_minor: minor,
  ledger_credit_minor: minor,
});
export type ControlTotals = z.output<typeof row>;

/** What the books say was imported, read back by SQL from the customers' side and from the ledger's. */
export async function readControlTotals(database: BooksDatabase): Promise<ControlTotals> {
  const [totals] = await reachable(
    database.rows(sql`
      SELECT count(DISTINCT t.journal_id)::text AS transactions,
             count(*) FILTER (WHERE t.direction = 'credit')::text AS credits,
             coalesce(sum(t.amount_minor::bigint) FILTER (WHERE t.direction = 'credit'), 0)::text AS credit_minor,
             count(*) FILTER (WHERE t.direction = 'debit')::text AS debits,
             coalesce(sum(t.amount_minor::bigint) FILTER (WHERE t.direction = 'debit'), 0)::text AS debit_minor,
             (SELECT count(*) FROM bank.account WHERE customer_id IS NOT NULL)::text AS accounts,
             (SELECT coalesce(sum(balance_minor::bigint), 0) FROM bank.account WHERE customer_id IS NOT NULL)::text AS balances_minor,
             (SELECT coalesce(sum(debit_minor::bigint), 0) FROM bank.trial_balance((SELECT business_date FROM bank.business_date)))::text AS ledger_debit_minor,
             (SELECT coalesce(sum(credit_minor::bigint), 0) FROM bank.trial_balance((SELECT business_date FROM bank.business_date)))::text AS ledger_credit_minor
      FROM bank.account_transaction t`),
  );
  return row.parse(totals);
}
