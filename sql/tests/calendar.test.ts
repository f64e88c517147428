import { beforeAll, describe, expect, it } from '@jest/globals';
import { openBank, type Cast } from '../../local/testing/cast.ts';
import { createTestDatabase, dropTestDatabase, useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator, '2026-01-30');
});

const roll = (to: string | null): Promise<unknown> =>
  database().operator.query('SELECT bank.roll_business_date($1)', [to]);

const setState = (month: string, state: string): Promise<unknown> =>
  database().owner.query('SELECT books.set_period_state($1, $2)', [month, state]);

async function periods(): Promise<string[]> {
  const { rows } = await database().app.query<{ period: string }>(
    "SELECT month || ' ' || state AS period FROM bank.period ORDER BY month",
  );
  return rows.map(({ period }) => period);
}

describe('The books', () => {
  it('open once', async () => {
    expect(
      (await refusalOf(database().operator.query("SELECT bank.open_books('2026-02-01')"))).sqlState,
    ).toBe('LB013');
  });

  it('take no journal before they are open', async () => {
    const unopened = await createTestDatabase();
    try {
      expect((await refusalOf(post(unopened.app, aCashDeposit('1040', 1n)))).sqlState).toBe('LB013');
    } finally {
      await dropTestDatabase(unopened);
    }
  });
});

describe('The business date', () => {
  it.each(['2026-01-30', '2026-01-29', null])('does not move to %s', async (to) => {
    expect((await refusalOf(roll(to))).sqlState).toBe('LB013');
  });

  it('moves forward over any number of months and opens each', async () => {
    await roll('2026-04-01');
    const { rows } = await database().app.query('SELECT business_date::text FROM bank.business_date');
    expect(rows).toEqual([{ business_date: '2026-04-01' }]);
    expect(await periods()).toEqual([
      '2026-01-01 OPEN',
      '2026-02-01 OPEN',
      '2026-03-01 OPEN',
      '2026-04-01 OPEN',
    ]);
  });

  it('is the date of what is posted next', async () => {
    const [result] = await post(database().app, aCashDeposit(cast.alice.accountId, 1n));
    expect(result?.businessDate).toBe('2026-04-01');
  });
});

describe('A period', () => {
  it('closes softly, then hard, and stays closed', async () => {
    await setState('2026-01-01', 'SOFT_CLOSED');
    await setState('2026-01-01', 'HARD_CLOSED');
    expect((await periods())[0]).toBe('2026-01-01 HARD_CLOSED');
    expect((await refusalOf(setState('2026-01-01', 'OPEN'))).sqlState).toBe('LB009');
  });

  it.each([
    ['2026-02-01', 'HARD_CLOSED'],
    ['2026-02-01', 'OPEN'],
    ['2026-02-01', 'GONE'],
    ['2026-09-01', 'SOFT_CLOSED'],
    ['2026-02-02', 'SOFT_CLOSED'],
  ])('%s can’t become %s', async (month, state) => {
    expect((await refusalOf(setState(month, state))).sqlState).toBe('LB009');
  });

  it('does not open again when the date rolls past it', async () => {
    await setState('2026-04-01', 'SOFT_CLOSED');
    await roll('2026-04-02');
    const refusal = await refusalOf(post(database().app, aCashDeposit(cast.alice.accountId, 1n)));
    expect(refusal).toMatchObject({ sqlState: 'LB009', detail: { businessDate: '2026-04-02' } });
  });
});

describe('What the business date says of its month', () => {
  it('follows the period, whoever changes it, and is found out where it does not', async () => {
    const { owner } = database();
    const client = await owner.connect();
    const isOpen = async (): Promise<unknown> =>
      (await client.query<{ is_open: boolean }>('SELECT month_is_open AS is_open FROM books.business_date'))
        .rows[0]?.is_open;
    const found = async (): Promise<unknown> =>
      (await client.query('SELECT relation FROM books.verify_copies()')).rows;
    await client.query("BEGIN; UPDATE books.period SET state = 'SOFT_CLOSED'");
    expect([await isOpen(), await found()]).toEqual([false, []]);
    await client.query("UPDATE books.period SET state = 'OPEN'");
    expect([await isOpen(), await found()]).toEqual([true, []]);
    await client.query('ALTER TABLE books.business_date DISABLE TRIGGER month_copied');
    await client.query('UPDATE books.business_date SET month_is_open = false');
    expect(await found()).toEqual([{ relation: 'books.business_date' }]);
    await client.query('ROLLBACK');
    client.release();
  });
});
