import { and, inArray, isNotNull } from 'drizzle-orm';
import type { AccountNumbers } from '../../services/ports/imports.ts';
import type { BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { account } from './generated/schema.ts';

/** Customers' accounts by their numbers. */
export function accountNumbers(database: BooksDatabase): AccountNumbers {
  return {
    async idsOf(numbers) {
      if (numbers.length === 0) return new Map();
      const rows = await reachable(
        database.drizzle
          .select({ id: account.id, number: account.number })
          .from(account)
          .where(and(isNotNull(account.customerId), inArray(account.number, [...numbers]))),
      );
      return new Map(rows.map(({ id, number }) => [number, id]));
    },
  };
}
