import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount, openBank, openingDate, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().app);
});

async function call(
  name: 'open_customer' | 'open_account',
  argument: object,
): Promise<Record<string, unknown>> {
  const { rows } = await database().app.query<{ answer: Record<string, unknown> }>(
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

  it('gets a time-ordered id, or the one that was given', async () => {
    const { id } = await call('open_customer', { number: '00000011', name: 'Finn' });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
    const given = randomUUID();
    expect(await call('open_customer', { id: given, number: '00000012', name: 'Gus' })).toMatchObject({
      id: given,
    });
  });

  it.each([{ number: '9', name: 'Short' }, { number: '00000013' }, { name: 'No number' }])(
    'like %j is refused',
    async (customer) => {
      expect((await refusalOf(call('open_customer', customer))).sqlState).toBe('LB012');
    },
  );
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
    ['a customer who does not exist', { customer: randomUUID() }, 'LB015'],
    ['no customer', { customer: undefined }, 'LB015'],
    ['a ledger account that does not exist', { ledgerAccount: '9999' }, 'LB003'],
    ['the computed net income', { ledgerAccount: '3045' }, 'LB003'],
  ])('with %s is refused', async (_what, override, sqlState) => {
    const refusal = await refusalOf(call('open_account', { ...draft(), number: '4000000002', ...override }));
    expect(refusal.sqlState).toBe(sqlState);
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
    const account = await anAccount(app, cast.bob.customerId, { balanceMinor: 10n });
    expect((await refusalOf(app.query('SELECT bank.close_account($1)', [account]))).sqlState).toBe('LB004');
    await post(app, aCashDeposit(account, -10n));
    await app.query('SELECT bank.close_account($1)', [account]);
    const { rows } = await app.query(
      `SELECT status, (SELECT count(*)::int FROM bank.account_transaction WHERE account_id = a.id) AS entries
       FROM bank.account a WHERE id = $1`,
      [account],
    );
    expect(rows).toEqual([{ status: 'closed', entries: 2 }]);
  });

  it('of the bank itself, or of nobody, can’t be closed', async () => {
    const { app } = database();
    const house = '00000000-0000-8000-8000-000000001010';
    expect((await refusalOf(app.query('SELECT bank.close_account($1)', [house]))).sqlState).toBe('LB002');
    expect((await refusalOf(app.query('SELECT bank.close_account($1)', [randomUUID()]))).sqlState).toBe(
      'LB002',
    );
  });
});

describe('A sign-in', () => {
  it('stands for one customer at a time', async () => {
    const { app } = database();
    await app.query('SELECT bank.link_identity($1, $2, $3)', ['pool', 'sub-1', cast.alice.customerId]);
    await app.query('SELECT bank.link_identity($1, $2, $3)', ['pool', 'sub-1', cast.bob.customerId]);
    const { rows } = await app.query('SELECT * FROM bank.customer_identity');
    expect(rows).toEqual([{ issuer: 'pool', subject: 'sub-1', customer_id: cast.bob.customerId }]);
  });

  it('can’t stand for nobody', async () => {
    const link = database().app.query('SELECT bank.link_identity($1, $2, $3)', [
      'pool',
      'sub-2',
      randomUUID(),
    ]);
    expect((await refusalOf(link)).sqlState).toBe('LB015');
  });
});
