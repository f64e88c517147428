import { createHash, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import * as z from 'zod';

/** Anything that runs a statement: a pool, or one client of it. */
export type Queryable = Pick<Pool | PoolClient, 'query'>;

/** One line of a journal to post; debits positive, credits negative, in minor units. */
export interface EntryDraft {
  /** The account's id, or the four-digit code of a ledger account for the bank's own. */
  readonly account: string;
  readonly minor: bigint;
  readonly currency?: string;
}

/** A journal as bank.post_journals takes it. */
export type JournalDraft = Record<string, unknown> & { readonly id: string; readonly key: string };

/** A valid journal over these entries; any field can be overridden, also with nonsense. */
export function aJournal(
  entries: readonly EntryDraft[],
  overrides: Record<string, unknown> = {},
): JournalDraft {
  const lines = entries.map(({ account, minor, currency = 'USD' }) => ({
    ...(/^\d{4}$/.test(account) ? { gl: account } : { account }),
    minor: minor.toString(),
    currency,
  }));
  return {
    id: randomUUID(),
    scope: 'test',
    key: randomUUID(),
    requestHash: createHash('sha256').update(JSON.stringify(lines)).digest('hex'),
    type: 'STANDARD',
    template: 'TEST',
    description: 'A journal of the tests',
    actor: 'tests',
    entries: lines,
    ...overrides,
  };
}

/** P08: from one customer's deposit to another's. */
export function aTransfer(from: string, to: string, minor: bigint): JournalDraft {
  const entries = [
    { account: from, minor },
    { account: to, minor: -minor },
  ];
  return aJournal(entries, { template: 'P08', description: 'Transfer' });
}

/** P01: cash at the counter into a deposit. */
export function aCashDeposit(
  to: string,
  minor: bigint,
  overrides: Record<string, unknown> = {},
): JournalDraft {
  const entries = [
    { account: '1010', minor },
    { account: to, minor: -minor },
  ];
  return aJournal(entries, { template: 'P01', description: 'Cash deposit', ...overrides });
}

/** The mirror of a journal, as anybody may post it who may post journals. @param owner as bank_owner */
export async function aReversal(
  owner: Queryable,
  journal: string,
  overrides: Record<string, unknown> = {},
): Promise<JournalDraft> {
  const { rows } = await owner.query<{ account: string; minor: string }>(
    `SELECT e.account_id AS account, (-e.amount_minor)::text AS minor
     FROM books.entry e JOIN books.journal j ON j.sequence = e.journal_sequence WHERE j.id = $1 ORDER BY e.line_no`,
    [journal],
  );
  const draft = aJournal([], { type: 'REVERSAL', reversesId: journal, ...overrides });
  return { ...draft, entries: rows.map((row) => ({ ...row, currency: 'USD' })) };
}

export const posted = z.object({
  id: z.string(),
  sequence: z.string(),
  outcome: z.enum(['posted', 'replayed']),
  businessDate: z.string(),
  valueDate: z.string(),
  recordedAt: z.string(),
  entries: z.array(
    z.object({
      accountId: z.string(),
      gl: z.string(),
      minor: z.string(),
      currency: z.string(),
      balanceMinor: z.string(),
      version: z.string(),
    }),
  ),
});
export type PostedJournal = z.output<typeof posted>;

/** Posts the journals in one call and answers their results in the same order. */
export async function post(
  database: Queryable,
  ...journals: readonly JournalDraft[]
): Promise<PostedJournal[]> {
  const { rows } = await database.query<{ answer: unknown }>(
    'SELECT bank.post_journals($1::jsonb) AS answer',
    [JSON.stringify({ journals })],
  );
  return z.object({ results: z.array(posted) }).parse(rows[0]?.answer).results;
}
