import type { Client } from 'pg';
import * as z from 'zod';
import type { Period } from '../../functions/domain/report.ts';

/**
 * Sums over all entries by which statements are judged: of ledger accounts a day, and of accounts in each quarter.
 * Knows nothing of movements, balances or any function of the books.
 */
export async function sumEntries(admin: Client): Promise<void> {
  // Hundreds of thousands of sums at a time, which would otherwise be written to disk and read again.
  await admin.query(`
    SET work_mem = '256MB';
    CREATE TEMPORARY TABLE summed_ledger AS
    SELECT ledger_account, business_date, sum(amount_minor) AS minor FROM books.entry GROUP BY 1, 2;
    CREATE TEMPORARY TABLE summed_account AS
    SELECT account_id, date_trunc('quarter', business_date::timestamp)::date AS quarter, sum(amount_minor) AS minor
    FROM books.entry GROUP BY 1, 2;
    RESET work_mem`);
}

/** Lines such as `1010 1250`: code and closing balance, debits positive. */
export async function naiveTrialBalance(admin: Client, { to }: Period): Promise<string[]> {
  return linesOf(
    admin,
    `SELECT CASE WHEN l.class IN ('Income', 'Expense') AND s.business_date < date_trunc('year', $1::date)
       THEN '3040' ELSE l.code END || ' ' || sum(s.minor)
     FROM summed_ledger s JOIN books.ledger_account l ON l.code = s.ledger_account
     WHERE s.business_date <= $1
     GROUP BY CASE WHEN l.class IN ('Income', 'Expense') AND s.business_date < date_trunc('year', $1::date)
       THEN '3040' ELSE l.code END`,
    [to],
  );
}

/** Lines such as `Total assets 1250`, on the side on which each shows. */
export async function naiveBalanceSheet(admin: Client, { to }: Period): Promise<string[]> {
  return linesOf(
    admin,
    `${under},
     overdrawn AS (
       SELECT ledger_account, sum(minor) AS minor FROM (
         SELECT a.ledger_account, sum(s.minor) AS minor
         FROM summed_account s JOIN books.account a ON a.id = s.account_id
         WHERE s.quarter <= $2 AND a.ledger_account IN ('2010', '2020', '2030', '2040', '2050')
         GROUP BY a.id HAVING sum(s.minor) > 0
       ) owed GROUP BY ledger_account
     ),
     amount AS (
       SELECT CASE WHEN l.class NOT IN ('Income', 'Expense') THEN l.code
         WHEN s.business_date < date_trunc('year', $3::date) THEN '3040' ELSE '3045' END AS code, s.minor
       FROM summed_ledger s JOIN books.ledger_account l ON l.code = s.ledger_account WHERE s.business_date <= $3
       UNION ALL SELECT ledger_account, -minor FROM overdrawn
       UNION ALL SELECT '1490', minor FROM overdrawn
     ) ${shown}`,
    ['balance-sheet', to, to],
  );
}

export async function naiveIncomeStatement(admin: Client, { from, to }: Period): Promise<string[]> {
  return linesOf(
    admin,
    `${under},
     amount AS (
       SELECT s.ledger_account AS code, s.minor FROM summed_ledger s WHERE s.business_date BETWEEN $2 AND $3
     ) ${shown}`,
    ['income-statement', from, to],
  );
}

/** Which leaves lie under each line: from every leaf the way up to the root. */
const under = `
  WITH RECURSIVE under AS (
    SELECT code AS line, code AS leaf FROM books.statement_line
    UNION ALL
    SELECT s.parent, under.leaf FROM under JOIN books.statement_line s ON s.code = under.line WHERE s.parent IS NOT NULL
  )`;

const shown = `
  SELECT s.label || ' ' || CASE s.side WHEN 'debit' THEN 1 ELSE -1 END * coalesce(sum(amount.minor), 0)
  FROM books.statement_line s
  JOIN under ON under.line = s.code
  LEFT JOIN books.ledger_account l ON l.statement_line = under.leaf
  LEFT JOIN amount ON amount.code = l.code
  WHERE s.statement = $1
  GROUP BY s.code`;

async function linesOf(admin: Client, query: string, values: readonly unknown[]): Promise<string[]> {
  const { rows } = await admin.query<unknown[]>({ text: query, values: [...values], rowMode: 'array' });
  return z
    .array(z.tuple([z.string()]))
    .parse(rows)
    .map(([line]) => line)
    .sort();
}
