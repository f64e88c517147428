import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { DayBooks } from '../../services/ports/days.ts';
import { booksReader } from './books.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';

const stepResult = z.object({
  outcome: z.enum(['done', 'replayed']),
  result: z.record(z.string(), z.unknown()),
});

/** The end of the day by the functions of the books; a step is one statement, so one transaction. */
export function dayBooks(database: BooksDatabase): DayBooks {
  return {
    businessDate: () => booksReader(database).businessDate(),
    async steps() {
      const steps = await callFunction(database, sql`SELECT to_json(bank.day_steps())::text`);
      return z.array(z.string()).parse(jsonOf(steps));
    },
    async runStep(date, step) {
      const answer = await callFunction(
        database,
        sql`SELECT bank.run_day_step(${date}::date, ${step})::text`,
      );
      return stepResult.parse(jsonOf(answer));
    },
  };
}
