import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../local/testing/books.ts';
import { aCustomer } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aDeposit, aProduct, balanceOf, endDay, endDaysUntil } from '../../local/testing/deposits.ts';
import { aCashDeposit, aJournal, aTransfer, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let customer: string;

beforeAll(async () => {
  const { owner, operator } = database();
  await operator.query("SELECT bank.open_books('2026-01-29')");
  customer = await aCustomer(operator, 'Fay Fee', '00000001');
  await aProduct(owner, 'with-fee', [], {
    kind: 'checking',
    ledgerAccount: '2010',
    terms: {
      maintenance_fee_minor: 1_000,
      waive_balance_minor: 100_000,
      waive_deposits_minor: 50_000,
      overdraft_fee_minor: 2_500,
      overdraft_fees_a_day: 2,
      overdraft_free_minor: 500,
    },
  });
});

async function decisionsOf(account: string, fee: string): Promise<unknown[]> {
  const { rows } = await database().owner.query(
    `SELECT period_start::text, outcome, rule, figure, amount_minor::text AS minor FROM books.fee_decision
     WHERE account_id = $1 AND fee = $2 ORDER BY period_start`,
    [account, fee],
  );
  return rows;
}

async function fundedWith(minor: bigint): Promise<string> {
  const account = await aDeposit(database().operator, customer, 'with-fee');
  if (minor > 0n) await post(database().app, aCashDeposit(account, minor));
  return account;
}

const aSalary = (to: string, minor: bigint): ReturnType<typeof aJournal> =>
  aJournal(
    [
      { account: '1040', minor },
      { account: to, minor: -minor },
    ],
    { template: 'P03' },
  );

describe('The maintenance fee of a month', () => {
  let rich: string;
  let salaried: string;
  let poor: string;
  let empty: string;
  let held: string;
  let fresh: string;

  beforeAll(async () => {
    const { app, operator } = database();
    [rich, salaried, poor, empty, held] = [
      await fundedWith(100_000n),
      await fundedWith(20_000n),
      await fundedWith(99_999n),
      await fundedWith(999n),
      await fundedWith(5_000n),
    ];
    await endDaysUntil(app, '2026-02-10');
    await post(app, aSalary(salaried, 30_000n));
    await post(app, aTransfer(rich, poor, 0n + 50_000n));
    await post(app, aTransfer(poor, rich, 50_000n));
    fresh = await fundedWith(100n);
    await endDaysUntil(app, '2026-02-20');
    await post(app, aSalary(salaried, 20_000n));
    await operator.query('SELECT bank.place_holds($1::jsonb)', [
      JSON.stringify({
        holds: [
          {
            id: '01890a5d-ac96-774b-bcce-b302099a8057',
            scope: 'test',
            key: 'hold',
            requestHash: 'hold',
            account: held,
            minor: '4500',
            currency: 'USD',
            description: 'Held',
            reference: '',
            actor: 'tests',
            expiresOn: '2026-06-30',
          },
        ],
      }),
    ]);
    await endDaysUntil(app, '2026-03-02');
  });

  it('is free in the month of opening', async () => {
    const [january] = await decisionsOf(rich, 'P12');
    expect(january).toMatchObject({ outcome: 'waived', rule: 'opening-month', period_start: '2026-01-01' });
    expect(await decisionsOf(fresh, 'P12')).toMatchObject([{ rule: 'opening-month', figure: '2026-02-10' }]);
  });

  it('is waived by the lowest balance at the close of a day', async () => {
    const [, february] = await decisionsOf(rich, 'P12');
    expect(february).toMatchObject({ outcome: 'waived', rule: 'minimum-balance', figure: '100000' });
    expect(await balanceOf(database().owner, rich)).toBe(100_000n);
  });

  it('is waived by direct deposits of the month', async () => {
    const [, february] = await decisionsOf(salaried, 'P12');
    expect(february).toMatchObject({ outcome: 'waived', rule: 'direct-deposits', figure: '50000' });
  });

  it('is charged otherwise, with the figure that decided', async () => {
    const [, february] = await decisionsOf(poor, 'P12');
    expect(february).toEqual({
      period_start: '2026-02-01',
      outcome: 'charged',
      rule: 'fee-due',
      figure: '99999',
      minor: '1000',
    });
    expect(await balanceOf(database().owner, poor)).toBe(98_999n);
    expect(await balanceOf(database().owner, '6020')).toBe(-1_000n);
  });

  it('overdraws nobody and takes nothing that is held', async () => {
    for (const account of [empty, held]) {
      const [, february] = await decisionsOf(account, 'P12');
      expect(february).toMatchObject({ outcome: 'uncollected' });
    }
    expect(await balanceOf(database().owner, empty)).toBe(999n);
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('is decided for good', async () => {
    const change = database().owner.query("UPDATE books.fee_decision SET outcome = 'waived'");
    expect((await refusalOf(change)).sqlState).toBe('LB010');
  });
});

describe('Fees for items paid into an agreed overdraft', () => {
  const anItem = (from: string, minor: bigint, template = 'P04'): ReturnType<typeof aJournal> =>
    aJournal(
      [
        { account: from, minor },
        { account: '1040', minor: -minor },
      ],
      { template },
    );

  it('are charged for each up to so many a day, but not for cards, nor while little is overdrawn', async () => {
    const { app, owner, operator } = database();
    const [often, little, card, full] = [
      await fundedWith(10_000n),
      await fundedWith(10_000n),
      await fundedWith(10_000n),
      await fundedWith(10_000n),
    ];
    for (const [account, overdraftMinor] of [
      [often, '50000'],
      [little, '50000'],
      [card, '50000'],
      [full, '2000'],
    ])
      await operator.query('SELECT bank.set_account_limits($1::jsonb)', [
        JSON.stringify({ account, floorMinor: '0', overdraftMinor, velocity: [] }),
      ]);
    for (const minor of [9_000n, 2_000n, 2_000n, 2_000n]) await post(app, anItem(often, minor));
    await post(app, anItem(little, 10_500n));
    await post(app, anItem(card, 15_000n, 'P11'));
    await post(app, anItem(full, 12_000n));
    await endDay(app);
    expect(await decisionsOf(often, 'P13')).toMatchObject([
      { outcome: 'charged', figure: '3', minor: '5000' },
    ]);
    expect(await balanceOf(owner, often)).toBe(-10_000n);
    expect(await decisionsOf(little, 'P13')).toEqual([]);
    expect(await decisionsOf(card, 'P13')).toEqual([]);
    expect(await decisionsOf(full, 'P13')).toMatchObject([{ outcome: 'uncollected', minor: '2500' }]);
    expect(await balanceOf(owner, '6025')).toBe(-5_000n);
    await endDay(app);
    expect(await decisionsOf(often, 'P13')).toHaveLength(1);
  });
});

describe('Fees of both kinds at the end of a month', () => {
  it('are locked at once, so that a journal on the income of both never waits for what waits for it', async () => {
    const { owner } = database();
    const [journal, fees] = [await owner.connect(), await owner.connect()];
    const lock = (code: string): Promise<unknown> =>
      journal.query(
        'SELECT FROM books.balance WHERE account_id = books.house_account_id($1) ORDER BY stripe FOR NO KEY UPDATE',
        [code],
      );
    const waits = async (pid: number): Promise<boolean> =>
      (await journal.query('SELECT FROM pg_locks WHERE pid = $1 AND NOT granted', [pid])).rowCount !== 0;
    try {
      await journal.query('BEGIN');
      await fees.query('BEGIN');
      const { rows } = await fees.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await lock('6020');
      const charged = fees.query("SELECT books.day_fees('2026-06-30')");
      while (!(await waits(rows[0]?.pid ?? 0))) await setTimeout(10);
      await lock('6025');
      await journal.query('COMMIT');
      expect((await charged).rowCount).toBe(1);
    } finally {
      await journal.query('ROLLBACK');
      await fees.query('ROLLBACK');
      journal.release();
      fees.release();
    }
  });
});

describe('Interest on an agreed overdraft', () => {
  it('is charged for each calendar day, in whole cents, the fraction carried', async () => {
    const { app, owner, operator } = database();
    await aProduct(owner, 'overdraft', [], {
      kind: 'checking',
      ledgerAccount: '2010',
      terms: { overdraft_rate_ppm: 180_000 },
    });
    await endDaysUntil(app, '2026-03-05');
    const account = await aDeposit(operator, customer, 'overdraft');
    await operator.query('SELECT bank.set_account_limits($1::jsonb)', [
      JSON.stringify({ account, floorMinor: '0', overdraftMinor: '20000', velocity: [] }),
    ]);
    await post(app, aTransfer(account, await fundedWith(0n), 10_000n));
    await endDay(app);
    // A Thursday: 100.00 at 18 % is 4.93 cents a day; on Friday three days on 100.05 make 14.80 more.
    expect(await balanceOf(owner, account)).toBe(-10_005n);
    await endDay(app);
    expect(await balanceOf(owner, account)).toBe(-10_020n);
    expect(await balanceOf(owner, '4040')).toBe(-20n);
    const { rows } = await owner.query(
      'SELECT numerator::text, reckoned_through::text FROM books.overdraft_position WHERE account_id = $1',
      [account],
    );
    const charged = 20n * 365_000_000n;
    const reckoned = 10_000n * 180_000n + 3n * 10_005n * 180_000n;
    expect(rows).toEqual([{ numerator: (reckoned - charged).toString(), reckoned_through: '2026-03-08' }]);
    expect(await brokenRules(owner)).toEqual([]);
  });
});
