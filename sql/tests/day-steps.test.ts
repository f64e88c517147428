import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../local/testing/books.ts';
import { openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, post, type Queryable } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';
import { businessDaysBetween } from '../../functions/domain/business-days.ts';

const database = useTestDatabase();
let cast: Cast;
let steps: string[];

beforeAll(async () => {
  // A Thursday; Monday the 19th is a holiday.
  cast = await openBank(database().operator, '2026-01-15');
  const { rows } = await database().app.query<{ steps: string[] }>('SELECT bank.day_steps() AS steps');
  steps = rows[0]?.steps ?? [];
});

async function runStep(
  date: string,
  step: string,
  as: Queryable = database().app,
): Promise<{ outcome: string; result: Record<string, unknown> }> {
  const { rows } = await as.query<{ answer: { outcome: string; result: Record<string, unknown> } }>(
    'SELECT bank.run_day_step($1, $2) AS answer',
    [date, step],
  );
  return rows[0]?.answer ?? { outcome: 'none', result: {} };
}

async function endDay(date: string): Promise<void> {
  for (const step of steps) await runStep(date, step);
}

async function today(): Promise<string> {
  const { rows } = await database().app.query<{ today: string }>(
    'SELECT business_date::text AS today FROM bank.business_date',
  );
  return rows[0]?.today ?? '';
}

describe('The calendar of the books', () => {
  it('knows the business days that the rules of the bank know, from 2021 to 2041', async () => {
    const { rows } = await database().owner.query<{ day: string }>(
      `SELECT day::date::text AS day FROM generate_series('2021-01-01'::date, '2041-12-31'::date, '1 day') day
       WHERE books.is_business_day(day::date)`,
    );
    expect(rows.map(({ day }) => day)).toEqual(businessDaysBetween('2021-01-01', '2041-12-31'));
  });

  it.each([
    ['1', '2', 1],
    ['-1', '2', 0],
    ['-3', '2', -1],
    ['5', '10', 1],
    ['4', '10', 0],
    ['-6', '10', -1],
    ['1234567890123456789012345', '1000000000', 1234567890123457],
  ])('rounds %s / %s half up', async (numerator, denominator, expected) => {
    const { rows } = await database().owner.query<{ rounded: string }>(
      'SELECT books.half_up($1, $2) AS rounded',
      [numerator, denominator],
    );
    expect(rows).toEqual([{ rounded: String(expected) }]);
  });
});

describe('The end of a day', () => {
  it('does its steps in order and refuses one that comes too early', async () => {
    expect(await refusalOf(runStep('2026-01-15', 'roll'))).toMatchObject({ sqlState: 'LB013' });
    expect(await today()).toBe('2026-01-15');
  });

  it('knows no other steps and no other days', async () => {
    expect(await refusalOf(runStep('2026-01-15', 'dance'))).toMatchObject({ sqlState: 'LB012' });
    expect(await refusalOf(runStep('2026-01-16', steps[0] ?? ''))).toMatchObject({ sqlState: 'LB013' });
  });

  it('is for nobody who may only read', async () => {
    const { rows } = await database().owner.query(
      "SELECT has_function_privilege('public', 'bank.run_day_step(date, text)', 'EXECUTE') AS may",
    );
    expect(rows).toEqual([{ may: false }]);
  });

  it('moves the books to the next business day, over weekend and holiday', async () => {
    await post(database().app, aCashDeposit(cast.alice.accountId, 50_000n));
    await endDay('2026-01-15');
    expect(await today()).toBe('2026-01-16');
    await endDay('2026-01-16');
    expect(await today()).toBe('2026-01-20');
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('answers what a step did when it is asked again', async () => {
    const again = await runStep('2026-01-16', 'roll');
    expect(again).toEqual({ outcome: 'replayed', result: { businessDate: '2026-01-20' } });
    expect(await today()).toBe('2026-01-20');
  });

  it('does each step once when two run it at once', async () => {
    const both = await Promise.all([
      runStep('2026-01-20', steps[0] ?? ''),
      runStep('2026-01-20', steps[0] ?? ''),
    ]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['done', 'replayed']);
  });

  it('keeps what it did append-only', async () => {
    const change = database().owner.query("UPDATE books.day_step SET step = 'other'");
    expect((await refusalOf(change)).sqlState).toBe('LB010');
  });
});

describe('Reconciliation', () => {
  it('puts control accounts beside the sum of their accounts, and says since when suspense is open', async () => {
    await endDay('2026-01-20');
    await post(
      database().app,
      aJournal([
        { account: '1650', minor: 700n },
        { account: '1040', minor: -700n },
      ]),
    );
    await endDay('2026-01-21');
    await endDay('2026-01-22');
    const { rows } = await database().app.query(
      `SELECT ledger_account, subledger_minor, difference_minor, open_since::text FROM bank.reconciliation
       WHERE business_date = '2026-01-22' AND ledger_account IN ('2010', '1650', '2390') ORDER BY 1`,
    );
    expect(rows).toEqual([
      { ledger_account: '1650', subledger_minor: '0', difference_minor: '700', open_since: '2026-01-21' },
      { ledger_account: '2010', subledger_minor: '-50000', difference_minor: '0', open_since: null },
      { ledger_account: '2390', subledger_minor: '0', difference_minor: '0', open_since: null },
    ]);
  });

  it('keeps the day from ending while an account is not what its entries say', async () => {
    for (const step of steps.slice(0, -1)) await runStep('2026-01-23', step);
    const { owner } = database();
    await owner.query('UPDATE books.balance SET balance_minor = balance_minor - 5 WHERE account_id = $1', [
      cast.alice.accountId,
    ]);
    expect(await refusalOf(runStep('2026-01-23', 'roll'))).toMatchObject({ sqlState: 'LB023' });
    expect(await today()).toBe('2026-01-23');
    await owner.query('UPDATE books.balance SET balance_minor = balance_minor + 5 WHERE account_id = $1', [
      cast.alice.accountId,
    ]);
    await runStep('2026-01-23', 'roll');
    expect(await today()).toBe('2026-01-26');
  });
});
