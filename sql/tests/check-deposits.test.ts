import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '../../local/testing/database.ts';
import { aTransfer, post } from '../../local/testing/journals.ts';
import { call, stateOf } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

let bank: TestDatabase;
let cast: Cast;
let account: string;

// Each test has a bank of its own: days pass in it.
beforeEach(async () => {
  bank = await createTestDatabase();
  // A Monday.
  cast = await openBank(bank.operator, '2026-06-01');
  account = await anAccount(bank.operator, cast.alice.customerId);
});
afterEach(() => dropTestDatabase(bank));

async function facts(): Promise<Record<string, unknown>> {
  const { rows } = await bank.app.query<{ facts: Record<string, unknown> }>(
    'SELECT bank.deposited_before($1) AS facts',
    [account],
  );
  return rows[0]?.facts ?? {};
}

type Parts = readonly (readonly [availableOn: string, minor: string])[];

const aCheck = async (
  parts: Parts,
  more: object = {},
): Promise<Record<string, unknown> & { id: string }> => ({
  id: randomUUID(),
  scope: 'test',
  key: randomUUID(),
  requestHash: 'hash',
  actor: 'teller',
  account,
  minor: parts.reduce((sum, [, minor]) => sum + BigInt(minor), 0n).toString(),
  currency: 'USD',
  class: 'other',
  facts: await facts(),
  parts: parts.map(([availableOn, minor]) => ({ availableOn, minor, hold: randomUUID(), reason: null })),
  ...more,
});

const everyday: Parts = [
  ['2026-06-02', '27500'],
  ['2026-06-03', '22500'],
];

async function deposit(parts: Parts = everyday, more: object = {}): Promise<string> {
  return ((await call(bank.app, 'bank.deposit_check', await aCheck(parts, more))) as { id: string }).id;
}

const aReturn = (check: string, more: object = {}): Record<string, unknown> => ({
  id: randomUUID(),
  check,
  reason: 'insufficient-funds',
  actor: 'teller',
  scope: 'test',
  key: randomUUID(),
  requestHash: 'hash',
  ...more,
});
const returned = (check: string, more: object = {}): Promise<unknown> =>
  call(bank.app, 'bank.return_check', aReturn(check, more));

async function endDay(date: string): Promise<Record<string, unknown>> {
  const { rows } = await bank.app.query<{ answer: { result: Record<string, unknown> } }>(
    "SELECT bank.run_day_step($1, 'transfers') AS answer",
    [date],
  );
  const { rows: steps } = await bank.app.query<{ step: string }>('SELECT unnest(bank.day_steps()) AS step');
  for (const { step } of steps) await bank.app.query('SELECT bank.run_day_step($1, $2)', [date, step]);
  return rows[0]?.answer.result ?? {};
}

async function ledger(code: string): Promise<string> {
  const { rows } = await bank.app.query<{ balance: string }>(
    'SELECT balance_minor AS balance FROM bank.account WHERE ledger_account = $1 AND customer_id IS NULL',
    [code],
  );
  return rows[0]?.balance ?? '';
}

const figures = async (): Promise<string[]> => {
  const { balance, held, available } = await stateOf(bank.app, account);
  return [balance, held, available];
};

describe('A deposited check', () => {
  it('is credited at once, and each part can be spent from its day on', async () => {
    await deposit();
    expect(await figures()).toEqual(['50000', '50000', '0']);
    expect((await refusalOf(post(bank.app, aTransfer(account, cast.bob.accountId, 1n)))).sqlState).toBe(
      'LB001',
    );
    await endDay('2026-06-01');
    expect(await figures()).toEqual(['50000', '22500', '27500']);
    await endDay('2026-06-02');
    expect(await figures()).toEqual(['50000', '0', '50000']);
    expect(await brokenRules(bank.owner)).toEqual([]);
  });

  it('is held even where the account is overdrawn', async () => {
    await bank.operator.query('SELECT bank.set_account_limits($1::jsonb)', [
      JSON.stringify({ account, floorMinor: '0', overdraftMinor: '10000', velocity: [] }),
    ]);
    await post(bank.app, aTransfer(account, cast.bob.accountId, 10_000n));
    await deposit();
    expect(await figures()).toEqual(['40000', '50000', '0']);
    expect(await brokenRules(bank.owner)).toEqual([]);
  });

  it('is deposited once under its key', async () => {
    const check = await aCheck(everyday);
    await call(bank.app, 'bank.deposit_check', check);
    const again = await call(bank.app, 'bank.deposit_check', { ...check, id: randomUUID() });
    expect(again).toEqual({ id: check.id, outcome: 'replayed' });
    expect(await figures()).toEqual(['50000', '50000', '0']);
    const other = call(bank.app, 'bank.deposit_check', { ...check, requestHash: 'other' });
    expect((await refusalOf(other)).sqlState).toBe('LB008');
  });

  it('is scheduled by what came before it, not by what came meanwhile', async () => {
    const before = await facts();
    expect(before).toEqual({ businessDate: '2026-06-01', isNew: true, specialMinor: '0', otherMinor: '0' });
    const rivals = await Promise.allSettled(
      Array.from({ length: 3 }, () => deposit(everyday, { facts: before })),
    );
    expect(rivals.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await refusalOf(deposit(everyday, { facts: before }))).sqlState).toBe('LB017');
    expect(await facts()).toMatchObject({ otherMinor: '50000' });
    expect(await figures()).toEqual(['50000', '50000', '0']);
  });

  it.each<[string, object, Parts?]>([
    ['on a day without business', {}, [['2026-06-06', '1']]],
    ['on the day itself', {}, [['2026-06-01', '1']]],
    ['beyond what it is worth', { minor: '49999' }],
    ['of a class that is none', { class: 'rubber' }],
    ['in no part', { parts: [] }],
  ])('does not become available %s', async (_name, wrong, parts = everyday) => {
    const before = await wholeBooks(bank.owner);
    expect((await refusalOf(deposit(parts, wrong))).sqlState).toBe('LB012');
    expect(await wholeBooks(bank.owner)).toEqual(before);
  });

  it('tells its customer where it is held longer than usual', async () => {
    const parts = [{ availableOn: '2026-06-12', minor: '50000', hold: randomUUID(), reason: 'new-account' }];
    await deposit(everyday, { parts });
    const { rows } = await bank.app.query('SELECT kind, params FROM bank.notice');
    expect(rows).toEqual([
      {
        kind: 'check-held',
        params: {
          amountMinor: '50000',
          heldMinor: '50000',
          currency: 'USD',
          availableOn: '2026-06-12',
          reason: 'new-account',
        },
      },
    ]);
  });
});

