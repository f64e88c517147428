import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { StatementEntry } from '../../domain/documents/account-statement.ts';
import { feeKinds } from '../../domain/documents/fees.ts';
import type { CustomerTaxYear } from '../../domain/documents/tax-form.ts';
import type { DocumentReader } from '../../services/ports/documents.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { minorText } from './parse.ts';
import { correctionsOf } from './payee-corrections.ts';

const monthRow = z.object({
  month: z.string(),
  from: z.string(),
  to: z.string(),
  closed: z.boolean(),
  closingMinor: minorText.nullable(),
});

const fee = z.object({ kind: z.enum(feeKinds), minor: minorText });

const figures = z.object({
  customerNumber: z.string(),
  customerName: z.string(),
  accountNumber: z.string(),
  accountName: z.string(),
  ledgerAccount: z.string(),
  currency: z.string(),
  month: z.string(),
  from: z.string(),
  to: z.string(),
  days: z.number(),
  openingMinor: minorText,
  closingMinor: minorText,
  creditMinor: minorText,
  debitMinor: minorText,
  afterVersion: minorText,
  throughVersion: minorText,
  interestMinor: minorText,
  withheldMinor: minorText,
  yearInterestMinor: minorText,
  yearWithheldMinor: minorText,
  earned: z.object({ numerator: minorText, balanceDaysMinor: minorText }).nullable(),
  creditMonths: z.array(z.number()),
  termDays: z.number().nullable(),
  fees: z.array(fee.extend({ yearMinor: minorText })),
});

const entryRow: z.ZodType<StatementEntry> = z.object({
  id: z.string(),
  businessDate: z.string(),
  valueDate: z.string(),
  direction: z.enum(['credit', 'debit']),
  amountMinor: minorText,
  balanceAfterMinor: minorText,
  template: z.string(),
  description: z.string(),
  reference: z.string(),
});

const accountYear = z.object({
  number: z.string(),
  name: z.string(),
  kind: z.enum(['deposit', 'loan']),
  currency: z.string(),
  openingMinor: minorText,
  closingMinor: minorText,
  interestMinor: minorText,
  withheldMinor: minorText,
  fees: z.array(fee),
  loan: z.object({ interestMinor: minorText, principalMinor: minorText, lateFeeMinor: minorText }).nullable(),
});

/** So few that an answer stays far below the 1 MB that the Data API carries. */
const entriesAtOnce = 500n;

/** Figures of customers' documents by the functions of the books. */
export function documentReader(database: BooksDatabase): DocumentReader {
  return {
    async months(accountId) {
      const rows = await reachable(
        database.rows(sql`
          SELECT month, from_date::text AS "from", to_date::text AS "to", closed, closing_minor AS "closingMinor"
          FROM bank.statement_months(${accountId}::uuid)`),
      );
      return rows.map((row) => monthRow.parse(row));
    },
    async statement(accountId, month) {
      const answer = await callFunction(
        database,
        sql`SELECT bank.account_statement(${accountId}::uuid, ${`${month}-01`}::date)::text`,
      );
      return answer === null ? undefined : figures.parse(jsonOf(answer));
    },
    async entries(accountId, after, through) {
      const all: StatementEntry[] = [];
      for (let from = after; from < through; from += entriesAtOnce)
        all.push(...(await readEntries(database, accountId, [from, smaller(from + entriesAtOnce, through)])));
      return all;
    },
    businessDate: () => readBusinessDate(database),
    async accountsIn(customerId, year) {
      const rows = await reachable(
        database.rows(
          sql`SELECT account::text FROM bank.customer_year(${customerId}::uuid, ${year.toString()}::integer) account`,
        ),
      );
      return rows.map(({ account }) => accountYear.parse(jsonOf(account)));
    },
    payeeYears: (customerId, years) => readPayeeYears(database, customerId, years),
  };
}

async function readBusinessDate(database: BooksDatabase): Promise<string> {
  const answer = await callFunction(database, sql`SELECT business_date::text FROM bank.business_date`);
  return z.string().parse(answer);
}

const currencySums = z.array(z.object({ currency: z.string(), minor: minorText }));
const payeeYear: z.ZodType<CustomerTaxYear> = z.object({
  year: z.coerce.number(),
  interestMinor: minorText,
  withheldMinor: minorText,
  penaltyMinor: minorText,
  corrections: z.unknown().transform(correctionsOf),
  otherCurrencies: z.unknown().transform((column) => currencySums.parse(jsonOf(column))),
});

async function readPayeeYears(
  database: BooksDatabase,
  customerId: string,
  [first, last]: readonly [number, number],
): Promise<readonly CustomerTaxYear[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT year, interest_minor AS "interestMinor", withheld_minor AS "withheldMinor", penalty_minor AS "penaltyMinor",
        corrections::text, other_currencies::text AS "otherCurrencies"
      FROM bank.payee_years(${first.toString()}::integer, ${last.toString()}::integer, ${customerId}::uuid)`),
  );
  return rows.map((row) => payeeYear.parse(row));
}

const smaller = (one: bigint, other: bigint): bigint => (one < other ? one : other);

/** By ranges of versions, of which there is no gap: each is a range of the index. */
async function readEntries(
  database: BooksDatabase,
  accountId: string,
  [after, through]: readonly [bigint, bigint],
): Promise<readonly StatementEntry[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT id, business_date::text AS "businessDate", value_date::text AS "valueDate", direction,
        amount_minor AS "amountMinor", balance_after_minor AS "balanceAfterMinor", template, description, reference
      FROM bank.account_transaction
      WHERE account_id = ${accountId}::uuid AND version > ${after.toString()}::bigint AND version <= ${through.toString()}::bigint
      ORDER BY version`),
  );
  return rows.map((row) => entryRow.parse(row));
}
