import { and, asc, desc, eq, gt, gte, inArray, lt, lte, sql } from 'drizzle-orm';
import * as z from 'zod';
import { BankError } from '../../domain/errors.ts';
import type { Journal, JournalEntry } from '../../domain/journal.ts';
import type { BooksReader, JournalFilter, PageRequest, PageResult } from '../../services/ports.ts';
import type { BooksDatabase } from './database.ts';
import { reachable } from './errors.ts';
import { businessDate, chartOfAccounts, journal, journalEntry, postedRequest } from './generated/schema.ts';
import { readKnownSince } from './known-since.ts';
import { pageOf } from './page.ts';
import { instantText, minorText } from './parse.ts';
import { readTrialBalance } from './statements.ts';

const journalRow = z.object({
  id: z.string(),
  sequence: z.coerce.bigint(),
  type: z.enum(['STANDARD', 'ADJUSTING', 'CLOSING', 'REVERSAL']),
  template: z.string(),
  description: z.string(),
  businessDate: z.string(),
  valueDate: z.string(),
  recordedAt: instantText,
  adjustsOn: z.string().nullable(),
  reversesId: z.string().nullable(),
  metadata: z.preprocess(
    (value) => (typeof value === 'string' ? JSON.parse(value) : (value ?? {})) as unknown,
    z.record(z.string(), z.string()),
  ),
});

const entryRow = z.object({
  journalId: z.string(),
  ledgerAccount: z.string(),
  ledgerAccountName: z.string(),
  accountId: z.string(),
  customerId: z.string().nullable(),
  side: z.enum(['debit', 'credit']),
  amountMinor: minorText,
  currency: z.string(),
});

const chartRow = z.object({
  code: z.string(),
  name: z.string(),
  class: z.enum(['Asset', 'Liability', 'Equity', 'Income', 'Expense', 'Memo']),
  normalSide: z.enum(['debit', 'credit']),
  statementLine: z.string(),
  postable: z.boolean(),
});

function entryOf(row: z.output<typeof entryRow>): JournalEntry {
  const { ledgerAccount, ledgerAccountName, customerId, accountId, currency } = row;
  return {
    ledgerAccount,
    ledgerAccountName,
    accountId: customerId === null ? null : accountId,
    minor: row.side === 'debit' ? row.amountMinor : -row.amountMinor,
    currency,
  };
}

async function withEntries(database: BooksDatabase, rows: readonly unknown[]): Promise<Journal[]> {
  const journals = rows.map((row) => journalRow.parse(row));
  if (journals.length === 0) return [];
  const ids = journals.map(({ id }) => id);
  const lines = await reachable(
    database.drizzle
      .select()
      .from(journalEntry)
      .where(inArray(journalEntry.journalId, ids))
      .orderBy(asc(journalEntry.lineNo)),
  );
  const entries = Map.groupBy(
    lines.map((line) => entryRow.parse(line)),
    ({ journalId }) => journalId,
  );
  return journals.map((each) => ({ ...each, entries: (entries.get(each.id) ?? []).map(entryOf) }));
}

/** Corrections of a period that is closed are few; more than these make another report. */
const mostCounted = 200;

/** What staff reads of the books. */
export function booksReader(database: BooksDatabase): BooksReader {
  const db = database.drizzle;
  return {
    async businessDate() {
      const [row] = await reachable(db.select().from(businessDate));
      if (!row) throw new BankError('books-unavailable', 'The books have not been opened yet.');
      return row.businessDate;
    },
    async chartVersion() {
      const text = sql<string>`md5(string_agg(chart_of_accounts::text, '|' ORDER BY chart_of_accounts.ledger_account))`;
      const [row] = await reachable(db.select({ version: text }).from(chartOfAccounts));
      return row?.version ?? 'none';
    },
    async chart() {
      const { ledgerAccount: code, name, class: kind, normalSide, statementLine, postable } = chartOfAccounts;
      const columns = { code, name, class: kind, normalSide, statementLine, postable };
      const rows = await reachable(db.select(columns).from(chartOfAccounts).orderBy(asc(code)));
      return rows.map((row) => chartRow.parse(row));
    },
    async journal(journalId) {
      const rows = await reachable(db.select().from(journal).where(eq(journal.id, journalId)));
      const [found] = await withEntries(database, rows);
      return found;
    },
    async postedUnder(scope, key) {
      const same = and(eq(postedRequest.scope, scope), eq(postedRequest.key, key));
      const [found] = await reachable(
        db.select({ journalId: postedRequest.journalId }).from(postedRequest).where(same),
      );
      return found?.journalId;
    },
    journals: (filter, page) => readJournals(database, filter, page),
    async knownSince(reader) {
      const { trialBalance, sequences } = await readKnownSince(database, {
        ...reader,
        limit: mostCounted + 1,
      });
      const wanted = inArray(journal.sequence, sequences.slice(0, mostCounted));
      const rows =
        sequences.length === 0
          ? []
          : await reachable(db.select().from(journal).where(wanted).orderBy(asc(journal.sequence)));
      const journals = await withEntries(database, rows);
      return { trialBalance, journals, hasMore: sequences.length > mostCounted };
    },
    trialBalance: (asOf) => readTrialBalance(database, asOf),
  };
}

async function readJournals(
  database: BooksDatabase,
  { from, to, ledgerAccount }: JournalFilter,
  page: PageRequest,
): Promise<PageResult<Journal>> {
  const newer = page.position?.towards === 'newer';
  const key = Number(page.position?.key);
  const edge = page.position && (newer ? gt(journal.sequence, key) : lt(journal.sequence, key));
  const dates = [
    from === undefined ? undefined : gte(journal.businessDate, from),
    to === undefined ? undefined : lte(journal.businessDate, to),
    ledgerAccount === undefined
      ? undefined
      : sql`EXISTS (SELECT FROM bank.journal_entry e WHERE e.sequence = ${journal.sequence} AND e.ledger_account = ${ledgerAccount})`,
  ];
  const rows = await reachable(
    database.drizzle
      .select()
      .from(journal)
      .where(and(edge, ...dates))
      .orderBy(newer ? asc(journal.sequence) : desc(journal.sequence))
      .limit(page.limit + 1),
  );
  return pageOf(await withEntries(database, rows), page);
}