describe('Checks in collection', () => {
  it('are collected at the end of the next business day, by one journal, once', async () => {
    await deposit();
    await deposit([['2026-06-03', '1000']]);
    expect((await endDay('2026-06-01'))['checksCollected']).toEqual({ count: 0, minor: '0' });
    await deposit([['2026-06-03', '500']]);
    expect([await ledger('1020'), await ledger('1040')]).toEqual(['51500', '0']);
    expect((await endDay('2026-06-02'))['checksCollected']).toEqual({ count: 2, minor: '51000' });
    expect([await ledger('1020'), await ledger('1040')]).toEqual(['500', '51000']);
    await bank.operator.query("SELECT bank.roll_business_date('2026-06-10')");
    expect((await endDay('2026-06-10'))['checksCollected']).toEqual({ count: 1, minor: '500' });
    expect((await endDay('2026-06-11'))['checksCollected']).toEqual({ count: 0, minor: '0' });
    expect([await ledger('1020'), await ledger('1040')]).toEqual(['0', '51500']);
    expect(await brokenRules(bank.owner)).toEqual([]);
  });
});

describe('A check that comes back', () => {
  it('before it was collected leaves collection, and what is held of it is given back', async () => {
    const check = await deposit();
    await returned(check);
    expect([await figures(), await ledger('1020')]).toEqual([['0', '0', '0'], '0']);
    expect((await endDay('2026-06-01'))['checksCollected']).toEqual({ count: 0, minor: '0' });
    expect((await endDay('2026-06-02'))['checksCollected']).toEqual({ count: 0, minor: '0' });
    expect(await brokenRules(bank.owner)).toEqual([]);
  });

  it('after it was collected and spent overdraws the account, whose floor stays where it was', async () => {
    const check = await deposit();
    for (const day of ['2026-06-01', '2026-06-02']) await endDay(day);
    await post(bank.app, aTransfer(account, cast.bob.accountId, 30_000n));
    await returned(check);
    expect([await figures(), await ledger('1040')]).toEqual([['-30000', '0', '-30000'], '0']);
    expect((await refusalOf(post(bank.app, aTransfer(account, cast.bob.accountId, 1n)))).sqlState).toBe(
      'LB001',
    );
    expect(await brokenRules(bank.owner)).toEqual([]);
    const { rows } = await bank.app.query(
      "SELECT params ->> 'reason' AS reason FROM bank.notice WHERE kind = 'check-returned'",
    );
    expect(rows).toEqual([{ reason: 'insufficient-funds' }]);
  });

  it('does so whatever limits the account has', async () => {
    const check = await deposit();
    await bank.operator.query('SELECT bank.set_account_limits($1::jsonb)', [
      JSON.stringify({
        account,
        floorMinor: '0',
        overdraftMinor: '0',
        velocity: [{ windowDays: 1, maxMinor: '100' }],
      }),
    ]);
    await returned(check);
    expect(await figures()).toEqual(['0', '0', '0']);
    expect(await brokenRules(bank.owner)).toEqual([]);
  });

  it('comes back once, whoever asks at once', async () => {
    const check = await deposit();
    const key = randomUUID();
    const rivals = await Promise.allSettled([
      ...Array.from({ length: 3 }, () => returned(check, { key })),
      ...Array.from({ length: 3 }, () => returned(check)),
    ]);
    expect([1, 3]).toContain(rivals.filter(({ status }) => status === 'fulfilled').length);
    expect(await figures()).toEqual(['0', '0', '0']);
    expect(await refusalOf(returned(check))).toMatchObject({ sqlState: 'LB044' });
    expect((await refusalOf(returned(randomUUID()))).sqlState).toBe('LB016');
    expect((await refusalOf(returned(check, { reason: '' }))).sqlState).toBe('LB012');
  });

  it('is collected or returned when both race, and the books say which', async () => {
    const check = await deposit();
    await endDay('2026-06-01');
    await Promise.all([endDay('2026-06-02'), returned(check)]);
    expect([await ledger('1020'), await ledger('1040')]).toEqual(['0', '0']);
    expect(await brokenRules(bank.owner)).toEqual([]);
  });

  it('stays on record', async () => {
    await returned(await deposit());
    for (const table of ['check_deposit', 'check_part', 'check_return', 'check_collection'])
      expect((await refusalOf(bank.owner.query(`DELETE FROM books.${table}`))).sqlState).toBe('LB010');
  });
});
