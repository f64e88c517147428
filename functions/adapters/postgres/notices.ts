import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Notice } from '../../domain/notice.ts';
import type { NoticeBooks } from '../../services/ports/payments.ts';
import type { PageRequest, PageResult } from '../../services/ports.ts';
import { callFunction, jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { pageOf } from './page.ts';
import { instantText } from './parse.ts';

const paramTexts = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]).transform((value) => String(value)),
);

const noticeRow = z.object({
  sequence: z.union([z.string(), z.number()]).transform((value) => BigInt(value)),
  id: z.string(),
  accountId: z.string().nullable(),
  accountNumber: z.string().nullable(),
  kind: z.string(),
  params: z.unknown().transform((value) => paramTexts.parse(jsonOf(value))),
  businessDate: z.string(),
  recordedAt: instantText,
  isRead: z.boolean(),
});

/** Notices as the views of the books show them. */
export function postgresNotices(database: BooksDatabase): NoticeBooks {
  return {
    noticesOf: (customerId, page) => noticesOf(database, customerId, page),
    async unreadOf(customerId) {
      const unread = sql`SELECT count(*)::integer FROM bank.notice WHERE customer_id = ${customerId}::uuid AND read_at IS NULL`;
      return z.coerce.number().parse(await callFunction(database, unread));
    },
    async markRead(customerId, upTo) {
      await callFunction(database, sql`SELECT bank.read_notices(${customerId}::uuid, ${upTo}::uuid)`);
    },
  };
}

async function noticesOf(
  database: BooksDatabase,
  customerId: string,
  page: PageRequest,
): Promise<PageResult<Notice>> {
  const { limit, position } = page;
  const newer = position?.towards === 'newer';
  const key = position?.key ?? '0';
  const place = newer ? sql`sequence > ${key}::bigint` : sql`sequence < ${key}::bigint`;
  const rows = await reachable(
    database.rows(sql`
      SELECT sequence::text, id::text, account_id::text AS "accountId", account_number AS "accountNumber", kind,
        params::text AS params, business_date::text AS "businessDate", recorded_at::text AS "recordedAt",
        read_at IS NOT NULL AS "isRead"
      FROM bank.notice WHERE customer_id = ${customerId}::uuid AND ${position ? place : sql`true`}
      ORDER BY sequence ${newer ? sql`ASC` : sql`DESC`} LIMIT ${limit + 1}::integer`),
  );
  return pageOf(
    rows.map((row) => noticeRow.parse(row)),
    page,
  );
}
