import { sql } from 'drizzle-orm';
import { callFunction, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';

async function currentDate(database: BooksDatabase): Promise<string | undefined> {
  const [row] = await reachable(
    database.rows(sql`SELECT business_date::text AS today FROM bank.business_date`),
  );
  const today = row?.['today'];
  return typeof today === 'string' ? today : undefined;
}

/** Brings the books to a business date: opens new books there, moves earlier ones, leaves later ones as they are. */
export async function bringTo(database: BooksDatabase, date: string): Promise<void> {
  const today = await currentDate(database);
  if (today === undefined) await callFunction(database, sql`SELECT bank.open_books(${date}::date)`);
  else if (today < date) await callFunction(database, sql`SELECT bank.roll_business_date(${date}::date)`);
}
