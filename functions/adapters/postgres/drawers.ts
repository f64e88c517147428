import { sql, type SQL } from 'drizzle-orm';
import * as z from 'zod';
import type { Drawer } from '../../domain/drawer.ts';
import type { DrawerBooks, DrawerCount, WriteOutcome } from '../../services/ports/payments.ts';
import { jsonOf, type BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { posting } from './ledger.ts';
import { instantText, minorText } from './parse.ts';

const outcome = z.object({ id: z.string(), outcome: z.enum(['posted', 'replayed']) });

const row = z.object({
  id: z.string(),
  openedOn: z.string(),
  openedAt: instantText,
  openingMinor: minorText,
  on: z.string().nullable(),
  at: instantText.nullable(),
  countedMinor: minorText.nullable(),
  expectedMinor: minorText.nullable(),
  journalId: z.string().nullable(),
});

/** Drawers by the functions of the books, and as their view shows them. */
export function postgresDrawers(database: BooksDatabase): DrawerBooks {
  const one = async (where: SQL): Promise<Drawer | undefined> => {
    const rows = await reachable(
      database.rows(sql`
        SELECT id::text, opened_on::text AS "openedOn", opened_at::text AS "openedAt", opening_minor AS "openingMinor",
          closed_on::text AS "on", closed_at::text AS "at", counted_minor AS "countedMinor",
          expected_minor AS "expectedMinor", journal_id::text AS "journalId"
        FROM bank.teller_drawer WHERE ${where} ORDER BY opened_at DESC LIMIT 1`),
    );
    return rows[0] && drawerOf(rows[0]);
  };
  const write = async (call: SQL): Promise<WriteOutcome> =>
    outcome.parse(jsonOf(await posting(database, call)));
  return {
    open: (count) => write(sql`SELECT bank.open_drawer(${countJson(count)}::jsonb) AS answer`),
    close: (count) => write(sql`SELECT bank.close_drawer(${countJson(count)}::jsonb) AS answer`),
    drawer: (id) => one(sql`id = ${id}::uuid`),
    latestOf: (teller) => one(sql`teller = ${teller}`),
  };
}

function countJson({ counted, ...count }: DrawerCount): string {
  return JSON.stringify({ ...count, minor: counted.minor.toString(), currency: counted.currency });
}

function drawerOf(found: unknown): Drawer {
  const { on, at, countedMinor, expectedMinor, journalId, ...drawer } = row.parse(found);
  const isOpen = on === null || at === null || countedMinor === null || expectedMinor === null;
  return { ...drawer, closed: isOpen ? null : { on, at, countedMinor, expectedMinor, journalId } };
}
