import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { BooksVerifier, Disagreement } from '../../services/ports-of-seals.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';

const found = z
  .object({ relation: z.string(), row_key: z.string(), stored: z.string(), expected: z.string() })
  .transform(({ row_key: key, ...row }) => ({ key, ...row }));
const state = z.object({ blocks: z.coerce.number(), unsealed: z.coerce.number() });

/** Over a reading of the books that stays the same from check to check. */
export function booksVerifier(reading: BooksDatabase): BooksVerifier {
  const ask = async (statement: SQL): Promise<Disagreement | undefined> => {
    const answer = await callFunction(reading, statement);
    return answer === null ? undefined : found.parse(jsonOf(answer));
  };
  return {
    check: (name) => ask(sql`SELECT bank.verify_books(${name})`),
    checkBlocks: (first, last) => ask(sql`SELECT bank.verify_blocks(${first}::bigint, ${last}::bigint)`),
    async sealing() {
      const [row] = await reachable(reading.rows(sql`SELECT blocks, unsealed FROM bank.sealing`));
      return state.parse(row);
    },
  };
}
