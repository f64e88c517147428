import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { frequencies, holidayRules, upcomingDates } from '../../functions/domain/recurrence.ts';
import { brokenRules } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { createTestDatabase, dropTestDatabase, type TestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { call, stateOf } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

let bank: TestDatabase;
let cast: Cast;
let from: string;
let to: string;

// Each test has a bank of its own: days pass in it.
beforeEach(async () => {
  bank = await createTestDatabase();
  // A Thursday; the 19th is a holiday.
  cast = await openBank(bank.operator, '2026-01-15');
  from = await anAccount(bank.operator, cast.alice.customerId, { balanceMinor: 10_000n });
  to = cast.bob.accountId;
});
afterEach(() => dropTestDatabase(bank));

const anOrder = (more: Record<string, unknown> = {}): Record<string, unknown> & { id: string } => ({
  id: randomUUID(),
  customer: cast.alice.customerId,
  from,
  to,
  minor: '1000',
  currency: 'USD',
  frequency: 'weekly',
  anchorOn: '2026-01-15',
  holidayRule: 'next',
  reference: 'Rent',
  actor: 'alice',
  scope: 'test',
  key: randomUUID(),
  requestHash: 'hash',
  ...more,
});

async function set(more: Record<string, unknown> = {}): Promise<string> {
  const { id } = (await call(bank.app, 'bank.set_standing_order', anOrder(more))) as { id: string };
  return id;
}

async function change(order: string, what: string, more: Record<string, unknown> = {}): Promise<unknown> {
  const { rows } = await bank.app.query<{ version: number }>(
    'SELECT version FROM bank.standing_order WHERE id = $1',
    [order],
  );
  const asked = { order, customer: cast.alice.customerId, version: String(rows[0]?.version), actor: 'alice' };
  return call(bank.app, 'bank.change_standing_order', { ...asked, change: what, ...more });
}

const step = async (date: string, name: string): Promise<Record<string, Record<string, number>>> => {
  const { rows } = await bank.app.query<{ answer: { result: Record<string, Record<string, number>> } }>(
    'SELECT bank.run_day_step($1, $2) AS answer',
    [date, name],
  );
  return rows[0]?.answer.result ?? {};
};

async function today(): Promise<string> {
  const { rows } = await bank.app.query<{ today: string }>(
    'SELECT business_date::text AS today FROM bank.business_date',
  );
  return rows[0]?.today ?? '';
}

/** Ends every day before a date, and moves the books there. */
async function liveUntil(date: string): Promise<void> {
  for (let day = await today(); day < date; day = await today()) {
    const { rows } = await bank.app.query<{ steps: string[] }>('SELECT bank.day_steps() AS steps');
    for (const name of rows[0]?.steps ?? []) await step(day, name);
  }
}

async function runsOf(order: string): Promise<string[]> {
  const { rows } = await bank.app.query<Record<string, string>>(
    `SELECT due_on::text, attempt, run_on::text, outcome, code FROM bank.standing_order_run
     WHERE order_id = $1 ORDER BY due_on, attempt`,
    [order],
  );
  return rows.map(
    (row) => `${row['due_on']} ${row['attempt']} on ${row['run_on']}: ${row['code'] ?? row['outcome']}`,
  );
}

async function orderOf(order: string): Promise<Record<string, unknown> | undefined> {
  const { rows } = await bank.app.query<Record<string, unknown>>(
    `SELECT status, attempts, next_due_on::text AS due, next_run_on::text AS run FROM bank.standing_order WHERE id = $1`,
    [order],
  );
  return rows[0];
}

async function noticesOf(customer: string): Promise<string[]> {
  const { rows } = await bank.app.query<{ told: string }>(
    `SELECT kind || ' ' || (params ->> 'dueOn') AS told FROM bank.notice WHERE customer_id = $1 ORDER BY sequence`,
    [customer],
  );
  return rows.map(({ told }) => told);
}

const balance = async (account: string): Promise<string> => (await stateOf(bank.app, account)).balance;

describe('A standing order', () => {
  it('is paid at the end of its day by a journal of its own, and goes on to the next date', async () => {
    const order = await set();
    await liveUntil('2026-01-26');
    expect(await runsOf(order)).toEqual([
      '2026-01-15 1 on 2026-01-15: paid',
      '2026-01-22 1 on 2026-01-22: paid',
    ]);
    expect([await balance(from), await balance(to)]).toEqual(['8000', '2000']);
    const { rows } = await bank.owner.query(
      `SELECT j.template, j.reference, j.actor FROM books.standing_order_run r JOIN books.journal j ON j.id = r.journal_id`,
    );
    expect(rows[0]).toEqual({ template: 'P08', reference: 'Rent', actor: 'end-of-day' });
    expect(await orderOf(order)).toEqual({
      status: 'active',
      attempts: 0,
      due: '2026-01-29',
      run: '2026-01-29',
    });
    expect(await brokenRules(bank.owner)).toEqual([]);
  });

  it('that is due on a day without business is paid on the next, or on the one before', async () => {
    // Saturday to Monday are without business.
    const next = await set({ anchorOn: '2026-01-17', frequency: 'once' });
    const previous = await set({ anchorOn: '2026-01-19', frequency: 'once', holidayRule: 'previous' });
    await liveUntil('2026-01-21');
    expect(await runsOf(next)).toEqual(['2026-01-17 1 on 2026-01-20: paid']);
    expect(await runsOf(previous)).toEqual(['2026-01-19 1 on 2026-01-16: paid']);
    expect(await noticesOf(cast.alice.customerId)).toEqual([
      'standing-order-finished 2026-01-19',
      'standing-order-finished 2026-01-17',
    ]);
  });

  it('is tried again on the next two business days, then that date fails with a notice and the order lives on', async () => {
    const order = await set({ minor: '10001' });
    await liveUntil('2026-01-16');
    expect(await orderOf(order)).toEqual({
      status: 'active',
      attempts: 1,
      due: '2026-01-15',
      run: '2026-01-16',
    });
    expect(await noticesOf(cast.alice.customerId)).toEqual([]);
    await liveUntil('2026-01-22');
    expect(await runsOf(order)).toEqual([
      '2026-01-15 1 on 2026-01-15: LB001',
      '2026-01-15 2 on 2026-01-16: LB001',
      '2026-01-15 3 on 2026-01-20: LB001',
    ]);
    expect(await noticesOf(cast.alice.customerId)).toEqual(['standing-order-failed 2026-01-15']);
    await post(bank.app, aCashDeposit(from, 1n));
    await liveUntil('2026-01-23');
    expect((await runsOf(order))[3]).toBe('2026-01-22 1 on 2026-01-22: paid');
    expect(await brokenRules(bank.owner)).toEqual([]);
  });

  it('is paid at the second attempt when the money has come', async () => {
    const order = await set({ minor: '10001' });
    await liveUntil('2026-01-16');
    await post(bank.app, aCashDeposit(from, 1n));
    await liveUntil('2026-01-20');
    expect((await runsOf(order))[1]).toBe('2026-01-15 2 on 2026-01-16: paid');
    expect(await noticesOf(cast.alice.customerId)).toEqual([]);
  });

  it('fails at once where no other day would help', async () => {
    const closing = await anAccount(bank.operator, cast.bob.customerId);
    const order = await set({ to: closing });
    await bank.operator.query('SELECT bank.close_account($1)', [closing]);
    await liveUntil('2026-01-16');
    expect(await runsOf(order)).toEqual(['2026-01-15 1 on 2026-01-15: LB004']);
    expect(await noticesOf(cast.alice.customerId)).toEqual(['standing-order-failed 2026-01-15']);
    expect(await orderOf(order)).toMatchObject({ status: 'active', due: '2026-01-22' });
  });

  it('catches up missed dates one by one, oldest first, and ends after its number of times', async () => {
    const order = await set({ endsAfter: '3', minor: '4000' });
    await bank.operator.query("SELECT bank.roll_business_date('2026-02-10')");
    expect((await step('2026-02-10', 'transfers'))['standingOrders']).toEqual({
      tried: 3,
      paid: 2,
      retried: 1,
      failed: 0,
    });
    expect(await runsOf(order)).toEqual([
      '2026-01-15 1 on 2026-02-10: paid',
      '2026-01-22 1 on 2026-02-10: paid',
      '2026-01-29 1 on 2026-02-10: LB001',
    ]);
    await post(bank.app, aCashDeposit(from, 5_000n));
    await liveUntil('2026-02-12');
    expect(await orderOf(order)).toMatchObject({ status: 'finished', due: null });
    expect(await noticesOf(cast.alice.customerId)).toEqual(['standing-order-finished 2026-01-29']);
  });

  it('is paid the same by a step that runs twice, twice at once, or was cut off', async () => {
    const order = await set();
    const cut = await bank.app.connect();
    await cut.query('BEGIN');
    await cut.query("SELECT bank.run_day_step('2026-01-15', 'transfers')");
    await cut.query('ROLLBACK');
    cut.release();
    await Promise.all([step('2026-01-15', 'transfers'), step('2026-01-15', 'transfers')]);
    await step('2026-01-15', 'transfers');
    expect(await runsOf(order)).toEqual(['2026-01-15 1 on 2026-01-15: paid']);
    expect(await balance(to)).toBe('1000');
    expect(await brokenRules(bank.owner)).toEqual([]);
  });
});

describe('Its owner', () => {
  it('pauses it, and what falls due meanwhile is left out', async () => {
    const order = await set();
    await change(order, 'pause');
    await liveUntil('2026-01-28');
    expect(await runsOf(order)).toEqual([]);
    await change(order, 'resume');
    expect(await orderOf(order)).toMatchObject({ status: 'active', due: '2026-01-29' });
    await liveUntil('2026-01-30');
    expect(await runsOf(order)).toEqual([
      '2026-01-15 1 on 2026-01-28: skipped',
      '2026-01-22 1 on 2026-01-28: skipped',
      '2026-01-29 1 on 2026-01-29: paid',
    ]);
  });

  it('skips a date, amends the amount and the end, and cancels', async () => {
    const order = await set();
    await change(order, 'skip');
    await change(order, 'amend', { minor: '2500', ends: { on: '2026-01-29' } });
    await liveUntil('2026-01-23');
    expect(await runsOf(order)).toEqual([
      '2026-01-15 1 on 2026-01-15: skipped',
      '2026-01-22 1 on 2026-01-22: paid',
    ]);
    expect(await balance(to)).toBe('2500');
    await change(order, 'cancel');
    await liveUntil('2026-02-02');
    expect(await orderOf(order)).toEqual({ status: 'cancelled', attempts: 0, due: null, run: null });
    expect(await balance(to)).toBe('2500');
    expect(await refusalOf(change(order, 'resume'))).toMatchObject({ sqlState: 'LB041' });
  });

  it('changes nothing twice, nothing unseen, and nothing of others', async () => {
    const order = await set();
    await change(order, 'pause', { version: '1' });
    expect(await refusalOf(change(order, 'skip', { version: '1' }))).toMatchObject({
      sqlState: 'LB042',
      detail: { version: 2 },
    });
    expect((await refusalOf(change(order, 'pause'))).sqlState).toBe('LB041');
    expect((await refusalOf(change(order, 'amend', { ends: { on: '2026-01-14' } }))).sqlState).toBe('LB041');
    expect((await refusalOf(change(order, 'cancel', { customer: cast.bob.customerId }))).sqlState).toBe(
      'LB040',
    );
    expect((await refusalOf(change(order, 'dance'))).sqlState).toBe('LB012');
  });

  it.each([
    ['pause', 'paused'],
    ['cancel', 'cancelled'],
  ])(
    'is either in time with a %s or not: the run comes before or after, never between',
    async (what, status) => {
      const orders = await Promise.all(Array.from({ length: 8 }, () => set({ minor: '10' })));
      const version = { version: '1' };
      const [, ...outcomes] = await Promise.allSettled([
        step('2026-01-15', 'transfers'),
        ...orders.map((order) => change(order, what, version)),
      ]);
      for (const [index, outcome] of outcomes.entries()) {
        const order = orders[index] ?? '';
        const paid = (await runsOf(order)).length === 1;
        expect([outcome.status, (await orderOf(order))?.['status']]).toEqual(
          paid ? ['rejected', 'active'] : ['fulfilled', status],
        );
      }
      expect(await brokenRules(bank.owner)).toEqual([]);
    },
  );
});

describe('A standing order is refused', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['in the past', { anchorOn: '2026-01-14' }, 'LB041'],
    ['beyond a year', { anchorOn: '2027-02-01' }, 'LB041'],
    ['that ends before it begins', { endsOn: '2026-01-14' }, 'LB041'],
    ['that ends twice', { endsOn: '2026-03-01', endsAfter: '3' }, 'LB041'],
    ['once with an end', { frequency: 'once', endsAfter: '3' }, 'LB041'],
    ['of nothing', { minor: '0' }, 'LB012'],
    ['without a rhythm', { frequency: 'hourly' }, 'LB012'],
    ['in another currency', { currency: 'EUR' }, 'LB007'],
    ['to nobody', { to: '00000000-0000-4000-8000-000000000000' }, 'LB002'],
    ['to the bank itself', { to: '00000000-0000-8000-8000-000000001010' }, 'LB002'],
  ])('%s', async (_name, wrong, sqlState) => {
    expect((await refusalOf(set(wrong))).sqlState).toBe(sqlState);
  });

  it('from an account of somebody else, or to the one that pays', async () => {
    expect((await refusalOf(set({ from: cast.bob.accountId, to: from }))).sqlState).toBe('LB002');
    expect((await refusalOf(set({ to: from }))).sqlState).toBe('LB006');
  });

  it('under a key that stands for another, and is the same under its own', async () => {
    const order = anOrder();
    await call(bank.app, 'bank.set_standing_order', order);
    const again = await call(bank.app, 'bank.set_standing_order', { ...order, id: randomUUID() });
    expect(again).toEqual({ id: order.id, outcome: 'replayed' });
    const other = call(bank.app, 'bank.set_standing_order', { ...order, requestHash: 'other' });
    expect((await refusalOf(other)).sqlState).toBe('LB008');
  });

  it('by a dry run as it would be, which sets nothing', async () => {
    expect(await call(bank.app, 'bank.set_standing_order', anOrder({ dryRun: true }))).toMatchObject({
      outcome: 'previewed',
    });
    expect((await refusalOf(set({ dryRun: true, anchorOn: '2026-01-14' }))).sqlState).toBe('LB041');
    const { rows } = await bank.app.query('SELECT FROM bank.standing_order');
    expect(rows).toHaveLength(0);
  });
});

