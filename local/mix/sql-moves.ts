import { randomUUID } from 'node:crypto';
import { DatabaseError, type Pool } from 'pg';
import { aJournal, aTransfer, post, type JournalDraft } from '../testing/journals.ts';
import { aHold, placeHold, postBatch, postPair, releaseHold } from '../testing/ledger-calls.ts';
import { between, type Promises } from './promises.ts';

/** Where the moves are made. Accounts are customers' checking accounts; the first is the one everybody wants. */
export interface Field {
  readonly app: Pool;
  readonly accounts: readonly string[];
  readonly promises: Promises;
}

export interface Move {
  readonly name: string;
  readonly weight: number;
  readonly make: (field: Field) => Promise<void>;
}

const striped = '00000000-0000-8000-8000-000000001012';
const chance = (n: number): number => Math.floor(Math.random() * n);

function pick<T>(items: readonly T[]): T {
  const item = items[chance(items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from');
  return item;
}

function two(accounts: readonly string[]): readonly [string, string] {
  const from = pick(accounts);
  const to = pick(accounts);
  return from === to ? two(accounts) : [from, to];
}

/** Refusals of the books are an answer; a deadlock or anything else is a fault. */
export async function answered(field: Field, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
    field.promises.count(`${name} done`);
  } catch (error) {
    if (error instanceof DatabaseError && error.code?.startsWith('LB'))
      field.promises.count(`${name} refused`);
    else field.promises.fault(name, error);
  }
}

/** The same request once more, and now and then twice at once: it may never have a second effect. */
async function maybeAgain(once: () => Promise<unknown>): Promise<void> {
  await (chance(4) === 0 ? Promise.all([once(), once()]) : once());
  if (chance(4) === 0) await once();
}

async function pair({ app, promises }: Field, [debit, credit]: readonly [string, string]): Promise<void> {
  const minor = BigInt(1 + chance(500));
  const key = randomUUID();
  await maybeAgain(() => postPair(app, { debit, credit, minor, key, id: randomUUID() }));
  promises.keep({ key, changes: between(debit, credit, minor) });
}

/** A circle in one batch: every account pays the next, each starting somewhere else, so that orders cross. */
async function circle({ app, accounts, promises }: Field): Promise<void> {
  const start = chance(accounts.length);
  const ring = Array.from({ length: 3 + chance(5) }, (_, n) => accounts[(start + n) % accounts.length] ?? '');
  const order = chance(2) === 0 ? ring : ring.toReversed();
  const journals = order.map((from, n) =>
    aTransfer(from, order[(n + 1) % order.length] ?? '', BigInt(1 + chance(300))),
  );
  await maybeAgain(() => post(app, ...journals));
  for (const journal of journals) promises.keep({ key: journal.key, changes: changesOf(journal) });
}

function changesOf(journal: JournalDraft): ReadonlyMap<string, bigint> {
  const changes = new Map<string, bigint>();
  for (const { account, minor } of journal['entries'] as { account: string; minor: string }[])
    changes.set(account, (changes.get(account) ?? 0n) - BigInt(minor));
  return changes;
}

async function reverse({ app, accounts, promises }: Field): Promise<void> {
  const [from, to] = two(accounts);
  const minor = BigInt(1 + chance(100));
  const original = aTransfer(from, to, minor);
  await post(app, original);
  promises.keep({ key: original.key, changes: between(from, to, minor) });
  const mirror = [
    { account: from, minor: -minor },
    { account: to, minor },
  ];
  const rivals = [1, 2].map(() => aJournal(mirror, { type: 'REVERSAL', reversesId: original.id }));
  const outcomes = await Promise.allSettled(rivals.map((rival) => post(app, rival)));
  const won = rivals.filter((_, n) => outcomes[n]?.status === 'fulfilled');
  if (won.length > 1) throw new Error(`Journal ${original.id} was reversed twice`);
  for (const { key } of won) promises.keep({ key, changes: between(to, from, minor) });
}

async function hold({ app, accounts, promises }: Field): Promise<void> {
  const [from, to] = two(accounts);
  const minor = BigInt(2 + chance(200));
  const placed = aHold(from, minor);
  await maybeAgain(() => placeHold(app, { ...placed, id: randomUUID() }));
  const { rows } = await app.query<{ id: string }>(
    'SELECT hold_id AS id FROM bank.hold_event e JOIN bank.hold h ON h.id = e.hold_id WHERE h.account_id = $1 ORDER BY e.sequence DESC LIMIT 1',
    [from],
  );
  const id = rows[0]?.id ?? '';
  const capture = {
    ...aTransfer(from, to, minor / 2n),
    captures: [{ hold: id, minor: (minor / 2n).toString() }],
  };
  const outcomes = await Promise.allSettled([post(app, capture), releaseHold(app, id)]);
  if (outcomes[0].status === 'fulfilled') promises.keep({ key: capture.key, changes: changesOf(capture) });
}

async function batch({ app, accounts, promises }: Field): Promise<void> {
  const mode = pick(['atomic', 'independent']);
  const [id, key] = [randomUUID(), randomUUID()];
  const journals = Array.from({ length: 5 + chance(60) }, () => {
    const [from, to] = two(accounts);
    return aTransfer(from, to, BigInt(1 + chance(50)));
  });
  await maybeAgain(() => postBatch(app, mode, journals, { id, key }));
  const { rows } = await app.query<{ ord: number }>(
    "SELECT ord FROM bank.journal_batch_item WHERE batch_id = $1 AND outcome = 'posted'",
    [id],
  );
  for (const { ord } of rows) {
    const journal = journals[ord];
    if (journal) promises.keep({ key: `batch:${id}/${ord}`, changes: changesOf(journal) });
  }
}

export const sqlMoves: readonly Move[] = [
  { name: 'transfer', weight: 6, make: (field) => pair(field, two(field.accounts)) },
  {
    name: 'hot account',
    weight: 4,
    make: (field) => pair(field, [pick(field.accounts.slice(1)), field.accounts[0] ?? '']),
  },
  {
    name: 'hot account pays',
    weight: 4,
    make: (field) => pair(field, [field.accounts[0] ?? '', pick(field.accounts.slice(1))]),
  },
  { name: 'striped account', weight: 3, make: (field) => pair(field, [striped, pick(field.accounts)]) },
  { name: 'circle', weight: 4, make: circle },
  { name: 'reversal', weight: 2, make: reverse },
  { name: 'hold', weight: 3, make: hold },
  { name: 'batch', weight: 1, make: batch },
];
