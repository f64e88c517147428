import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../../local/testing/cast.ts';
import { useTestDatabase } from '../../../local/testing/database.ts';
import { aCashDeposit, post } from '../../../local/testing/journals.ts';
import { balanceAsOf } from '../../../local/testing/ledger-calls.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator, '2026-01-05');
});

const backdated = { valueDate: '2026-01-05' };

/** Rows that one back-dated posting writes, by table and kind of change. */
async function writtenFor(account: string): Promise<Record<string, string>> {
  const client = await database().owner.connect();
  try {
    await client.query('BEGIN');
    await post(client, aCashDeposit(account, 1n, backdated));
    const { rows } = await client.query<{ table: string; changes: string }>(
      `SELECT relname AS table, n_tup_ins || ' new, ' || n_tup_upd || ' changed, ' || n_tup_del || ' gone' AS changes
       FROM pg_stat_xact_user_tables
       WHERE schemaname IN ('books', 'ops') AND n_tup_ins + n_tup_upd + n_tup_del > 0 ORDER BY 1`,
    );
    await client.query('COMMIT');
    return Object.fromEntries(rows.map(({ table, changes }) => [table, changes]));
  } finally {
    // The server counts per session until it reports: the next look needs a session of its own.
    client.release(true);
  }
}

/** Days with that many postings on the account, all later than the date the others are put back to. */
async function live(account: string, days: readonly string[], postings: number): Promise<void> {
  for (const day of days) {
    await post(database().app, ...Array.from({ length: postings }, () => aCashDeposit(account, 1n)));
    await database().operator.query('SELECT bank.roll_business_date($1)', [day]);
  }
}

describe('Regression 17: a back-dated posting rewrites all that came after it', () => {
  it('it writes the same few rows before a thousand later entries as before none', async () => {
    const { app, owner, operator } = database();
    const account = await anAccount(operator, cast.alice.customerId);
    const fresh = await anAccount(operator, cast.alice.customerId);
    await live(account, ['2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09', '2026-01-12'], 200);
    expect(await writtenFor(fresh)).toEqual({
      balance: '0 new, 2 changed, 0 gone',
      entry: '2 new, 0 changed, 0 gone',
      journal: '1 new, 0 changed, 0 gone',
      value_shift: '2 new, 0 changed, 0 gone',
    });
    const written = await writtenFor(account);
    expect(written).toEqual({
      balance: '0 new, 2 changed, 0 gone',
      entry: '2 new, 0 changed, 0 gone',
      journal: '1 new, 0 changed, 0 gone',
      value_shift: '1 new, 1 changed, 0 gone',
    });
    expect([
      await balanceAsOf(app, account, '2026-01-05'),
      await balanceAsOf(app, account, '2026-01-06'),
    ]).toEqual(['201', '401']);
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('a thousand of them to one day leave one row to reckon with, and the right balances', async () => {
    const { app, owner, operator } = database();
    const account = await anAccount(operator, cast.bob.customerId);
    const shifts = async (): Promise<number> =>
      (await owner.query('SELECT FROM books.value_shift WHERE account_id = $1', [account])).rowCount ?? -1;
    for (let batch = 0; batch < 4; batch += 1)
      await post(app, ...Array.from({ length: 250 }, () => aCashDeposit(account, 1n, backdated)));
    expect(await shifts()).toBe(1);
    for (const [asOf, minor] of [
      ['2026-01-04', '0'],
      ['2026-01-05', '1000'],
      ['2026-01-12', '1000'],
    ] as const)
      expect([asOf, await balanceAsOf(app, account, asOf)]).toEqual([asOf, minor]);
    expect(await brokenRules(owner)).toEqual([]);
  });
});
