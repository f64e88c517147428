import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aTransfer, post } from '../../local/testing/journals.ts';
import { postPair } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator);
});

async function balanceOf(account: string): Promise<string> {
  const { rows } = await database().app.query<{ balance_minor: string }>(
    'SELECT balance_minor FROM bank.account WHERE id = $1',
    [account],
  );
  return rows[0]?.balance_minor ?? '';
}

/** SQLSTATEs of the calls that failed. */
function refusals(outcomes: PromiseSettledResult<unknown>[]): unknown[] {
  return outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as { code: unknown }).code] : [],
  );
}

describe('When two hundred try to spend the whole balance at once', () => {
  it('one succeeds and every other is told that there is not enough', async () => {
    const { app, owner } = database();
    const account = await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 1_000n });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, () => post(app, aTransfer(account, cast.bob.accountId, 1_000n))),
    );
    expect(refusals(outcomes)).toEqual(Array.from({ length: 199 }, () => 'LB001'));
    expect(await balanceOf(account)).toBe('0');
    expect(await brokenRules(owner)).toEqual([]);
  });
});

describe('When transfers run in opposite directions at once', () => {
  it('none deadlocks', async () => {
    const { app, owner } = database();
    const [one, two] = [
      await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 10_000n }),
      await anAccount(database().operator, cast.bob.customerId, { balanceMinor: 10_000n }),
    ];
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, turn) =>
        post(app, turn % 2 ? aTransfer(one, two, 1n) : aTransfer(two, one, 1n)),
      ),
    );
    expect(refusals(outcomes)).toEqual([]);
    expect([await balanceOf(one), await balanceOf(two)]).toEqual(['10000', '10000']);
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('nor do batches that touch the same accounts in another order', async () => {
    const { app, owner } = database();
    const accounts: string[] = [];
    for (let n = 0; n < 8; n += 1)
      accounts.push(await anAccount(database().operator, cast.carla.customerId, { balanceMinor: 10_000n }));
    const ring = accounts.map((from, n) => [from, accounts[(n + 1) % accounts.length] ?? from] as const);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, turn) => {
        const order = [...ring.slice(turn % 8), ...ring.slice(0, turn % 8)];
        const batch = order.map(([from, to]) =>
          turn % 2 ? aTransfer(from, to, 1n) : aTransfer(to, from, 1n),
        );
        return post(app, ...batch);
      }),
    );
    expect(refusals(outcomes)).toEqual([]);
    expect(await brokenRules(owner)).toEqual([]);
  });
});

describe('When the business date rolls while postings come in', () => {
  it('every journal lies on the day the books stood at, before or after', async () => {
    const { app, owner } = database();
    const posts = Array.from({ length: 60 }, () => post(app, aCashDeposit(cast.carla.accountId, 1n)));
    const roll = database().operator.query("SELECT bank.roll_business_date('2026-01-16')");
    const days = (await Promise.all(posts))
      .flat()
      .map(({ sequence, businessDate }) => ({ sequence: Number(sequence), businessDate }));
    await roll;
    const inOrder = days.sort((a, b) => a.sequence - b.sequence).map(({ businessDate }) => businessDate);
    expect(inOrder).toEqual([...inOrder].sort());
    expect(await brokenRules(owner)).toEqual([]);
  });
});

describe('When a period closes while a posting is under way', () => {
  it('the close waits for it, and the next posting is refused', async () => {
    const { app } = database();
    const client = await app.connect();
    await client.query('BEGIN');
    await post(client, aCashDeposit(cast.carla.accountId, 1n));
    const close = database().owner.query("SELECT books.set_period_state('2026-01-01', 'SOFT_CLOSED')");
    const first = await Promise.race([
      close.then(() => 'closed'),
      new Promise((done) => setTimeout(done, 200, 'waiting')),
    ]);
    expect(first).toBe('waiting');
    await client.query('COMMIT');
    client.release();
    await close;
    expect((await refusalOf(post(app, aCashDeposit(cast.carla.accountId, 1n)))).sqlState).toBe('LB009');
  });
});

describe('When an account is closed while money is on its way to it', () => {
  it('the posting sees the account closed', async () => {
    const { app } = database();
    await database().operator.query("SELECT bank.roll_business_date('2026-02-02')");
    const account = await anAccount(database().operator, cast.alice.customerId);
    const client = await database().operator.connect();
    await client.query('BEGIN');
    await client.query('SELECT bank.close_account($1)', [account]);
    const deposit = refusalOf(post(app, aCashDeposit(account, 1n)));
    await new Promise((done) => setTimeout(done, 100));
    await client.query('COMMIT');
    client.release();
    expect((await deposit).sqlState).toBe('LB004');
  });
});

describe('When somebody holds on to a balance', () => {
  it('a posting gives up after ten seconds and moves nothing', async () => {
    const { app, owner } = database();
    const [account, other] = [
      await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 100n }),
      await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 100n }),
    ];
    const client = await app.connect();
    await client.query('BEGIN');
    await post(client, aTransfer(account, cast.bob.accountId, 1n));
    const pair = { debit: other, credit: cast.carla.accountId, minor: 1n };
    await postPair(client, pair);
    const started = performance.now();
    const transfer = aTransfer(account, cast.bob.accountId, 100n);
    const waiting = [refusalOf(post(app, transfer)), refusalOf(postPair(app, pair))];
    expect((await Promise.all(waiting)).map(({ sqlState }) => sqlState)).toEqual(['55P03', '55P03']);
    const seconds = (performance.now() - started) / 1000;
    expect([seconds > 9, seconds < 20]).toEqual([true, true]);
    await client.query('ROLLBACK');
    client.release();
    expect(await balanceOf(account)).toBe('100');
    expect((await post(app, transfer))[0]?.outcome).toBe('posted');
    expect(await brokenRules(owner)).toEqual([]);
  });
});
