import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aJournal, post } from '../../local/testing/journals.ts';
import { balanceAsOf, postPair, stateOf, type PairDraft } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
const vault = '00000000-0000-8000-8000-000000001010';
const atm = '00000000-0000-8000-8000-000000001012';
let cast: Cast;
let account: string;

beforeAll(async () => {
  cast = await openBank(database().operator);
});
beforeEach(async () => {
  account = await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 1_000n });
});

const pay = (minor: bigint, overrides: Partial<PairDraft> = {}): PairDraft => ({
  debit: account,
  credit: cast.bob.accountId,
  minor,
  ...overrides,
});

describe('The straight line', () => {
  it('posts what the general path would, and answers alike', async () => {
    const { app, owner } = database();
    const key = randomUUID();
    const fast = await postPair(app, pay(40n, { key }));
    expect(fast).toMatchObject({
      outcome: 'posted',
      entries: [{ accountId: account, minor: '40', balanceMinor: '960', version: '2' }, { minor: '-40' }],
    });
    // The general path answers the replay from the books.
    expect(await postPair(app, pay(40n, { key }))).toEqual({ ...fast, outcome: 'replayed' });
    const general = await post(
      app,
      aJournal([
        { account, minor: 40n },
        { account: cast.bob.accountId, minor: -40n },
      ]),
    );
    expect(Object.keys(general[0] ?? {})).toEqual(Object.keys(fast));
    expect((await stateOf(app, account)).balance).toBe('920');
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('takes accounts in any order, the bank’s own among them', async () => {
    const { app, owner } = database();
    await postPair(app, { debit: vault, credit: account, minor: 5n });
    await postPair(app, { debit: account, credit: vault, minor: 5n });
    expect((await stateOf(app, account)).balance).toBe('1000');
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('spreads over a striped account what many post at once', async () => {
    const { app, operator, owner } = database();
    await operator.query("SELECT bank.set_account_mode($1, 'striped')", [atm]);
    await Promise.all(
      Array.from({ length: 60 }, () => postPair(app, { debit: atm, credit: account, minor: 2n })),
    );
    expect(await stateOf(app, atm)).toMatchObject({ balance: '120', version: '60' });
    expect(await balanceAsOf(app, atm, '2026-01-15')).toBe('120');
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('lets one of two hundred spend the whole balance', async () => {
    const { app, owner } = database();
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => postPair(app, pay(1_000n))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await stateOf(app, account)).balance).toBe('0');
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('posts one request once, however often and at once it is sent', async () => {
    const { app, owner } = database();
    const again = pay(10n, { key: randomUUID() });
    const answers = await Promise.all(Array.from({ length: 20 }, () => postPair(app, again)));
    expect(answers.filter(({ outcome }) => outcome === 'posted')).toHaveLength(1);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await stateOf(app, account)).balance).toBe('990');
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('in opposite directions at once never deadlocks', async () => {
    const { app, owner } = database();
    await postPair(app, { debit: vault, credit: cast.bob.accountId, minor: 1_000n });
    const turns = Array.from({ length: 100 }, (_, turn) =>
      postPair(app, turn % 2 ? pay(1n) : { debit: cast.bob.accountId, credit: account, minor: 1n }),
    );
    expect((await Promise.allSettled(turns)).filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await brokenRules(owner)).toEqual([]);
  });
});

describe('What is not everyday goes the general path:', () => {
  it('a key that was used for something else', async () => {
    const key = randomUUID();
    await postPair(database().app, pay(1n, { key }));
    expect((await refusalOf(postPair(database().app, pay(1n, { key, hash: 'other' })))).sqlState).toBe(
      'LB008',
    );
  });

  it('both entries on one account', async () => {
    await postPair(database().app, pay(5n, { credit: account }));
    expect(await stateOf(database().app, account)).toMatchObject({ balance: '1000', version: '3' });
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('a memo account', async () => {
    await postPair(database().app, {
      debit: '00000000-0000-8000-8000-000000009010',
      credit: '00000000-0000-8000-8000-000000009099',
      minor: 5n,
    });
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it.each([
    ['more than there is', 'LB001', () => pay(1_001n)],
    ['an account that is not there', 'LB002', () => pay(1n, { credit: randomUUID() })],
    [
      'a ledger account that is not there',
      'LB002',
      () => pay(1n, { credit: '00000000-0000-8000-8000-000000001111' }),
    ],
    ['another currency', 'LB007', () => pay(1n, { currency: 'EUR' })],
    ['nothing', 'LB006', () => pay(0n)],
    ['less than nothing', 'LB006', () => pay(-1n)],
    ['more than one amount may be', 'LB014', () => pay(100_000_000_000_000n, { debit: vault })],
    ['a description that is too long', 'LB012', () => pay(1n, { description: 'x'.repeat(201) })],
    [
      'a memo account and a real one',
      'LB005',
      () => ({ debit: vault, credit: '00000000-0000-8000-8000-000000009099', minor: 1n }),
    ],
  ])('%s is refused, and nothing changes', async (_, sqlState, pair) => {
    const before = await wholeBooks(database().owner);
    expect((await refusalOf(postPair(database().app, pair()))).sqlState).toBe(sqlState);
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it.each([
    ['no account to debit', { debit: null as never }],
    ['no account to credit', { credit: null as never }],
    ['no id', { id: '' }],
    ['a scope that belongs to batches', { key: 'k', scope: 'batch:x' }],
  ])('%s is refused by name', async (_, overrides) => {
    const { debit, credit, id = randomUUID(), scope = 'test' } = { ...pay(1n), scope: 'test', ...overrides };
    const attempt = database().app.query(
      'SELECT bank.post_pair($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [
        id === '' ? null : id,
        scope,
        randomUUID(),
        'h',
        'P08',
        'Transfer',
        '',
        'tests',
        debit,
        credit,
        '1',
        'USD',
      ],
    );
    expect((await refusalOf(attempt)).sqlState).toBe('LB012');
  });

  it('an account that was striped and is strict again', async () => {
    const { app, operator, owner } = database();
    const fees = '00000000-0000-8000-8000-000000006020';
    for (const mode of ['striped', 'strict'])
      await operator.query('SELECT bank.set_account_mode($1, $2)', [fees, mode]);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        post(
          app,
          aJournal([
            { account, minor: 1n },
            { account: '6020', minor: -1n },
          ]),
        ),
      ),
    );
    expect((await stateOf(app, fees)).balance).toBe('20');
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('a stricter isolation level', async () => {
    const client = await database().app.connect();
    await client.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
    expect((await refusalOf(postPair(client, pay(1n)))).sqlState).toBe('LB012');
    await client.query('ROLLBACK');
    client.release();
  });
});
