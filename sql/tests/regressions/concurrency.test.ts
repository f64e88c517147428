import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../../local/testing/cast.ts';
import { useTestDatabase } from '../../../local/testing/database.ts';
import { aCashDeposit, aTransfer, post, type Queryable } from '../../../local/testing/journals.ts';
import { aHold, call, placeHold, postBatch, postPair, stateOf } from '../../../local/testing/ledger-calls.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator);
});

const account = (balanceMinor: bigint): Promise<string> =>
  anAccount(database().operator, cast.alice.customerId, { balanceMinor });
const sum = (values: readonly bigint[]): bigint => values.reduce((all, each) => all + each, 0n);

describe('Regression 4: an account that is asked for twice at once is opened twice', () => {
  it('all who ask for one number get the same account, and one of them opened it', async () => {
    const request = {
      number: '7000000001',
      customer: cast.bob.customerId,
      ledgerAccount: '2010',
      currency: 'USD',
      product: 'Checking',
      name: 'Everyday Checking',
      floorMinor: '0',
    };
    const open = (id: string): Promise<unknown> =>
      call(database().operator, 'bank.open_account', { ...request, id });
    const same = Array.from({ length: 15 }, () => call(database().operator, 'bank.open_account', request));
    const answers = (await Promise.all(same)) as { id: string; created: boolean }[];
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    const rivals = await Promise.allSettled([1, 2, 3].map(() => open(randomUUID())));
    expect(rivals.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    const { rowCount } = await database().app.query('SELECT FROM bank.account WHERE number = $1', [
      request.number,
    ]);
    expect(rowCount).toBe(1);
  });
});

describe('Regression 10: a change of an account’s settings overwrites a debit', () => {
  it('limits that change while money leaves lose no posting', async () => {
    const { app, operator, owner } = database();
    const from = await account(1_000n);
    const pay = (turn: number): Promise<unknown> =>
      turn % 2
        ? postPair(app, { debit: from, credit: cast.bob.accountId, minor: 10n })
        : post(app, aTransfer(from, cast.bob.accountId, 10n));
    const change = (turn: number): Promise<unknown> =>
      call(operator, 'bank.set_account_limits', {
        account: from,
        floorMinor: '0',
        overdraftMinor: String(turn % 3),
        velocity: turn % 2 ? [{ windowDays: 7, maxMinor: '100000', maxCount: 1000 }] : [],
      });
    const work = Array.from({ length: 40 }, (_, turn) => [pay(turn), change(turn)]);
    await Promise.all(work.flat());
    expect(await stateOf(app, from)).toMatchObject({ balance: '600', version: '41' });
    expect(await brokenRules(owner)).toEqual([]);
  });
});

describe('Regression 22: the running balance is wrong after parallel postings', () => {
  it('each entry shows the balance before it and its own amount, in the order of the account', async () => {
    const { app, owner } = database();
    const [one, two] = [await account(10_000n), await account(10_000n)];
    const work = Array.from({ length: 90 }, (_, turn) => {
      const [debit, credit] = turn % 2 ? [one, two] : [two, one];
      const minor = BigInt(1 + (turn % 7));
      if (turn % 3 === 0) return postPair(app, { debit, credit, minor });
      if (turn % 3 === 1) return post(app, aTransfer(debit, credit, minor));
      return postBatch(app, 'independent', [aTransfer(debit, credit, minor), aTransfer(credit, debit, 1n)]);
    });
    await Promise.all(work);
    for (const id of [one, two]) {
      const { rows } = await app.query<{ signed: string; after: string }>(
        `SELECT CASE direction WHEN 'credit' THEN amount_minor ELSE '-' || amount_minor END AS signed,
           balance_after_minor AS after
         FROM bank.account_transaction WHERE account_id = $1 ORDER BY version`,
        [id],
      );
      expect(rows).toHaveLength(121);
      const expected = rows.map((_, index) =>
        sum(rows.slice(0, index + 1).map(({ signed }) => BigInt(signed))),
      );
      expect(rows.map(({ after }) => BigInt(after))).toEqual(expected);
      expect((await stateOf(app, id)).balance).toBe(rows.at(-1)?.after);
    }
    expect(await brokenRules(owner)).toEqual([]);
  });
});

describe('Regression 28: batches on several connections deadlock', () => {
  it('batches that touch the same accounts in every order all go through, and quickly', async () => {
    const { app, owner } = database();
    const accounts = await Promise.all(Array.from({ length: 6 }, () => 10_000n)).then(async (amounts) => {
      const opened: string[] = [];
      for (const amount of amounts) opened.push(await account(amount));
      return opened;
    });
    const orders = Array.from({ length: 24 }, (_, turn) => {
      const turned = [...accounts.slice(turn % 6), ...accounts.slice(0, turn % 6)];
      return turn % 2 ? turned.toReversed() : turned;
    });
    const started = performance.now();
    const outcomes = await Promise.allSettled(
      orders.map((order, turn) => {
        const ring = order.map((from, index) => aTransfer(from, order[(index + 1) % 6] ?? '', 1n));
        if (turn % 3 === 0) return post(app, ...ring);
        return postBatch(app, turn % 3 === 1 ? 'atomic' : 'independent', ring);
      }),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    // The server looks for deadlocks after a second; nobody got that far.
    expect(performance.now() - started).toBeLessThan(10_000);
    for (const id of accounts) expect((await stateOf(app, id)).balance).toBe('10000');
    const { rows } = await owner.query<{ deadlocks: string }>(
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    expect(rows).toEqual([{ deadlocks: '0' }]);
    expect(await brokenRules(owner)).toEqual([]);
  });
});

describe('Regression 29: the business date is read before the lock that guards it is held', () => {
  const days = ['2026-01-16', '2026-01-20', '2026-01-21'];
  const dayOf = (answer: { businessDate?: string } | undefined): string | undefined => answer?.businessDate;
  const ways: readonly [string, (app: Queryable) => Promise<string | undefined>][] = [
    ['a journal', async (app) => dayOf((await post(app, aCashDeposit(cast.carla.accountId, 1n)))[0])],
    [
      'the everyday journal',
      async (app) =>
        dayOf(await postPair(app, { debit: cast.carla.accountId, credit: cast.bob.accountId, minor: 1n })),
    ],
    ['a hold', async (app) => (await placeHold(app, aHold(cast.carla.accountId, 1n))).placedOn],
  ];

  it.each(ways.map(([name, way], index) => [name, days[index] ?? '', way] as const))(
    '%s that waits for a day roll takes the new day',
    async (_name, day, way) => {
      const { app, operator } = database();
      await post(app, aCashDeposit(cast.carla.accountId, 100n));
      const client = await operator.connect();
      await client.query('BEGIN');
      await client.query('SELECT bank.roll_business_date($1)', [day]);
      const posting = way(app);
      const first = await Promise.race([
        posting.then(() => 'posted'),
        new Promise((done) => setTimeout(done, 150, 'waiting')),
      ]);
      await client.query('COMMIT');
      client.release();
      expect([first, await posting]).toEqual(['waiting', day]);
      expect(await brokenRules(database().owner)).toEqual([]);
    },
  );
});
