import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brokenRules } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { balanceAsOf } from '../../local/testing/ledger-calls.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator, '2026-01-05');
});

interface Booked {
  readonly minor: bigint;
  readonly valueDate: string;
  readonly recordedAt: string;
}

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** What the balance is by definition: the sum of what counts from the date or earlier and was known by the moment. */
function byDefinition(booked: readonly Booked[], asOf: string, knownAt?: string): string {
  const known = booked.filter((each) => knownAt === undefined || each.recordedAt <= knownAt);
  return known
    .filter(({ valueDate }) => valueDate <= asOf)
    .reduce((sum, { minor }) => sum + minor, 0n)
    .toString();
}

describe('The balance as of a date', () => {
  it('known at a moment is what the definition says, whatever was booked when', async () => {
    const { app, operator, owner } = database();
    const account = await anAccount(operator, cast.alice.customerId);
    const booked: Booked[] = [];
    let today = '2026-01-05';
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ minor: fc.bigInt(1n, 999n), back: fc.integer({ min: -4, max: 4 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.boolean(),
        async (postings, rolls) => {
          for (const { minor, back } of postings) {
            const valueDate = dayAfter(today, -back);
            const [posted] = await post(app, aCashDeposit(account, minor, { valueDate }));
            booked.push({ minor, valueDate, recordedAt: posted?.recordedAt ?? '' });
            await new Promise((done) => setTimeout(done, 2));
          }
          if (rolls) {
            today = dayAfter(today, 1);
            await operator.query('SELECT bank.roll_business_date($1)', [today]);
          }
        },
      ),
      { numRuns: 30, endOnFailure: true },
    );
    const dates = Array.from({ length: 45 }, (_, n) => dayAfter('2025-12-30', n));
    for (const asOf of dates) {
      expect([asOf, await balanceAsOf(app, account, asOf)]).toEqual([asOf, byDefinition(booked, asOf)]);
      for (const { recordedAt } of booked.filter((_, n) => n % 5 === 0)) {
        expect([asOf, recordedAt, await balanceAsOf(app, account, asOf, recordedAt)]).toEqual([
          asOf,
          recordedAt,
          byDefinition(booked, asOf, recordedAt),
        ]);
      }
    }
    expect(await balanceAsOf(app, account, '2026-06-30', '2020-01-01T00:00:00Z')).toBe('0');
    expect(await brokenRules(owner)).toEqual([]);
  }, 120_000);

  it('undoes what a reversal undoes, also years later', async () => {
    const { app, operator, owner } = database();
    const account = await anAccount(operator, cast.carla.customerId);
    const { rows } = await app.query<{ today: string }>(
      'SELECT business_date::text AS today FROM bank.business_date',
    );
    const valueDate = dayAfter(rows[0]?.today ?? '', -1_820);
    const original = aCashDeposit(account, 1_000n, { valueDate });
    await post(app, original);
    await operator.query('SELECT bank.roll_business_date($1)', [dayAfter(rows[0]?.today ?? '', 400)]);
    const mirror = [
      { account: '1010', minor: -1_000n },
      { account, minor: 1_000n },
    ];
    await post(app, aJournal(mirror, { type: 'REVERSAL', reversesId: original.id }));
    expect(await balanceAsOf(app, account, dayAfter(valueDate, 100))).toBe('0');
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('of an account nobody knows is no row', async () => {
    expect(
      await balanceAsOf(database().app, '00000000-0000-7000-8000-000000000000', '2026-01-05'),
    ).toBeUndefined();
  });

  it('of a striped account is the sum of its stripes', async () => {
    const { app, operator } = database();
    await operator.query("SELECT bank.set_account_mode('00000000-0000-8000-8000-000000001012', 'striped')");
    const from = '00000000-0000-8000-8000-000000001012';
    const to = await anAccount(operator, cast.bob.customerId);
    await Promise.all(
      Array.from({ length: 30 }, () =>
        post(app, {
          ...aCashDeposit(to, 3n),
          entries: [
            { account: from, minor: '3', currency: 'USD' },
            { account: to, minor: '-3', currency: 'USD' },
          ],
        }),
      ),
    );
    expect(await balanceAsOf(app, from, '2029-12-31')).toBe('90');
    const { rows } = await database().owner.query(
      'SELECT count(*)::int AS used FROM books.balance WHERE account_id = $1 AND version > 0',
      [from],
    );
    expect((rows[0] as { used: number }).used).toBeGreaterThan(1);
    const { rows: shown } = await app.query('SELECT balance_minor, version FROM bank.account WHERE id = $1', [
      from,
    ]);
    expect(shown).toEqual([{ balance_minor: '90', version: '30' }]);
    expect(await brokenRules(database().owner)).toEqual([]);
  });
});

describe('A day', () => {
  it('can end whatever went to and fro in it', async () => {
    const { app, operator, owner } = database();
    const most = 99_999_999_999_999n;
    const entries = Array.from({ length: 250 }, () => [
      { account: '1040', minor: most },
      { account: '1040', minor: -most },
    ]).flat();
    for (let n = 0; n < 4; n += 1) await post(app, ...Array.from({ length: 95 }, () => aJournal(entries)));
    await operator.query('SELECT bank.roll_business_date(business_date + 1) FROM bank.business_date');
    expect(await brokenRules(owner)).toEqual([]);
  }, 120_000);
});
