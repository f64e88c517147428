import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../local/testing/books.ts';
import { anAccount, aCustomer } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aDeposit, aProduct, balanceOf, endDay, endDaysUntil } from '../../local/testing/deposits.ts';
import { aTransfer, post } from '../../local/testing/journals.ts';
import { call } from '../../local/testing/ledger-calls.ts';

const database = useTestDatabase();
let customer: string;
let checking: string;
const rate = 180_000n;
const unit = 365_000_000n;

// A Monday.
beforeAll(async () => {
  const { owner, operator } = database();
  await operator.query("SELECT bank.open_books('2026-03-02')");
  customer = await aCustomer(operator, 'Otto Overdrawn', '00000001');
  checking = await anAccount(operator, customer, { balanceMinor: 100_000_000n });
  await aProduct(owner, 'overdraft', [], {
    ...{ kind: 'checking', ledgerAccount: '2010', terms: { overdraft_rate_ppm: Number(rate) } },
  });
});

async function anOverdraft(): Promise<string> {
  const { operator } = database();
  const account = await aDeposit(operator, customer, 'overdraft');
  const limits = { account, floorMinor: '0', overdraftMinor: '9000000', velocity: [] };
  await call(operator, 'bank.set_account_limits', limits);
  return account;
}

/** Out of the account where above zero, into it where below. */
function move(account: string, minor: bigint, valueDate?: string): Promise<unknown> {
  const transfer = minor > 0n ? aTransfer(account, checking, minor) : aTransfer(checking, account, -minor);
  return post(database().app, valueDate === undefined ? transfer : { ...transfer, valueDate });
}

interface Standing {
  /** Everything that was charged, less what was given back, and what is still carried. */
  readonly reckoned: bigint;
  /** What every calendar day costs by the value dates of all entries. */
  readonly owed: bigint;
}

/** The interest of an account as it was reckoned day by day, and as its entries tell now. */
async function standing(account: string): Promise<Standing> {
  const { rows } = await database().owner.query<{ reckoned: string; owed: string }>(
    `WITH line AS (
       SELECT e.value_date, e.amount_minor, j.template FROM books.entry e
       JOIN books.journal j ON j.sequence = e.journal_sequence WHERE e.account_id = $1
     )
     SELECT (p.numerator + $3 * coalesce((SELECT sum(amount_minor) FROM line WHERE template = 'L02'), 0))::text AS reckoned, (
       SELECT $2 * sum(greatest(0, (SELECT coalesce(sum(amount_minor), 0) FROM line WHERE value_date <= day)))
       FROM generate_series(p.reckoned_from, p.reckoned_through, '1 day') day)::text AS owed
     FROM books.overdraft_position p WHERE p.account_id = $1`,
    [account, rate.toString(), unit.toString()],
  );
  const { reckoned = '', owed = '' } = rows[0] ?? {};
  return { reckoned: BigInt(reckoned), owed: BigInt(owed) };
}

async function expectRight(account: string): Promise<void> {
  const { reckoned, owed } = await standing(account);
  expect(reckoned).toBe(owed);
}

describe('Interest on an overdraft', () => {
  it('is given back where money comes late that counts from before it was overdrawn', async () => {
    const { app, owner } = database();
    const account = await anOverdraft();
    await move(account, 1_000_000n);
    await endDaysUntil(app, '2026-03-09');
    expect(await balanceOf(owner, account)).toBeLessThan(-1_003_400n);
    await move(account, -1_000_000n, '2026-03-02');
    await endDay(app);
    await endDay(app);
    // But for 6 cents on what was charged meanwhile, which stood on the account until it was given back.
    expect(await balanceOf(owner, account)).toBe(-6n);
    await expectRight(account);
  });

  it('is charged for what is drawn between the step of the day and its end', async () => {
    const { app, owner } = database();
    const account = await anOverdraft();
    await endDay(app, 'accrual');
    await move(account, 2_000_000n);
    await endDay(app);
    expect(await balanceOf(owner, account)).toBe(-2_000_000n);
    await endDay(app);
    // Wednesday, when the step had been there, and Thursday: 9.86 dollars a day.
    expect(await balanceOf(owner, account)).toBe(-2_001_973n);
    await expectRight(account);
  });

  it('is what value dates say, in whatever order items are booked', async () => {
    const { app, owner } = database();
    const accounts = [await anOverdraft(), await anOverdraft(), await anOverdraft()];
    let seed = 20_260_312;
    const next = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let days = 0; days < 14; days += 1) {
      const { rows } = await app.query<{ today: string }>(
        'SELECT business_date::text AS today FROM bank.business_date',
      );
      const today = Date.parse(rows[0]?.today ?? '');
      for (const account of accounts) {
        const day = new Date(today - next(9) * 86_400_000).toISOString().slice(0, 10);
        await move(account, BigInt(next(400_001) - 200_000) || 1n, day);
      }
      await endDay(app, next(2) === 0 ? 'accrual' : undefined);
      for (const account of accounts) await move(account, BigInt(1 + next(5_000)));
      await endDay(app);
    }
    await endDay(app);
    for (const account of accounts) await expectRight(account);
    expect(await brokenRules(owner)).toEqual([]);
  });
});
