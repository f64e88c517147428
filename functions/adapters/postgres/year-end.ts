import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { publicId } from '../../domain/ids.ts';
import type { PeriodFigures } from '../../domain/reports/ledger.ts';
import {
  interestSides,
  type InterestSide,
  type Payee,
  type UnclearJournals,
  type YearClosing,
  type YearEnd,
} from '../../domain/reports/year-end.ts';
import { yearEnd } from '../../domain/reports/reckon-year-end.ts';
import type { BooksDatabase } from './database.ts';
import { minorText } from './parse.ts';
import { correctionsOf } from './payee-corrections.ts';
import type { StepDone } from './statements.ts';

interface YearOf {
  readonly year: number;
  /** Figures of the whole year. */
  readonly figures: PeriodFigures;
  readonly netIncomeMinor: bigint;
}

/** Closing entries, payees and tie-out of a year, from one reading of the books. */
export async function readYearEnd(
  reading: BooksDatabase,
  { year, figures, netIncomeMinor }: YearOf,
  done: StepDone,
): Promise<YearEnd> {
  const closing = await readClosing(reading, year);
  await done('closing-entries');
  const payees = await readPayees(reading, year);
  const read = await readSides(reading, year);
  const moved = new Map(figures.ledger.map((each) => [each.code, each.debitMinor - each.creditMinor]));
  await done('payees');
  return yearEnd({ payees, closing, ...read, moved, netIncomeMinor });
}

const closingRow = z.object({
  ledger_account: z.string(),
  name: z.string(),
  amount_minor: minorText,
  journal_id: z.string().nullable(),
  counts_on: z.string().nullable(),
});

async function readClosing(reading: BooksDatabase, year: number): Promise<YearClosing> {
  const found = await reading.rows(sql`
    SELECT ledger_account, name, amount_minor, journal_id::text, counts_on::text
    FROM bank.year_closing(${year}::integer) ORDER BY line_no`);
  const rows = found.map((row) => closingRow.parse(row));
  return {
    journalId: rows[0]?.journal_id ?? null,
    countsOn: rows[0]?.counts_on ?? null,
    lines: rows.map(({ ledger_account: code, name, amount_minor: amountMinor }) => ({
      code,
      name,
      amountMinor,
    })),
  };
}

const payeeRow = z
  .object({
    customer_id: z.string(),
    customer_number: z.string(),
    customer_name: z.string(),
    tax_id: z.string().nullable(),
    interest_minor: minorText,
    withheld_minor: minorText,
    penalty_minor: minorText,
    tax_id_key: z.string().nullable(),
    corrections: z.unknown().transform(correctionsOf),
  })
  .transform((row) => ({
    customerId: row.customer_id,
    number: row.customer_number,
    name: row.customer_name,
    taxId: row.tax_id,
    taxIdKey: row.tax_id_key,
    corrections: row.corrections,
    interestMinor: row.interest_minor,
    withheldMinor: row.withheld_minor,
    penaltyMinor: row.penalty_minor,
  }));

/** With the masked form of their taxpayer numbers, and by what they are found; what is sealed stays where it is. */
export async function readPayees(reading: BooksDatabase, year: number): Promise<readonly Payee[]> {
  const rows = await reading.rows(sql`
    SELECT p.customer_id, p.customer_number, p.customer_name, p.interest_minor, p.withheld_minor, p.penalty_minor,
      p.corrections::text, v.masked AS tax_id, v.lookup AS tax_id_key
    FROM bank.payee_years(${year}::integer, ${year}::integer) p
    LEFT JOIN bank.personal_value v ON v.customer_id = p.customer_id AND v.field = 'tax-id'
    ORDER BY p.customer_number`);
  return rows.map((row) => payeeRow.parse(row));
}

const sideRow = z
  .object({
    side: z.enum(interestSides),
    ledger_account: z.string(),
    name: z.string(),
    interest_minor: minorText,
    withheld_minor: minorText,
    penalty_minor: minorText,
    elsewhere_minor: minorText,
    later_minor: minorText,
    earlier_minor: minorText,
    unclear_minor: minorText,
    unclear_journals: z.string(),
  })
  .transform((row) => ({
    side: {
      side: row.side,
      code: row.ledger_account,
      name: row.name,
      interestMinor: row.interest_minor,
      withheldMinor: row.withheld_minor,
      penaltyMinor: row.penalty_minor,
      elsewhereMinor: row.elsewhere_minor,
      laterMinor: row.later_minor,
      earlierMinor: row.earlier_minor,
    },
    unclearMinor: row.unclear_minor,
    unclearJournals: row.unclear_journals.split(' ').filter((id) => id !== ''),
  }));

async function readSides(
  reading: BooksDatabase,
  year: number,
): Promise<{ readonly sides: readonly InterestSide[]; readonly unclear: UnclearJournals }> {
  const found = await reading.rows(sql`
    SELECT * FROM bank.interest_tie_out(${year}::integer)`);
  const rows = found.map((row) => sideRow.parse(row));
  const journals = [...new Set(rows.flatMap(({ unclearJournals }) => unclearJournals))].sort();
  return {
    sides: rows.map(({ side }) => side),
    unclear: {
      journals: journals.map((id) => publicId('journal', id)),
      minor: rows.reduce((sum, { unclearMinor }) => sum + unclearMinor, 0n),
    },
  };
}
