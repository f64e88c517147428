import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Outbox } from '../../services/ports.ts';
import { callFunction, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';

const row = z.object({ sequence: z.string(), kind: z.string(), payload: z.string() });

export function postgresOutbox(database: BooksDatabase): Outbox {
  return {
    async take(limit) {
      const rows = await reachable(
        database.rows(sql`SELECT sequence, kind, payload::text FROM bank.take_outbox(${limit}::integer)`),
      );
      return rows.map((each) => row.parse(each));
    },
    async markSent(sequences) {
      await callFunction(database, sql`SELECT bank.mark_outbox_sent(${JSON.stringify(sequences)}::jsonb)`);
    },
  };
}
