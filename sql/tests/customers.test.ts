import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, openBank, openingDate, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator);
});

async function call(
  name: 'open_customer' | 'open_account',
  argument: object,
): Promise<Record<string, unknown>> {
  const { rows } = await database().operator.query<{ answer: Record<string, unknown> }>(
    `SELECT bank.${name}($1::jsonb) AS answer`,
    [JSON.stringify(argument)],
  );
  return rows[0]?.answer ?? {};
}

describe('A customer', () => {
  const dora = { number: '00000009', name: 'Dora Diaz' };

  it('is opened once per number, on the business date', async () => {
    const first = await call('open_customer', dora);
    expect(first).toEqual({ id: expect.any(String), number: '00000009', created: true });
    expect(await call('open_customer', dora)).toEqual({ ...first, created: false });
    const { rows } = await database().app.query(
      'SELECT number, name, opened_on::text FROM bank.customer WHERE id = $1',
      [first['id']],
    );
    expect(rows).toEqual([{ ...dora, opened_on: openingDate }]);
  });

  it('is opened once when two ask at the same time', async () => {
    const eve = { number: '00000010', name: 'Eve' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => call('open_customer', eve)));
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  it('is not opened under the number or the id of another', async () => {
    const gus = { id: randomUUID(), number: '00000020', name: 'Gus' };
    await call('open_customer', gus);
    for (const other of [
      { ...gus, name: 'Hal' },
      { ...gus, number: '00000021' },
      { ...gus, id: randomUUID() },
    ]) {
      expect((await refusalOf(call('open_customer', other))).sqlState).toBe('LB012');
    }
    const { rows } = await database().app.query(
      "SELECT name FROM bank.customer WHERE number IN ('00000020', '00000021')",
    );
    expect(rows).toEqual([{ name: 'Gus' }]);
  });

  it('gets a time-ordered id, or the one that was given', async () => {
    const { id } = await call('open_customer', { number: '00000011', name: 'Finn' });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
    const given = randomUUID();
    expect(await call('open_customer', { id: given, number: '00000012', name: 'Gus' })).toMatchObject({
      id: given,
    });
  });

  it.each([
    { number: '9', name: 'Short' },
    { number: '00000013' },
    { name: 'No number' },
    { id: 'x', number: '00000014', name: 'No UUID' },
  ])('like %j is refused', async (customer) => {
    expect((await refusalOf(call('open_customer', customer))).sqlState).toBe('LB012');
  });
});

describe('An account', () => {
  const draft = (): Record<string, unknown> => ({
    number: '4000000001',
    customer: cast.alice.customerId,
    ledgerAccount: '2030',
    product: 'Savings',
    name: 'Rainy Day',
    floorMinor: '0',
  });

  it('is opened once per number', async () => {
    const first = await call('open_account', draft());
    expect(first).toEqual({ id: expect.any(String), number: '4000000001', created: true });
    expect(await call('open_account', draft())).toEqual({ ...first, created: false });
    const { rows } = await database().app.query(
      'SELECT ledger_account, normal_side, currency, product, status, opened_on::text, balance_minor, version FROM bank.account WHERE id = $1',
      [first['id']],
    );
    expect(rows).toEqual([
      {
        ledger_account: '2030',
        normal_side: 'credit',
        currency: 'USD',
        product: 'Savings',
        status: 'open',
        opened_on: openingDate,
        balance_minor: '0',
        version: '0',
      },
    ]);
  });

  it.each([
    ['a short number', { number: '1' }, 'LB012'],
    ['no product', { product: undefined }, 'LB012'],
    ['a floor with decimals', { floorMinor: '0.5' }, 'LB012'],
    ['an id that is no UUID', { id: 'x' }, 'LB012'],
    ['a customer whose id is no UUID', { customer: 'x' }, 'LB012'],
    ['the cash of the bank as its ledger account', { ledgerAccount: '1010' }, 'LB003'],
    ['income of the bank as its ledger account', { ledgerAccount: '4010' }, 'LB003'],
    ['a customer who does not exist', { customer: randomUUID() }, 'LB015'],
    ['no customer', { customer: undefined }, 'LB015'],
    ['a ledger account that does not exist', { ledgerAccount: '9999' }, 'LB003'],
    ['the computed net income', { ledgerAccount: '3045' }, 'LB003'],
  ])('with %s is refused', async (_what, override, sqlState) => {
    const refusal = await refusalOf(call('open_account', { ...draft(), number: '4000000002', ...override }));
    expect(refusal.sqlState).toBe(sqlState);
  });

  it('is never answered to somebody who asked for another', async () => {
    const rainy = { ...draft(), number: '4000000004', id: randomUUID() };
    await call('open_account', rainy);
    const others = [
      { customer: cast.bob.customerId },
      { ledgerAccount: '2010' },
      { currency: 'EUR' },
      { floorMinor: '-100' },
      { floorMinor: undefined },
      { id: randomUUID() },
      { number: '4000000005' },
    ];
    for (const other of others) {
      expect((await refusalOf(call('open_account', { ...rainy, ...other }))).sqlState).toBe('LB012');
    }
    const { rows } = await database().app.query(
      "SELECT customer_id, ledger_account FROM bank.account WHERE number IN ('4000000004', '4000000005')",
    );
    expect(rows).toEqual([{ customer_id: cast.alice.customerId, ledger_account: '2030' }]);
  });

  it('that a rival opens at the same moment for another customer is not handed over', async () => {
    const rival = await database().operator.connect();
    const open = 'SELECT bank.open_account($1::jsonb)';
    const contested = { ...draft(), number: '4000000006' };
    await rival.query('BEGIN');
    await rival.query(open, [JSON.stringify(contested)]);
    const second = refusalOf(call('open_account', { ...contested, customer: cast.bob.customerId }));
    await new Promise((done) => setTimeout(done, 200));
    await rival.query('COMMIT');
    rival.release();
    expect((await second).sqlState).toBe('LB012');
  });

  it('on a ledger account that takes no entries is refused by the tables too', async () => {
    const insert = database().owner.query(
      `INSERT INTO books.account (id, number, ledger_account, currency, product, name)
       VALUES (gen_random_uuid(), '4000000003', '3045', 'USD', 'x', 'x')`,
    );
    expect((await refusalOf(insert)).sqlState).toBe('23503');
  });

  it('closes when it stands at zero, and keeps its history', async () => {
    const { app } = database();
    const account = await anAccount(database().operator, cast.bob.customerId, { balanceMinor: 10n });
    expect(
      (await refusalOf(database().operator.query('SELECT bank.close_account($1)', [account]))).sqlState,
    ).toBe('LB004');
    await post(app, aCashDeposit(account, -10n));
    await database().operator.query('SELECT bank.close_account($1)', [account]);
    const { rows } = await app.query(
      `SELECT status, (SELECT count(*)::int FROM bank.account_transaction WHERE account_id = a.id) AS entries
       FROM bank.account a WHERE id = $1`,
      [account],
    );
    expect(rows).toEqual([{ status: 'closed', entries: 2 }]);
  });

  it('of the bank itself, or of nobody, can’t be closed', async () => {
    const house = '00000000-0000-8000-8000-000000001010';
    expect(
      (await refusalOf(database().operator.query('SELECT bank.close_account($1)', [house]))).sqlState,
    ).toBe('LB002');
    expect(
      (await refusalOf(database().operator.query('SELECT bank.close_account($1)', [randomUUID()]))).sqlState,
    ).toBe('LB002');
  });
});

describe('A sign-in', () => {
  const link = (issuer: string | null, subject: string, customer: string): Promise<unknown> =>
    database().operator.query('SELECT bank.link_identity($1, $2, $3)', [issuer, subject, customer]);

  it('stands for one customer for good', async () => {
    const { alice, bob } = cast;
    await link('pool', 'sub-1', alice.customerId);
    await link('pool', 'sub-1', alice.customerId);
    expect((await refusalOf(link('pool', 'sub-1', bob.customerId))).sqlState).toBe('LB012');
    const { rows } = await database().app.query('SELECT * FROM bank.customer_identity');
    expect(rows).toEqual([{ issuer: 'pool', subject: 'sub-1', customer_id: alice.customerId }]);
  });

  it('has an issuer and a subject', async () => {
    expect((await refusalOf(link(null, 'sub-3', cast.alice.customerId))).sqlState).toBe('LB012');
    expect((await refusalOf(link('pool', '', cast.alice.customerId))).sqlState).toBe('LB012');
  });

  it('can’t stand for nobody', async () => {
    expect((await refusalOf(link('pool', 'sub-2', randomUUID()))).sqlState).toBe('LB015');
  });
});
