import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aJournal, aTransfer, post } from '../../local/testing/journals.ts';
import { call, stateOf } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;
let account: string;

beforeAll(async () => {
  cast = await openBank(database().operator);
});
beforeEach(async () => {
  account = await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 1_000n });
});

function limit(limits: Record<string, unknown>): Promise<unknown> {
  const all = { account, floorMinor: '0', overdraftMinor: '0', velocity: [], ...limits };
  return call(database().operator, 'bank.set_account_limits', all);
}

const pay = (minor: bigint) => aTransfer(account, cast.bob.accountId, minor);

describe('An overdraft', () => {
  it('lets the account go below its floor as far as agreed, and no further', async () => {
    const { app } = database();
    await limit({ overdraftMinor: '500' });
    expect((await stateOf(app, account)).available).toBe('1500');
    await post(app, pay(1_500n));
    expect(await stateOf(app, account)).toMatchObject({ balance: '-500', available: '0' });
    const refusal = await refusalOf(post(app, pay(1n)));
    expect(refusal).toMatchObject({
      sqlState: 'LB001',
      detail: { rule: 'floor', limitMinor: '-500', wouldPassMinor: '0' },
    });
  });

  it('taken away leaves the balance where it is; money may only come in', async () => {
    const { app } = database();
    await limit({ overdraftMinor: '500' });
    await post(app, pay(1_200n));
    await limit({ overdraftMinor: '0' });
    expect((await refusalOf(post(app, pay(1n)))).sqlState).toBe('LB001');
    await post(
      app,
      aJournal([
        { account: '1010', minor: 50n },
        { account, minor: -50n },
      ]),
    );
    expect((await stateOf(app, account)).balance).toBe('-150');
  });
});

describe('A limit on what may leave in a window', () => {
  it('refuses the payment that goes over the amount, and says what would pass', async () => {
    const { app, owner } = database();
    await limit({ velocity: [{ windowDays: 1, maxMinor: '300' }] });
    await post(app, pay(200n));
    const before = await wholeBooks(owner);
    const refusal = await refusalOf(post(app, pay(101n)));
    expect(refusal).toMatchObject({
      sqlState: 'LB021',
      detail: {
        rule: 'velocity-amount',
        windowDays: 1,
        limitMinor: '300',
        usedMinor: '200',
        neededMinor: '101',
        wouldPassMinor: '100',
      },
    });
    expect(refusal.message).toMatch(
      /may pay out 3\.00 USD in a day; 2\.00 USD of it is used, so 1\.00 USD would pass\.$/,
    );
    expect(await wholeBooks(owner)).toEqual(before);
    await post(app, pay(100n));
  });

  it('counts payments, also within a batch', async () => {
    const { app } = database();
    await limit({ velocity: [{ windowDays: 7, maxCount: 2 }] });
    const refusal = await refusalOf(post(app, pay(1n), pay(1n), pay(1n)));
    expect(refusal).toMatchObject({
      sqlState: 'LB021',
      detail: { rule: 'velocity-count', journal: 2, limitCount: 2, usedCount: 2 },
    });
    await post(app, pay(1n), pay(1n));
    expect((await refusalOf(post(app, pay(1n)))).sqlState).toBe('LB021');
  });

  it('lets money in, and corrections through', async () => {
    const { app } = database();
    await limit({ velocity: [{ windowDays: 1, maxMinor: '100' }] });
    const paid = pay(100n);
    await post(app, paid);
    await post(
      app,
      aJournal([
        { account: '1010', minor: 50n },
        { account, minor: -50n },
      ]),
    );
    const mirror = [
      { account, minor: -100n },
      { account: cast.bob.accountId, minor: 100n },
    ];
    await post(app, aJournal(mirror, { type: 'REVERSAL', reversesId: paid.id }));
    expect((await stateOf(app, account)).balance).toBe('1050');
  });

  it('holds against rivals: of many payments at once just as many pass as are allowed', async () => {
    const { app, owner } = database();
    await limit({ velocity: [{ windowDays: 1, maxCount: 3 }] });
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => post(app, pay(1n))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('shows how much of it is used', async () => {
    await limit({ velocity: [{ windowDays: 30, maxMinor: '700', maxCount: 9 }] });
    await post(database().app, pay(10n));
    const { rows } = await database().app.query('SELECT * FROM bank.velocity_limits($1)', [account]);
    expect(rows).toEqual([
      { window_days: 30, max_minor: '700', max_count: 9, used_minor: '10', used_count: 1 },
    ]);
  });
});

describe('When days pass', () => {
  it('a window of two days forgets the day before yesterday', async () => {
    const { app, operator } = database();
    await limit({ velocity: [{ windowDays: 2, maxMinor: '100' }] });
    await post(app, pay(60n));
    await operator.query("SELECT bank.roll_business_date('2026-01-16')");
    expect((await refusalOf(post(app, pay(41n)))).detail).toMatchObject({
      usedMinor: '60',
      wouldPassMinor: '40',
    });
    await post(app, pay(40n));
    await operator.query("SELECT bank.roll_business_date('2026-01-17')");
    expect((await refusalOf(post(app, pay(61n)))).detail).toMatchObject({ usedMinor: '40' });
    await post(app, pay(60n));
  });
});

describe('Limits are refused', () => {
  it.each([
    ['for an account that is not there', 'LB002', { account: '00000000-0000-7000-8000-000000000000' }],
    ['for an account of the bank', 'LB002', { account: '00000000-0000-8000-8000-000000001010' }],
    ['for no account', 'LB002', { account: 'nobody' }],
    ['with an overdraft below zero', 'LB012', { overdraftMinor: '-1' }],
    ['with a window of no days', 'LB012', { velocity: [{ windowDays: 0, maxCount: 1 }] }],
    ['with a window that limits nothing', 'LB012', { velocity: [{ windowDays: 1 }] }],
    [
      'with one window twice',
      'LB012',
      {
        velocity: [
          { windowDays: 1, maxCount: 1 },
          { windowDays: 1, maxCount: 2 },
        ],
      },
    ],
    ['with a window of words', 'LB012', { velocity: [{ windowDays: 'a week', maxCount: 1 }] }],
  ])('%s', async (_, sqlState, limits) => {
    const before = await wholeBooks(database().owner);
    expect((await refusalOf(limit(limits))).sqlState).toBe(sqlState);
    expect(await wholeBooks(database().owner)).toEqual(before);
  });
});
