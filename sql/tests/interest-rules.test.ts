import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../local/testing/books.ts';
import { anAccount, aCustomer } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import {
  aDeposit,
  aProduct,
  balanceOf,
  endDay,
  endDaysUntil,
  numeratorOf,
} from '../../local/testing/deposits.ts';
import { aCashDeposit, aTransfer, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let customer: string;
let checking: string;

beforeAll(async () => {
  const { owner, operator } = database();
  await operator.query("SELECT bank.open_books('2026-03-02')");
  customer = await aCustomer(operator, 'Rita Rule', '00000001');
  checking = await anAccount(operator, customer);
  await aProduct(owner, 'plain', [[0, 36_500]]);
});

async function funded(minor: bigint, particulars: Record<string, unknown> = {}): Promise<string> {
  const account = await aDeposit(database().operator, customer, 'plain');
  await post(database().app, aCashDeposit(account, minor, particulars));
  return account;
}

const disagreement = async (): Promise<unknown> =>
  (await database().operator.query("SELECT bank.verify_books('interest') AS found")).rows[0]?.found;

describe('Closing an account in the middle of a month', () => {
  let account: string;
  beforeAll(async () => {
    account = await funded(123_456n);
    for (let day = 0; day < 3; day += 1) await endDay(database().app);
  });
  const close = (): Promise<unknown> => database().operator.query('SELECT bank.close_account($1)', [account]);

  it('is refused while it has interest to get', async () => {
    const { app } = database();
    await post(app, aTransfer(account, checking, 123_456n));
    const refused = await refusalOf(close());
    // Three days at a hundredth of a percent each: 37.04 cents.
    expect([refused.sqlState, refused.detail]).toEqual([
      'LB030',
      expect.objectContaining({ interestMinor: '37' }),
    ]);
  });

  it('pays what was earned up to yesterday, once', async () => {
    const { operator, owner } = database();
    const pay = async (): Promise<unknown> =>
      (await operator.query<{ answer: unknown }>('SELECT bank.pay_interest($1) AS answer', [account])).rows[0]
        ?.answer;
    expect(await pay()).toEqual({ minor: '37' });
    expect(await pay()).toEqual({ minor: '0' });
    expect(await balanceOf(owner, account)).toBe(37n);
  });

  it('drops the fraction that is left, in the ledger too', async () => {
    const { app, owner } = database();
    await post(app, aTransfer(account, checking, 37n));
    await close();
    expect(await numeratorOf(owner, account)).toBe(0n);
    expect(await balanceOf(owner, '2300')).toBe(0n);
    expect(await disagreement()).toBeNull();
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('pays no account that is closed or not there', async () => {
    const { operator, app } = database();
    const pay = (id: string): Promise<unknown> => operator.query('SELECT bank.pay_interest($1)', [id]);
    expect((await refusalOf(pay(account))).sqlState).toBe('LB004');
    expect((await refusalOf(pay('01890a5d-ac96-774b-bcce-b302099a8057'))).sqlState).toBe('LB002');
    const denied = app.query('SELECT bank.pay_interest($1)', [account]);
    expect((await refusalOf(denied)).sqlState).toBe('42501');
  });
});

describe('What counts from a day ahead', () => {
  it('earns from that day on', async () => {
    const { app, owner } = database();
    await endDaysUntil(app, '2026-03-09');
    const account = await funded(100_000n, { valueDate: '2026-03-11' });
    await endDay(app);
    await endDay(app);
    expect(await numeratorOf(owner, account)).toBe(0n);
    await endDay(app);
    expect(await numeratorOf(owner, account)).toBe(100_000n * 36_500n);
  });
});

describe('New terms', () => {
  it('hold from their day on and leave the days before as they are', async () => {
    const { app, owner } = database();
    await endDaysUntil(app, '2026-03-16');
    const account = await funded(100_000n);
    await owner.query("INSERT INTO books.deposit_rate VALUES ('plain', '2026-03-17', 0, 73000)");
    await endDay(app);
    const before = await numeratorOf(owner, account);
    expect(before).toBe(100_000n * 36_500n);
    await endDay(app);
    expect(await numeratorOf(owner, account)).toBe(before + 100_000n * 73_000n);
    // A late item is reckoned at the rate of each day.
    await post(app, aCashDeposit(account, 100_000n, { valueDate: '2026-03-16' }));
    await endDay(app);
    expect(await numeratorOf(owner, account)).toBe(200_000n * (36_500n + 2n * 73_000n));
  });

  const row = (change: Record<string, string>): string =>
    JSON.stringify([
      { product: 'savings', valid_from: '2024-12-31', from_minor: '0', rate_ppm: '6000', ...change },
    ]);

  it('come by the reference data: again, and for days to come', async () => {
    const { owner } = database();
    await owner.query('SELECT books.load_deposit_rates($1)', [row({})]);
    await owner.query('SELECT books.load_deposit_rates($1)', [row({ valid_from: '2031-01-01' })]);
    const { rows } = await owner.query(
      "SELECT valid_from::text FROM books.deposit_rate WHERE product = 'savings' AND from_minor = 0 ORDER BY 1 DESC LIMIT 1",
    );
    expect(rows).toEqual([{ valid_from: '2031-01-01' }]);
  });

  it.each([
    ['another rate from a day that has one', { rate_ppm: '7000' }],
    ['a rate from a day that is over', { valid_from: '2026-01-05' }],
    ['a further tier from a day that is over', { from_minor: '99' }],
  ])('never come as %s', async (_what, change) => {
    const load = database().owner.query('SELECT books.load_deposit_rates($1)', [row(change)]);
    await expect(load).rejects.toThrow("can't be another");
  });
});

describe('Backup withholding', () => {
  it('is switched by somebody, for a customer who is there', async () => {
    const { operator, owner, app } = database();
    const set = (id: string, actor: string): Promise<unknown> =>
      operator.query('SELECT bank.set_backup_withholding($1, true, $2)', [id, actor]);
    await set(customer, 'officer');
    const { rows } = await owner.query(
      'SELECT withhold, actor, business_date::text FROM books.withholding_change WHERE customer_id = $1',
      [customer],
    );
    expect(rows).toEqual([{ withhold: true, actor: 'officer', business_date: '2026-03-19' }]);
    expect((await refusalOf(set(customer, ''))).sqlState).toBe('LB012');
    expect((await refusalOf(set('01890a5d-ac96-774b-bcce-b302099a8057', 'officer'))).sqlState).toBe('LB015');
    const denied = app.query("SELECT bank.set_backup_withholding($1, false, 'app')", [customer]);
    expect((await refusalOf(denied)).sqlState).toBe('42501');
  });
});

describe('Interest that was reckoned elsewhere', () => {
  it('is carried in to the cent, once, and credited with what these books add', async () => {
    const { app, operator, owner } = database();
    const account = await aDeposit(operator, customer, 'plain');
    const carry = (): Promise<unknown> =>
      operator.query("SELECT bank.carry_in_interest($1, '2026-03-18', 500)", [account]);
    await carry();
    expect((await refusalOf(carry())).sqlState).toBe('LB030');
    await endDaysUntil(app, '2026-04-01');
    expect(await balanceOf(owner, account)).toBe(500n - 120n);
    expect(await disagreement()).toBeNull();
  });
});

describe('The check of interest', () => {
  it.each([
    ['a position', 'UPDATE books.interest_position SET numerator = numerator + 1', 'books.interest_position'],
    [
      'what a product accrued',
      'UPDATE books.interest_ledger SET numerator = numerator + 1',
      'books.interest_ledger',
    ],
    [
      'what it posted',
      'UPDATE books.interest_ledger SET posted_minor = posted_minor + 1',
      'books.interest_ledger',
    ],
  ])('finds %s that was changed', async (_what, change, relation) => {
    const client = await database().owner.connect();
    await client.query('BEGIN');
    await client.query(change);
    const { rows } = await client.query<{ found: unknown }>("SELECT bank.verify_books('interest') AS found");
    expect(rows[0]?.found).toMatchObject({ relation });
    await client.query('ROLLBACK');
    client.release();
  });
});
