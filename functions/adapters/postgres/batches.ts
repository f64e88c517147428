import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import { BankError } from '../../domain/errors.ts';
import type { BatchCommand, BatchItem, BatchOutcome, JournalBatch } from '../../domain/journal-batch.ts';
import type { PageRequest, PageResult } from '../../services/ports.ts';
import type { BatchLedger, BatchReader, ReturnLedger } from '../../services/ports/ledger.ts';
import { jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { journalJson, posting } from './ledger.ts';
import { pageOf } from './page.ts';
import { instantText } from './parse.ts';

/** Of 4 MiB that the Data API takes in a statement, what is left for the batch when its quotes are escaped. */
const maxBatchBytes = 3.5 * 1024 * 1024;

const outcome = z.object({
  id: z.string(),
  outcome: z.enum(['posted', 'replayed']),
  items: z.number(),
  posted: z.number(),
  refused: z.number(),
});

const batchRow = z.object({
  id: z.string(),
  mode: z.enum(['atomic', 'independent']),
  items: z.coerce.number(),
  posted: z.coerce.number(),
  refused: z.coerce.number(),
  businessDate: z.string(),
  recordedAt: instantText,
});

const itemRow = z.object({
  index: z.coerce.number(),
  outcome: z.enum(['posted', 'refused']),
  journalId: z.string().nullable(),
  sequence: z.string().nullable(),
  sqlState: z.string().nullable(),
  message: z.string().nullable(),
});

/** Many journals in one call. What it answers is a summary; the results are read by pages. */
export function postgresBatches(database: BooksDatabase): BatchLedger & BatchReader & ReturnLedger {
  const post = async (call: SQL): Promise<BatchOutcome> =>
    outcome.parse(jsonOf(await posting(database, call)));
  return {
    postBatch: (batch) => post(sql`SELECT bank.post_journal_batch(${textOf(batch)}::jsonb) AS answer`),
    postReturns: (batch) => post(sql`SELECT bank.post_ach_returns(${textOf(batch)}::jsonb) AS answer`),
    batch: (batchId) => readBatch(database, batchId),
    items: (batchId, outcome, page) => readItems(database, batchId, { outcome, page }),
    allItems: (batchId) => itemsWhere(database, sql`batch_id = ${batchId}::uuid`, sql`ORDER BY ord`),
  };
}

function textOf({ journals, ...batch }: BatchCommand): string {
  const text = JSON.stringify({ ...batch, journals: journals.map(journalJson) });
  // The statement carries it as a string in JSON, where each quote takes another character.
  if (Buffer.byteLength(JSON.stringify(text)) <= maxBatchBytes) return text;
  throw new BankError('payload-too-large', 'This batch is too large for the books. Send it in two parts.');
}

async function readBatch(database: BooksDatabase, batchId: string): Promise<JournalBatch | undefined> {
  const [row] = await reachable(
    database.rows(sql`
      SELECT id::text, mode, items, posted, refused, business_date::text AS "businessDate",
        recorded_at::text AS "recordedAt"
      FROM bank.journal_batch WHERE id = ${batchId}::uuid`),
  );
  return row && batchRow.parse(row);
}

/**
 * The business date on which batches were posted under these keys of a scope, the first of them; undefined where there
 * is none.
 */
export async function postedOn(
  database: BooksDatabase,
  scope: string,
  keys: readonly string[],
): Promise<string | undefined> {
  const [row] = await reachable(
    database.rows(sql`
      SELECT min(business_date)::text AS date FROM bank.journal_batch
      WHERE scope = ${scope} AND key IN (SELECT jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`),
  );
  return z.object({ date: z.string().nullable() }).parse(row).date ?? undefined;
}

interface ItemQuery {
  readonly outcome: BatchItem['outcome'] | undefined;
  readonly page: PageRequest;
}

async function readItems(
  database: BooksDatabase,
  batchId: string,
  { outcome, page }: ItemQuery,
): Promise<PageResult<BatchItem>> {
  const { position, limit } = page;
  const back = position?.towards === 'newer';
  const conditions = [
    sql`batch_id = ${batchId}::uuid`,
    ...(position === undefined
      ? []
      : [back ? sql`ord < ${Number(position.key)}` : sql`ord > ${Number(position.key)}`]),
    ...(outcome === undefined ? [] : [sql`outcome = ${outcome}`]),
  ];
  const order = back ? sql`ORDER BY ord DESC` : sql`ORDER BY ord`;
  const rest = sql`${order} LIMIT ${limit + 1}::integer`;
  return pageOf(await itemsWhere(database, sql.join(conditions, sql` AND `), rest), page);
}

async function itemsWhere(database: BooksDatabase, where: SQL, rest: SQL): Promise<BatchItem[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT ord AS index, outcome, journal_id::text AS "journalId", sequence::text, sql_state AS "sqlState", message
      FROM bank.journal_batch_item WHERE ${where} ${rest}`),
  );
  return rows.map((row) => itemRow.parse(row));
}
