import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { reachable } from './errors.ts';

/** The books through drizzle, whichever driver carries the statements. */
export interface BooksDatabase {
  /** For `select()` on the views and for the tables of schema `ops`. Wrap each use in `reachable`. */
  readonly drizzle: PgDatabase<PgQueryResultHKT>;
  /** Rows of one statement, each column under its name. */
  rows(statement: SQL): Promise<readonly Record<string, unknown>[]>;
}

/** The one column of the one row that a call of a function answers. */
export async function callFunction(database: BooksDatabase, statement: SQL): Promise<unknown> {
  const [row] = await reachable(database.rows(statement));
  if (!row) throw new Error('A function of the books answered no row');
  return Object.values(row)[0];
}

/** A jsonb answer: `pg` parses it, the Data API hands it over as text. */
export function jsonOf(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

const resultRows = z.object({ rows: z.array(z.record(z.string(), z.unknown())) });

/** Runs several statements on one state of the books, whatever is posted meanwhile. Over a pool only. */
export async function inOneReading<T>(
  database: BooksDatabase,
  read: (reading: BooksDatabase) => Promise<T>,
): Promise<T> {
  const transaction = database.drizzle.transaction(
    (drizzle) =>
      read({
        drizzle,
        rows: async (statement) => resultRows.parse(await drizzle.execute(statement)).rows,
      }),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  return reachable(transaction);
}
