import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { posted, type JournalDraft, type PostedJournal, type Queryable } from './journals.ts';

/** The answer of a public function that takes and gives JSON. */
export async function call(database: Queryable, name: string, argument: unknown): Promise<unknown> {
  const { rows } = await database.query<{ answer: unknown }>(`SELECT ${name}($1::jsonb) AS answer`, [
    JSON.stringify(argument),
  ]);
  return rows[0]?.answer;
}

const held = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      outcome: z.string(),
      accountId: z.string(),
      minor: z.string(),
      remainingMinor: z.string(),
      state: z.string(),
      placedOn: z.string(),
      expiresOn: z.string(),
    }),
  ),
});
export type Held = z.output<typeof held>['results'][number];

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** A hold as bank.place_holds takes it; any field can be overridden, also with nonsense. */
export function aHold(
  account: string,
  minor: bigint,
  overrides: Record<string, unknown> = {},
): Record<string, unknown> & { readonly id: string } {
  const asked = { account, minor: minor.toString(), currency: 'USD', description: 'Card authorisation' };
  return {
    id: randomUUID(),
    scope: 'test',
    key: randomUUID(),
    requestHash: hashOf(asked),
    actor: 'tests',
    ...asked,
    ...overrides,
  };
}

export async function placeHold(database: Queryable, hold: Record<string, unknown>): Promise<Held> {
  const [result] = held.parse(await call(database, 'bank.place_holds', { holds: [hold] })).results;
  if (!result) throw new Error('No hold was answered');
  return result;
}

export async function releaseHold(
  database: Queryable,
  hold: string,
  overrides: Record<string, unknown> = {},
): Promise<Held> {
  const release = {
    hold,
    scope: 'test',
    key: randomUUID(),
    requestHash: hashOf(hold),
    actor: 'tests',
    ...overrides,
  };
  const [result] = held.parse(await call(database, 'bank.release_holds', { releases: [release] })).results;
  if (!result) throw new Error('No hold was answered');
  return result;
}

const batchAnswer = z.object({
  id: z.string(),
  outcome: z.string(),
  items: z.number(),
  posted: z.number(),
  refused: z.number(),
});

/** Posts journals by bank.post_journal_batch, which gives them keys of its own. */
export async function postBatch(
  database: Queryable,
  mode: string,
  journals: readonly JournalDraft[],
  overrides: Record<string, unknown> = {},
): Promise<z.output<typeof batchAnswer>> {
  const given = new Set(['scope', 'key', 'requestHash']);
  const bare = journals.map((journal) =>
    Object.fromEntries(Object.entries(journal).filter(([name]) => !given.has(name))),
  );
  const batch = {
    id: randomUUID(),
    scope: 'test',
    key: randomUUID(),
    requestHash: hashOf(bare),
    actor: 'tests',
    mode,
    journals: bare,
    ...overrides,
  };
  return batchAnswer.parse(await call(database, 'bank.post_journal_batch', batch));
}

export interface AccountState {
  readonly balance: string;
  readonly held: string;
  readonly available: string;
  readonly version: string;
}

export async function stateOf(database: Queryable, account: string): Promise<AccountState> {
  const { rows } = await database.query<AccountState>(
    `SELECT balance_minor AS balance, held_minor AS held, available_minor AS available, version::text
     FROM bank.account WHERE id = $1`,
    [account],
  );
  if (!rows[0]) throw new Error(`Account ${account} does not exist`);
  return rows[0];
}

/** The balance that counts from a value date, as known at a moment (now unless given). */
export async function balanceAsOf(
  database: Queryable,
  account: string,
  asOf: string,
  knownAt: string | null = null,
): Promise<string | undefined> {
  const { rows } = await database.query<{ balance_minor: string }>(
    'SELECT balance_minor FROM bank.balance_as_of($1, $2, $3)',
    [account, asOf, knownAt],
  );
  return rows[0]?.balance_minor;
}

export interface PairDraft {
  readonly debit: string;
  readonly credit: string;
  readonly minor: bigint;
  readonly id?: string;
  readonly key?: string;
  readonly hash?: string;
  readonly currency?: string;
  readonly description?: string;
  readonly scope?: string;
}

/** Posts by bank.post_pair, the straight line of the everyday journal; answers what bank.post_journals would of it. */
export async function postPair(database: Queryable, pair: PairDraft): Promise<PostedJournal> {
  const { rows } = await database.query<{ answer: unknown }>(
    'SELECT bank.post_pair($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS answer',
    [
      pair.id ?? randomUUID(),
      pair.scope ?? 'test',
      pair.key ?? randomUUID(),
      pair.hash ?? 'hash',
      'P08',
      pair.description ?? 'Transfer',
      '',
      'tests',
      pair.debit,
      pair.credit,
      pair.minor.toString(),
      pair.currency ?? 'USD',
    ],
  );
  return posted.parse(rows[0]?.answer);
}
