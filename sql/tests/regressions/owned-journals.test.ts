import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../../local/testing/books.ts';
import { openBank, type Cast } from '../../../local/testing/cast.ts';
import { useTestDatabase } from '../../../local/testing/database.ts';
import { aCashDeposit, aJournal, aReversal, post } from '../../../local/testing/journals.ts';
import { call } from '../../../local/testing/ledger-calls.ts';
import { originate } from '../../../local/testing/loans.ts';
import { refusalOf } from '../../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator, '2025-12-30');
  const { app } = database();
  await post(app, aCashDeposit(cast.alice.accountId, 500_000n));
  await post(
    app,
    aJournal([
      { account: '1040', minor: 9_000n },
      { account: '4060', minor: -9_000n },
    ]),
  );
});

async function expectRefused(journal: string): Promise<void> {
  const before = await wholeBooks(database().owner);
  const attempt = post(database().app, await aReversal(database().owner, journal));
  expect((await refusalOf(attempt)).sqlState).toBe('LB011');
  expect(await wholeBooks(database().owner)).toEqual(before);
}

async function endToday(): Promise<void> {
  const { app } = database();
  const { rows } = await app.query<{ step: string; today: string }>(
    'SELECT unnest(bank.day_steps()) AS step, business_date::text AS today FROM bank.business_date',
  );
  for (const { step, today } of rows) await app.query('SELECT bank.run_day_step($1, $2)', [today, step]);
}

async function change(action: string): Promise<{ journalId: string }> {
  const asked = { id: randomUUID(), action, month: '2025-12', actor: 'maker', reason: 'x' };
  await call(database().app, 'bank.request_period_change', asked);
  const decision = { change: asked.id, decision: 'approved', actor: 'checker' };
  return (await call(database().app, 'bank.decide_period_change', decision)) as { journalId: string };
}

describe('Regression 38: a journal is reversed and what stands on it is not', () => {
  it('a journal that paid out a loan is not reversed', async () => {
    await originate(database().app, cast.bob);
    const { rows } = await database().owner.query<{ id: string }>(
      "SELECT id FROM books.journal WHERE template = 'L01'",
    );
    await expectRefused(rows[0]?.id ?? '');
  });

  it('a journal that credited a check is not reversed', async () => {
    const { app } = database();
    const facts = await app.query<{ facts: unknown }>('SELECT bank.deposited_before($1) AS facts', [
      cast.alice.accountId,
    ]);
    const id = randomUUID();
    await call(app, 'bank.deposit_check', {
      ...{ id, scope: 'test', key: randomUUID(), requestHash: 'x', actor: 'teller', currency: 'USD' },
      ...{ account: cast.alice.accountId, minor: '500', class: 'other', facts: facts.rows[0]?.facts },
      parts: [{ availableOn: '2025-12-31', minor: '500', hold: randomUUID(), reason: null }],
    });
    await expectRefused(id);
  });

  it('a journal that closed a year is not reversed, however long ago: two people reopen that', async () => {
    await endToday();
    await endToday();
    await change('soft-close');
    const { journalId } = await change('close-year');
    await expectRefused(journalId);
    const late = aJournal(
      [
        { account: '7090', minor: 100n },
        { account: '1040', minor: -100n },
      ],
      { type: 'ADJUSTING', adjustsOn: '2025-12-31' },
    );
    expect(await refusalOf(post(database().app, late))).toMatchObject({ sqlState: 'LB009' });
    await change('reopen-year');
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it.each(['day', 'close', 'certificate', 'schedule', 'loan:day'])(
    'and nobody posts in the name of %s',
    async (scope) => {
      const posing = aCashDeposit(cast.alice.accountId, 1n, { scope });
      expect((await refusalOf(post(database().app, posing))).sqlState).toBe('LB012');
    },
  );
});

it('A standing order pays no loan', async () => {
  const { rows } = await database().owner.query<{ id: string }>('SELECT account_id AS id FROM books.loan');
  const order = {
    ...{ id: randomUUID(), customer: cast.alice.customerId, from: cast.alice.accountId, to: rows[0]?.id },
    ...{ minor: '10', currency: 'USD', frequency: 'once', anchorOn: '2026-03-02', holidayRule: 'next' },
    ...{ actor: 'alice', scope: 'test', key: randomUUID(), requestHash: 'x' },
  };
  expect((await refusalOf(call(database().app, 'bank.set_standing_order', order))).sqlState).toBe('LB002');
});
