import { and, asc, desc, eq, gt, gte, lt, lte, sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { Transaction } from '../../domain/account.ts';
import type { PageRequest, PageResult, TransactionFilter } from '../../services/ports.ts';
import type { BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { accountTransaction as t } from './generated/schema.ts';
import { pageOf } from './page.ts';
import { instantText, minorText } from './parse.ts';

const columns = {
  id: sql<string>`${t.version}::text`.as('position'),
  journalId: t.journalId,
  sequence: sql<string>`${t.sequence}::text`.as('sequence_text'),
  businessDate: t.businessDate,
  valueDate: t.valueDate,
  recordedAt: t.recordedAt,
  direction: t.direction,
  amountMinor: t.amountMinor,
  balanceAfterMinor: t.balanceAfterMinor,
  currency: t.currency,
  description: t.description,
  reference: t.reference,
};

const row = z.object({
  id: z.string(),
  journalId: z.string(),
  sequence: minorText,
  businessDate: z.string(),
  valueDate: z.string(),
  recordedAt: instantText,
  direction: z.enum(['credit', 'debit']),
  amountMinor: minorText,
  balanceAfterMinor: minorText,
  currency: z.string(),
  description: z.string(),
  reference: z.string(),
});

/** Amounts are text in the view and compared as numbers; the pattern of a search is taken literally. */
function conditionsOf(filter: TransactionFilter): (SQL | undefined)[] {
  const { from, to, direction, minMinor, maxMinor, text } = filter;
  const literal = `%${(text ?? '').replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  return [
    from === undefined ? undefined : gte(t.businessDate, from),
    to === undefined ? undefined : lte(t.businessDate, to),
    direction === undefined ? undefined : eq(t.direction, direction),
    minMinor === undefined ? undefined : sql`${t.amountMinor}::bigint >= ${minMinor.toString()}::bigint`,
    maxMinor === undefined ? undefined : sql`${t.amountMinor}::bigint <= ${maxMinor.toString()}::bigint`,
    text === undefined ? undefined : sql`(${t.description} || ' ' || ${t.reference}) ILIKE ${literal}`,
  ];
}

export async function readTransactions(
  database: BooksDatabase,
  accountId: string,
  { filter, page }: { filter: TransactionFilter; page: PageRequest },
): Promise<PageResult<Transaction>> {
  const { position, limit } = page;
  const newer = position?.towards === 'newer';
  const edge =
    position && (newer ? gt(t.version, Number(position.key)) : lt(t.version, Number(position.key)));
  const rows = await reachable(
    database.drizzle
      .select(columns)
      .from(t)
      .where(and(eq(t.accountId, accountId), edge, ...conditionsOf(filter)))
      .orderBy(newer ? asc(t.version) : desc(t.version))
      .limit(limit + 1),
  );
  return pageOf(
    rows.map((each) => row.parse(each)),
    page,
  );
}

export async function readTransaction(
  database: BooksDatabase,
  accountId: string,
  journalId: string,
): Promise<Transaction | undefined> {
  const rows = await reachable(
    database.drizzle
      .select(columns)
      .from(t)
      .where(and(eq(t.accountId, accountId), eq(t.journalId, journalId)))
      .orderBy(asc(t.version))
      .limit(1),
  );
  return rows[0] === undefined ? undefined : row.parse(rows[0]);
}