describe('What orders did', () => {
  it('stays as it is', async () => {
    await set();
    await step('2026-01-15', 'transfers');
    for (const statement of [
      "UPDATE books.standing_order_run SET outcome = 'skipped'",
      'DELETE FROM books.standing_order_run',
      'DELETE FROM books.standing_order',
      "UPDATE books.notice SET kind = 'other'",
    ])
      expect((await refusalOf(bank.owner.query(statement))).sqlState).toBe('LB010');
  });

  it('is reckoned by the same rule as functions/domain/recurrence.ts', async () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
    const one = fc.record({
      anchorOn: days.map((day) => day.toISOString().slice(0, 10)),
      frequency: fc.constantFrom(...frequencies),
      holidayRule: fc.constantFrom(...holidayRules),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 20, maxLength: 40 }), async (all) => {
        const { rows } = await bank.owner.query<{ dates: { dueOn: string; runsOn: string }[] }>(
          `SELECT (SELECT json_agg(json_build_object('dueOn', due, 'runsOn', books.business_day_of(due, s ->> 'holidayRule')) ORDER BY n)
             FROM generate_series(0, 24) n, books.due_date((s ->> 'anchorOn')::date, s ->> 'frequency', n) due WHERE due IS NOT NULL) AS dates
           FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY each (s, place) ORDER BY place`,
          [JSON.stringify(all)],
        );
        expect(rows.map(({ dates }) => dates)).toEqual(
          all.map((series) => upcomingDates({ ...series, ends: { kind: 'never' } }, 0, 25)),
        );
      }),
      { numRuns: 20 },
    );
  });
});
