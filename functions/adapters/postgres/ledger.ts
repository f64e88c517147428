import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { EntryDraft, JournalCommand } from '../../domain/journal.ts';
import type { Ledger } from '../../services/ports.ts';
import { toPostingError } from './errors.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';

const minor = z.string().transform((text) => BigInt(text));

const answer = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      sequence: z.union([z.string(), z.number()]).transform((value) => BigInt(value)),
      outcome: z.enum(['posted', 'replayed']),
      businessDate: z.string(),
      valueDate: z.string(),
      recordedAt: z.string(),
      entries: z.array(
        z
          .object({
            accountId: z.string(),
            gl: z.string(),
            minor,
            currency: z.string(),
            balanceMinor: minor,
            version: z.coerce.number(),
          })
          .transform(({ gl, ...entry }) => ({ ...entry, ledgerAccount: gl })),
      ),
    }),
  ),
});

function entryJson(entry: EntryDraft): object {
  const target = 'account' in entry ? { account: entry.account } : { gl: entry.gl };
  return { ...target, minor: entry.minor.toString(), currency: entry.currency };
}

function journalJson({ entries, ...journal }: JournalCommand): Record<string, unknown> {
  return { ...journal, entries: entries.map(entryJson) };
}

/** Posts by the one function that may write into the books: one call, one round trip. */
export function postgresLedger(database: BooksDatabase): Ledger {
  return {
    async post(journals) {
      const batch = JSON.stringify({ journals: journals.map(journalJson) });
      try {
        const result = await callFunction(
          database,
          sql`SELECT bank.post_journals(${batch}::jsonb) AS answer`,
        );
        return answer.parse(jsonOf(result)).results;
      } catch (error) {
        throw toPostingError(error);
      }
    },
  };
}
