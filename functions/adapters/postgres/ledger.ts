import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { BatchJournal, Capture, Condition, EntryDraft, EntryTarget } from '../../domain/journal.ts';
import type { Ledger } from '../../services/ports.ts';
import { toPostingError } from './errors.ts';
import { everydayCall } from './pair.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';

const minor = z.string().transform((text) => BigInt(text));

const entries = z.array(
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
);

const result = z.object({
  id: z.string(),
  sequence: z.union([z.string(), z.number()]).transform((value) => BigInt(value)),
  businessDate: z.string(),
  valueDate: z.string(),
  recordedAt: z.string(),
  entries,
});

const outcome = { outcome: z.enum(['posted', 'replayed']) };
const answer = z.object({ results: z.array(result.extend(outcome)) });
const preview = z.object({ results: z.array(result), token: z.string() });

function entryJson(entry: EntryDraft): object {
  return { ...targetJson(entry), minor: entry.minor.toString(), currency: entry.currency };
}

const targetJson = (target: EntryTarget): object =>
  'account' in target ? { account: target.account } : { gl: target.gl };

function conditionJson(condition: Condition): object {
  const demand =
    'version' in condition
      ? { version: condition.version.toString() }
      : { minBalanceMinor: condition.minBalanceMinor.toString() };
  return { ...targetJson(condition), ...demand };
}

function captureJson({ hold, minor, currency, final }: Capture): object {
  return {
    hold,
    ...(minor === undefined ? {} : { minor: minor.toString() }),
    ...(currency === undefined ? {} : { currency }),
    ...(final === undefined ? {} : { final }),
  };
}

/** A journal as the books read it; what is absent is left out, so that a batch stays small. */
export function journalJson(journal: BatchJournal): Record<string, unknown> {
  const { entries, conditions = [], captures = [], ...rest } = journal;
  return {
    ...rest,
    entries: entries.map(entryJson),
    ...(conditions.length > 0 ? { conditions: conditions.map(conditionJson) } : {}),
    ...(captures.length > 0 ? { captures: captures.map(captureJson) } : {}),
  };
}

/** Posts by the functions that alone may write into the books: one call, one round trip. */
export function postgresLedger(database: BooksDatabase): Ledger {
  return {
    async post(journals, previewToken) {
      const short = previewToken === undefined ? everydayCall(journals) : undefined;
      if (short) return [result.extend(outcome).parse(jsonOf(await posting(database, short)))];
      const batch = JSON.stringify({
        journals: journals.map(journalJson),
        ...(previewToken === undefined ? {} : { preview: previewToken }),
      });
      const call = sql`SELECT bank.post_journals(${batch}::jsonb) AS answer`;
      return answer.parse(jsonOf(await posting(database, call))).results;
    },
    async preview(journals) {
      const batch = JSON.stringify({ journals: journals.map(journalJson) });
      const call = sql`SELECT bank.preview_journals(${batch}::jsonb) AS answer`;
      // Nothing is written, so a lost answer leaves nothing open.
      const { results, token } = preview.parse(jsonOf(await callFunction(database, call)));
      return { journals: results, token };
    },
  };
}

/** One call that writes: when its answer is lost, it is not known whether it did. */
export async function posting(database: BooksDatabase, call: SQL): Promise<unknown> {
  try {
    return await callFunction(database, call);
  } catch (error) {
    throw toPostingError(error);
  }
}
