import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, aTransfer, post, type JournalDraft } from '../../local/testing/journals.ts';
import { postBatch, stateOf } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;
let account: string;

beforeAll(async () => {
  cast = await openBank(database().operator);
});
beforeEach(async () => {
  account = await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 100n });
});

const pay = (minor: bigint) => aTransfer(account, cast.bob.accountId, minor);

async function itemsOf(batch: string): Promise<string[]> {
  const { rows } = await database().app.query<{
    ord: number;
    outcome: string;
    sql_state: string | null;
    journal_id: string | null;
  }>(
    'SELECT ord, outcome, sql_state, journal_id FROM bank.journal_batch_item WHERE batch_id = $1 ORDER BY ord',
    [batch],
  );
  return rows.map(({ outcome, sql_state: state, journal_id: id }) =>
    id ? outcome : `${outcome} ${state ?? ''}`,
  );
}

/** Every kind of thing that can be wrong with one item. */
function mixed(): JournalDraft[] {
  return [
    pay(60n),
    pay(60n),
    aCashDeposit(account, 30n),
    pay(60n),
    aJournal([
      { account: '1010', minor: 2n },
      { account: '1040', minor: -1n },
    ]),
    aCashDeposit(randomUUID(), 1n),
    { ...pay(1n), type: 'NONSENSE' },
    { ...pay(1n), entries: 'none' },
    pay(1n),
  ];
}

describe('An independent batch', () => {
  it('posts what it can, in order, and says of each what became of it', async () => {
    const { app, owner } = database();
    const answer = await postBatch(app, 'independent', mixed());
    expect(answer).toMatchObject({ outcome: 'posted', items: 9, posted: 4, refused: 5 });
    expect(await itemsOf(answer.id)).toEqual([
      'posted',
      'refused LB001',
      'posted',
      'posted',
      'refused LB005',
      'refused LB002',
      'refused LB012',
      'refused LB012',
      'posted',
    ]);
    expect((await stateOf(app, account)).balance).toBe('9');
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('leaves the books as one after the other would', async () => {
    const { app } = database();
    const journals = Array.from({ length: 40 }, (_, n) =>
      n % 3 === 2 ? aCashDeposit(account, 20n) : pay(25n),
    );
    let balance = 100n;
    const expected = journals.map((_, n) => {
      const change = n % 3 === 2 ? 20n : -25n;
      if (balance + change < 0n) return 'refused LB001';
      balance += change;
      return 'posted';
    });
    const answer = await postBatch(app, 'independent', journals);
    expect(await itemsOf(answer.id)).toEqual(expected);
    expect((await stateOf(app, account)).balance).toBe(balance.toString());
  });

  it('asked for twice, also at once, is posted once', async () => {
    const { app, owner } = database();
    const [id, key] = [randomUUID(), randomUUID()];
    const journals = mixed();
    const answers = await Promise.all([
      postBatch(app, 'independent', journals, { id, key }),
      postBatch(app, 'independent', journals, { id, key }),
    ]);
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['posted', 'replayed']);
    expect((await stateOf(app, account)).balance).toBe('9');
    const other = postBatch(app, 'independent', [pay(1n)], { key });
    expect((await refusalOf(other)).sqlState).toBe('LB008');
    expect(await brokenRules(owner)).toEqual([]);
  });
});

describe('An atomic batch', () => {
  it('posts all', async () => {
    const answer = await postBatch(database().app, 'atomic', [
      pay(50n),
      aCashDeposit(account, 10n),
      pay(60n),
    ]);
    expect(answer).toMatchObject({ items: 3, posted: 3, refused: 0 });
    expect(await itemsOf(answer.id)).toEqual(['posted', 'posted', 'posted']);
  });

  it('or nothing, and names the journal it stopped at', async () => {
    const before = await wholeBooks(database().owner);
    const refusal = await refusalOf(postBatch(database().app, 'atomic', [pay(50n), pay(60n)]));
    expect(refusal).toMatchObject({ sqlState: 'LB001', detail: { journal: 1 } });
    expect(await wholeBooks(database().owner)).toEqual(before);
  });
});

describe('Eight thousand journals', () => {
  it('are one batch, and one more is refused', async () => {
    const { app, owner } = database();
    const journals = Array.from({ length: 8_000 }, () => aCashDeposit(account, 1n));
    expect(await postBatch(app, 'atomic', journals)).toMatchObject({ posted: 8_000 });
    expect((await stateOf(app, account)).balance).toBe('8100');
    const more = postBatch(app, 'atomic', [...journals, pay(1n)]);
    expect((await refusalOf(more)).sqlState).toBe('LB012');
    expect(await brokenRules(owner)).toEqual([]);
  }, 60_000);
});

describe('A batch of many refusals', () => {
  it('ends with a sentence before it holds up others for long, and posts nothing', async () => {
    const before = await stateOf(database().app, account);
    const journals = Array.from({ length: 8_000 }, () => aCashDeposit(randomUUID(), 1n));
    const started = performance.now();
    const outcome = await postBatch(database().app, 'independent', [pay(1n), ...journals.slice(1)]).catch(
      (error: unknown) => error,
    );
    expect((performance.now() - started) / 1000).toBeLessThan(28);
    if (outcome instanceof Error) expect(await stateOf(database().app, account)).toEqual(before);
    else expect(outcome).toMatchObject({ posted: 1, refused: 7_999 });
  }, 60_000);
});

describe('A journal outside a batch', () => {
  it('can’t take the scope of one', async () => {
    const taken = post(database().app, { ...pay(1n), scope: `batch:${randomUUID()}`, key: '0' });
    expect((await refusalOf(taken)).sqlState).toBe('LB012');
  });
});

describe('A batch is refused that', () => {
  it.each([
    ['has no journals', 'atomic', { journals: [] }],
    ['has no list of journals', 'atomic', { journals: 7 }],
    ['is of no mode', 'perhaps', {}],
    ['has no key', 'atomic', { key: null }],
  ])('%s', async (_, mode, overrides) => {
    expect((await refusalOf(postBatch(database().app, mode, [pay(1n)], overrides))).sqlState).toBe('LB012');
  });
});
