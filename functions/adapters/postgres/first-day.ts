import { sql } from 'drizzle-orm';
import { callFunction, type BooksDatabase } from './database.ts';

/**
 * Opens books at their first business date.
 * @throws BankError business-date-refused when they are open already
 */
export async function openAt(database: BooksDatabase, date: string): Promise<void> {
  await callFunction(database, sql`SELECT bank.open_books(${date}::date)::text`);
}
