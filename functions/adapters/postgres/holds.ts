import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import { holdEventKinds, holdStates, type Hold, type HoldEvent, type HoldResult } from '../../domain/hold.ts';
import type { HoldLedger, HoldReader } from '../../services/ports/ledger.ts';
import { jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { posting } from './ledger.ts';
import { instantText, minorText } from './parse.ts';

const mostListed = 100;

const results = z.object({
  results: z.tuple([z.object({ id: z.string(), outcome: z.enum(['placed', 'released', 'replayed']) })]),
});

const holdRow = z.object({
  id: z.string(),
  accountId: z.string(),
  minor: minorText,
  remainingMinor: minorText,
  currency: z.string(),
  state: z.enum(holdStates),
  description: z.string(),
  reference: z.string(),
  placedOn: z.string(),
  expiresOn: z.string(),
  recordedAt: instantText,
});

const eventRow = z.object({
  kind: z.enum(holdEventKinds),
  minor: minorText,
  journalId: z.string().nullable(),
  businessDate: z.string(),
  recordedAt: instantText,
});

/** Holds by the functions of the books, and as its views show them. */
export function postgresHolds(database: BooksDatabase): HoldLedger & HoldReader {
  return {
    async place({ accountId: account, minor, ...hold }) {
      const holds = JSON.stringify({ holds: [{ ...hold, account, minor: minor.toString() }] });
      return change(database, sql`SELECT bank.place_holds(${holds}::jsonb) AS answer`);
    },
    async release(release) {
      const releases = JSON.stringify({ releases: [release] });
      return change(database, sql`SELECT bank.release_holds(${releases}::jsonb) AS answer`);
    },
    async hold(holdId) {
      const [found] = await holdsWhere(database, sql`id = ${holdId}::uuid`);
      return found;
    },
    events: (holdId) => eventsOf(database, holdId),
    ofAccount: (accountId, state) =>
      holdsWhere(database, sql`account_id = ${accountId}::uuid AND state = ${state}`),
  };
}

async function change(database: BooksDatabase, call: SQL): Promise<HoldResult> {
  const [result] = results.parse(jsonOf(await posting(database, call))).results;
  return result;
}

async function holdsWhere(database: BooksDatabase, where: SQL): Promise<Hold[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT id::text, account_id::text AS "accountId", amount_minor AS minor, remaining_minor AS "remainingMinor",
        currency, state, description, reference, placed_on::text AS "placedOn", expires_on::text AS "expiresOn",
        recorded_at::text AS "recordedAt"
      FROM bank.hold WHERE ${where} ORDER BY recorded_at DESC, id DESC LIMIT ${mostListed}::integer`),
  );
  return rows.map((row) => holdRow.parse(row));
}

async function eventsOf(database: BooksDatabase, holdId: string): Promise<HoldEvent[]> {
  const rows = await reachable(
    database.rows(sql`
      SELECT kind, amount_minor AS minor, journal_id::text AS "journalId", business_date::text AS "businessDate",
        recorded_at::text AS "recordedAt"
      FROM bank.hold_event WHERE hold_id = ${holdId}::uuid ORDER BY sequence`),
  );
  return rows.map((row) => eventRow.parse(row));
}
