import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { errorDefinitions } from '../../functions/domain/errors.ts';
import { wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, aTransfer, post, type JournalDraft } from '../../local/testing/journals.ts';
import { aHold, call, placeHold, releaseHold } from '../../local/testing/ledger-calls.ts';
import {
  aLoan,
  callOriginate,
  originate,
  pay,
  returnToAccrual,
  takeBack,
} from '../../local/testing/loans.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;
let closed: string;
let euros: string;
let released: string;
let slow: string;

beforeAll(async () => {
  const { app, owner } = database();
  cast = await openBank(database().operator);
  closed = await anAccount(database().operator, cast.alice.customerId);
  euros = await anAccount(database().operator, cast.alice.customerId, { currency: 'EUR', floorMinor: null });
  await database().operator.query('SELECT bank.close_account($1)', [closed]);
  await owner.query("UPDATE books.ledger_account SET retired_on = '2026-01-01' WHERE code = '2390'");
  await post(app, aCashDeposit(cast.alice.accountId, 1_000n));
  ({ id: released } = await placeHold(app, aHold(cast.alice.accountId, 1n)));
  await releaseHold(app, released);
  slow = await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 5n });
  const limits = {
    account: slow,
    floorMinor: '0',
    overdraftMinor: '0',
    velocity: [{ windowDays: 1, maxMinor: '1' }],
  };
  await call(database().operator, 'bank.set_account_limits', limits);
});

/** Every SQLSTATE that was seen in this file; the last test holds it against the definitions. */
const seen = new Set<string>();

async function refused(call: Promise<unknown>): Promise<ReturnType<typeof refusalOf>> {
  const refusal = await refusalOf(call);
  seen.add(refusal.sqlState);
  return refusal;
}

const refusedJournals: [string, string, () => JournalDraft[]][] = [
  ['overdraws an account', 'LB001', () => [aTransfer(cast.alice.accountId, cast.bob.accountId, 1_001n)]],
  [
    'overdraws an account that a later journal of the batch refills',
    'LB001',
    () => [aTransfer(cast.bob.accountId, cast.carla.accountId, 6n), aCashDeposit(cast.bob.accountId, 1n)],
  ],
  ['names an account that does not exist', 'LB002', () => [aCashDeposit(randomUUID(), 1n)]],
  ['names a ledger account that does not exist', 'LB002', () => [aCashDeposit('9999', 1n)]],
  ['posts to a control account directly', 'LB003', () => [aCashDeposit('2010', 1n)]],
  ['posts to the computed net income', 'LB003', () => [aCashDeposit('3045', 1n)]],
  ['posts to a retired ledger account', 'LB003', () => [aCashDeposit('2390', 1n)]],
  ['posts to a closed account', 'LB004', () => [aCashDeposit(closed, 1n)]],
  [
    'does not balance',
    'LB005',
    () => [
      aJournal([
        { account: '1010', minor: 2n },
        { account: '1040', minor: -1n },
      ]),
    ],
  ],
  [
    'balances only across currencies',
    'LB005',
    () => [
      aJournal([
        { account: '1010', minor: 1n },
        { account: euros, minor: -1n, currency: 'EUR' },
      ]),
    ],
  ],
  [
    'mixes memo accounts with real ones',
    'LB005',
    () => [
      aJournal([
        { account: '9010', minor: 1n },
        { account: '1010', minor: -1n },
      ]),
    ],
  ],
  ['has one entry', 'LB006', () => [aJournal([{ account: '1010', minor: 1n }])]],
  ['has no entry', 'LB006', () => [aJournal([])]],
  [
    'has an entry of zero',
    'LB006',
    () => [
      aJournal([
        { account: '1010', minor: 0n },
        { account: '1040', minor: 0n },
      ]),
    ],
  ],
  [
    'is in another currency than the account',
    'LB007',
    () => [
      aJournal([
        { account: '1010', minor: 1n, currency: 'EUR' },
        { account: euros, minor: -1n, currency: 'EUR' },
      ]),
    ],
  ],
  [
    'reuses an idempotency key of the same batch for something else',
    'LB008',
    () =>
      [
        aCashDeposit(euros, 1n, { key: 'k', requestHash: 'a' }),
        aCashDeposit(euros, 1n, { key: 'k', requestHash: 'b' }),
      ].map((journal) => ({ ...journal, entries: aCashDeposit(cast.bob.accountId, 1n)['entries'] })),
  ],
  [
    'is dated on another business date',
    'LB013',
    () => [aCashDeposit(cast.bob.accountId, 1n, { businessDate: '2026-01-14' })],
  ],
  [
    'has a value date more than five years back',
    'LB013',
    () => [aCashDeposit(cast.bob.accountId, 1n, { valueDate: '2021-01-14' })],
  ],
  [
    'has a value date more than a year ahead',
    'LB013',
    () => [aCashDeposit(cast.bob.accountId, 1n, { valueDate: '2027-01-16' })],
  ],
  ['has an amount above the limit', 'LB014', () => [aCashDeposit(cast.bob.accountId, 100_000_000_000_000n)]],
  ['has an amount no integer holds', 'LB014', () => [aCashDeposit(cast.bob.accountId, 10n ** 30n)]],
  [
    'reverses a journal that does not exist',
    'LB016',
    () => [aCashDeposit(cast.bob.accountId, 1n, { type: 'REVERSAL', reversesId: randomUUID() })],
  ],
  [
    'asks for a balance that is not there',
    'LB017',
    () => [
      aCashDeposit(cast.bob.accountId, 1n, {
        conditions: [{ account: cast.alice.accountId, minBalanceMinor: '1001' }],
      }),
    ],
  ],
  [
    'captures a hold that has nothing left',
    'LB019',
    () => [{ ...aTransfer(cast.alice.accountId, cast.bob.accountId, 1n), captures: [{ hold: released }] }],
  ],
  [
    'captures a hold that does not exist',
    'LB020',
    () => [
      { ...aTransfer(cast.alice.accountId, cast.bob.accountId, 1n), captures: [{ hold: randomUUID() }] },
    ],
  ],
  [
    'takes more out of an account than may leave it',
    'LB021',
    () => [aTransfer(slow, cast.bob.accountId, 2n)],
  ],
  [
    'has metadata that is no object',
    'LB022',
    () => [aCashDeposit(cast.bob.accountId, 1n, { metadata: 'none' })],
  ],
];

it('A confirmation of another preview is refused (LB018)', async () => {
  const journals = [aCashDeposit(cast.bob.accountId, 1n)];
  const confirmed = call(database().app, 'bank.post_journals', { journals, preview: 'p1.another' });
  expect((await refused(confirmed)).sqlState).toBe('LB018');
});

describe('A journal is refused, and nothing changes, when it', () => {
  it.each(refusedJournals)('%s (%s)', async (_what, sqlState, journals) => {
    const { app, owner } = database();
    const before = await wholeBooks(owner);
    const sound = aCashDeposit(cast.bob.accountId, 5n);
    const refusal = await refused(post(app, sound, ...journals()));
    expect(refusal.sqlState).toBe(sqlState);
    expect(refusal.message).toMatch(/^[A-Z].*\.$/);
    expect(await wholeBooks(owner)).toEqual(before);
  });
});

const unreadable: [string, (sound: JournalDraft) => unknown][] = [
  ['is no object', () => 7],
  ['has no journals', () => ({})],
  ['has an empty list of journals', () => ({ journals: [] })],
  ['has journals that are no list', () => ({ journals: {} })],
  ['has a journal without a key', ({ key: _key, ...rest }) => ({ journals: [rest] })],
  ['has a journal without an actor', (sound) => ({ journals: [{ ...sound, actor: null }] })],
  ['has an id that is no UUID', (sound) => ({ journals: [{ ...sound, id: 'x' }] })],
  ['has an unknown type', (sound) => ({ journals: [{ ...sound, type: 'OTHER' }] })],
  ['has a reversal of nothing', (sound) => ({ journals: [{ ...sound, type: 'REVERSAL' }] })],
  [
    'has a standard journal that reverses',
    (sound) => ({ journals: [{ ...sound, reversesId: randomUUID() }] }),
  ],
  ['has a date that is none', (sound) => ({ journals: [{ ...sound, valueDate: '2026-02-30' }] })],
  ...['infinity', 'tomorrow', '20260115', '2026-1-15', '2026-01-15T00:00:00'].flatMap(
    (date): typeof unreadable => [
      [`has the value date ${date}`, (sound) => ({ journals: [{ ...sound, valueDate: date }] })],
      [`has the business date ${date}`, (sound) => ({ journals: [{ ...sound, businessDate: date }] })],
    ],
  ),
  ['has a time in words', (sound) => ({ journals: [{ ...sound, occurredAt: 'tomorrow Z' }] })],
  [
    'has a time without an offset',
    (sound) => ({ journals: [{ ...sound, occurredAt: '2026-01-15T10:00:00' }] }),
  ],
  [
    'has a description that is too long',
    (sound) => ({ journals: [{ ...sound, description: 'x'.repeat(201) }] }),
  ],
  ['has entries that are no list', (sound) => ({ journals: [{ ...sound, entries: 'all' }] })],
  [
    'has an entry without an account',
    (sound) => ({ journals: [{ ...sound, entries: [{ minor: '1', currency: 'USD' }] }] }),
  ],
  [
    'has an entry with both account and gl',
    (sound) => ({
      journals: [{ ...sound, entries: [{ account: randomUUID(), gl: '1010', minor: '1', currency: 'USD' }] }],
    }),
  ],
  [
    'has a gl that is no code',
    (sound) => ({ journals: [{ ...sound, entries: [{ gl: '10', minor: '1', currency: 'USD' }] }] }),
  ],
  [
    'has an amount with decimals',
    (sound) => ({ journals: [{ ...sound, entries: [{ gl: '1010', minor: '1.5', currency: 'USD' }] }] }),
  ],
  [
    'has an amount in hexadecimal',
    (sound) => ({ journals: [{ ...sound, entries: [{ gl: '1010', minor: '0x10', currency: 'USD' }] }] }),
  ],
  [
    'has a currency in lower case',
    (sound) => ({ journals: [{ ...sound, entries: [{ gl: '1010', minor: '1', currency: 'usd' }] }] }),
  ],
];

describe('A batch is refused as unreadable when it', () => {
  it.each(unreadable)('%s', async (_what, batch) => {
    const text = JSON.stringify(batch(aCashDeposit(cast.bob.accountId, 5n)));
    const { sqlState } = await refused(database().app.query('SELECT bank.post_journals($1::jsonb)', [text]));
    expect(sqlState).toBe('LB012');
  });
});

describe('The detail of a refusal carries the numbers', () => {
  it('of an overdraft: what is available and what is needed', async () => {
    const { message, detail } = await refusalOf(
      post(
        database().app,
        aCashDeposit(cast.bob.accountId, 1n),
        aTransfer(cast.alice.accountId, cast.bob.accountId, 1_500n),
      ),
    );
    expect(detail).toEqual({
      journal: 1,
      accountId: cast.alice.accountId,
      rule: 'floor',
      balanceMinor: '1000',
      heldMinor: '0',
      limitMinor: '0',
      availableMinor: '1000',
      neededMinor: '1500',
      wouldPassMinor: '1000',
    });
    expect(message).toMatch(/^Account \d{10} has 10.00 USD available; 15.00 USD is needed\.$/);
  });

  it('of a clash of keys: both hashes', async () => {
    const { app } = database();
    const first = aCashDeposit(cast.bob.accountId, 1n, { requestHash: 'first' });
    await post(app, first);
    const { detail } = await refusalOf(
      post(app, aCashDeposit(cast.bob.accountId, 2n, { key: first.key, requestHash: 'second' })),
    );
    expect(detail).toEqual({ journal: 0, key: first.key, requestHash: 'second', usedHash: 'first' });
  });
});

it('A loan that earns can’t return to accrual, and a payment nobody made can’t be taken back', async () => {
  expect((await refused(takeBack(database().app, randomUUID()))).sqlState).toBe('LB034');
  const client = await database().app.connect();
  try {
    await client.query('BEGIN');
    const loan = await originate(client, cast.bob, { payTo: { gl: '1040' } });
    expect((await refused(returnToAccrual(client, loan))).sqlState).toBe('LB033');
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});

describe('A loan is refused', () => {
  let loan: string;
  const payment = (more: object): Promise<unknown> => pay(database().app, { loan, from: '1010', ...more });

  it('on terms that do not add up', async () => {
    const request = await aLoan(database().app, cast.alice, { overrides: { termMonths: 47 } });
    expect((await refused(callOriginate(database().app, request))).sqlState).toBe('LB038');
  });

  it('a payment above what it owes, any once it owes nothing, limits, and entries of another kind', async () => {
    loan = await originate(database().app, cast.alice, { payTo: { gl: '1040' } });
    expect((await refused(payment({ minor: 1_850_001n }))).sqlState).toBe('LB036');
    const limits = { account: loan, floorMinor: null, overdraftMinor: '1', velocity: [] };
    expect((await refused(call(database().operator, 'bank.set_account_limits', limits))).sqlState).toBe(
      'LB053',
    );
    expect((await refused(post(database().app, aCashDeposit(loan, 1n)))).sqlState).toBe('LB039');
    await payment({ kind: 'payoff' });
    expect((await refused(payment({ minor: 1n }))).sqlState).toBe('LB037');
    loan = randomUUID();
    expect((await refused(payment({ minor: 1n }))).sqlState).toBe('LB035');
  });

  it.each([
    ['of no kind', { minor: 1n, kind: 'gift' }],
    ['of nothing', { minor: 0n }],
    ['without an amount', {}],
  ])('a payment %s', async (_what, more) => {
    expect((await refused(payment(more))).sqlState).toBe('LB012');
  });
});

describe('A change of a period is refused', () => {
  const change = { action: 'soft-close', month: '2026-01', actor: 'maker', reason: '' };
  const decide = (id: string, actor: string): Promise<unknown> =>
    call(database().app, 'bank.decide_period_change', { change: id, decision: 'approved', actor });

  it('to whoever asked for it, before its checklist is met, after it was decided, and where there is none', async () => {
    const id = randomUUID();
    await call(database().app, 'bank.request_period_change', { ...change, id });
    expect((await refused(decide(id, 'maker'))).sqlState).toBe('LB025');
    expect((await refused(decide(id, 'checker'))).sqlState).toBe('LB027');
    const rejection = { change: id, decision: 'rejected', actor: 'checker' };
    await call(database().app, 'bank.decide_period_change', rejection);
    expect((await refused(decide(id, 'checker'))).sqlState).toBe('LB026');
    expect((await refused(decide(randomUUID(), 'checker'))).sqlState).toBe('LB028');
  });

  it('and so is an adjustment of a day that the books have not left', async () => {
    const entries = [
      { account: '7090', minor: 1n },
      { account: '1040', minor: -1n },
    ];
    const journal = aJournal(entries, { type: 'ADJUSTING', adjustsOn: '2026-01-15' });
    expect((await refused(post(database().app, journal))).sqlState).toBe('LB024');
  });
});

describe('What one person may not do alone is refused', () => {
  const journal = aJournal(
    [
      { account: '7090', minor: 1_000_001n },
      { account: '1040', minor: -1_000_001n },
    ],
    { scope: 'somebody:postJournal' },
  );
  const decide = (approval: string, actor: string): Promise<unknown> =>
    call(database().app, 'bank.decide_approval', { approval, decision: 'rejected', actor, actorName: actor });

  it('when it is done, when the same person decides, twice, and when nobody asked for it', async () => {
    expect((await refused(post(database().app, journal))).sqlState).toBe('LB050');
    const id = randomUUID();
    const asked = {
      id,
      key: 'k',
      requestHash: 'h',
      subject: 's',
      reason: 'r',
      actor: 'maker',
      actorName: 'Mina',
    };
    const wish = { kind: 'user-rights', payload: {}, effect: [] };
    await call(database().app, 'bank.request_approval', { ...asked, ...wish });
    expect((await refused(decide(id, 'maker'))).sqlState).toBe('LB025');
    await decide(id, 'checker');
    expect((await refused(decide(id, 'another'))).sqlState).toBe('LB052');
    expect((await refused(decide(randomUUID(), 'checker'))).sqlState).toBe('LB051');
  });
});

describe('A payment to come, a drawer or a check is refused', () => {
  const asked = (): Record<string, unknown> => ({
    ...{
      id: randomUUID(),
      scope: 'test',
      key: randomUUID(),
      requestHash: 'x',
      actor: 'tests',
      currency: 'USD',
    },
  });
  const order = (more: object = {}): Record<string, unknown> => ({
    ...asked(),
    ...{ customer: cast.alice.customerId, from: cast.alice.accountId, to: cast.bob.accountId, minor: '1' },
    ...{ frequency: 'monthly', anchorOn: '2026-01-31', holidayRule: 'next', ...more },
  });
  const set = (more: object = {}): Promise<unknown> =>
    call(database().app, 'bank.set_standing_order', order(more));

  it('when the order is not there, begins in the past, or has changed', async () => {
    const { id } = (await set()) as { id: string };
    const pause = { customer: cast.alice.customerId, change: 'pause', actor: 'alice', version: '7' };
    const change = (of: string): Promise<unknown> =>
      call(database().app, 'bank.change_standing_order', { ...pause, order: of });
    expect((await refused(change(randomUUID()))).sqlState).toBe('LB040');
    expect((await refused(set({ anchorOn: '2025-01-31' }))).sqlState).toBe('LB041');
    expect((await refused(change(id))).sqlState).toBe('LB042');
  });

  it('when no drawer is open', async () => {
    const closing = { ...asked(), teller: 'nobody', minor: '1' };
    expect((await refused(call(database().app, 'bank.close_drawer', closing))).sqlState).toBe('LB043');
  });

  it('when the check came back before', async () => {
    const { app } = database();
    const { rows } = await app.query<{ facts: unknown }>('SELECT bank.deposited_before($1) AS facts', [
      cast.carla.accountId,
    ]);
    const parts = [{ availableOn: '2026-01-16', minor: '500', hold: randomUUID(), reason: null }];
    const deposit = { ...asked(), account: cast.carla.accountId, minor: '500', class: 'other' };
    const check = { ...deposit, facts: rows[0]?.facts, parts };
    const { id } = (await call(app, 'bank.deposit_check', check)) as { id: string };
    const back = (): Promise<unknown> =>
      call(app, 'bank.return_check', { ...asked(), check: id, reason: 'insufficient-funds' });
    await back();
    expect((await refused(back())).sqlState).toBe('LB044');
  });
});

describe('A posting is refused', () => {
  it('when it would take a balance beyond what a bigint holds', async () => {
    const { app, owner } = database();
    const account = await anAccount(database().operator, cast.carla.customerId);
    await owner.query('UPDATE books.balance SET balance_minor = -9223372036854775807 WHERE account_id = $1', [
      account,
    ]);
    expect((await refused(post(app, aCashDeposit(account, 2n)))).sqlState).toBe('LB014');
    await owner.query('UPDATE books.balance SET balance_minor = 0 WHERE account_id = $1', [account]);
  });

  it.each(['REPEATABLE READ', 'SERIALIZABLE'])(
    'under %s, where locks come too late to be seen',
    async (level) => {
      const client = await database().app.connect();
      await client.query(`BEGIN ISOLATION LEVEL ${level}`);
      expect((await refused(post(client, aCashDeposit(cast.bob.accountId, 1n)))).sqlState).toBe('LB012');
      await client.query('ROLLBACK');
      client.release();
    },
  );

  it('as a second reversal', async () => {
    const { app } = database();
    const deposit = aCashDeposit(cast.carla.accountId, 1n);
    const reversal = { type: 'REVERSAL', reversesId: deposit.id };
    await post(app, deposit);
    await post(app, aCashDeposit(cast.carla.accountId, -1n, reversal));
    expect((await refused(post(app, aCashDeposit(cast.carla.accountId, -1n, reversal)))).sqlState).toBe(
      'LB011',
    );
  });

  it('into a closed period', async () => {
    const { app } = database();
    await database().owner.query("SELECT books.set_period_state('2026-01-01', 'SOFT_CLOSED')");
    expect((await refused(post(app, aCashDeposit(cast.bob.accountId, 1n)))).sqlState).toBe('LB009');
  });
});

it('Opening an account for a customer who does not exist is refused', async () => {
  expect((await refused(anAccount(database().operator, randomUUID()))).sqlState).toBe('LB015');
});

it('Ending a day while an account is not what its entries say is refused', async () => {
  const { app, owner } = database();
  const off = (minor: number): Promise<unknown> =>
    owner.query('UPDATE books.balance SET balance_minor = balance_minor + $2 WHERE account_id = $1', [
      cast.alice.accountId,
      minor,
    ]);
  const { rows } = await app.query<{ steps: string[] }>('SELECT bank.day_steps() AS steps');
  const run = (step: string): Promise<unknown> =>
    app.query('SELECT bank.run_day_step($1, $2)', ['2026-01-15', step]);
  const steps = rows[0]?.steps ?? [];
  await off(5);
  for (const step of steps.slice(0, -1)) await run(step);
  expect((await refused(run(steps.at(-1) ?? ''))).sqlState).toBe('LB023');
  await off(-5);
});

it('Changing the books is refused', async () => {
  expect((await refused(database().owner.query('DELETE FROM books.entry'))).sqlState).toBe('LB010');
});

it('Ending a day on which the books disagree is refused', async () => {
  const client = await database().owner.connect();
  await client.query('BEGIN');
  await client.query('UPDATE books.balance SET balance_minor = balance_minor - 5 WHERE account_id = $1', [
    cast.alice.accountId,
  ]);
  const end = client.query('SELECT books.day_roll(business_date) FROM books.business_date');
  expect((await refused(end)).sqlState).toBe('LB023');
  await client.query('ROLLBACK');
  client.release();
});

it('Interest is carried in to accounts of customers alone', async () => {
  const carry = database().operator.query("SELECT bank.carry_in_interest($1, '2026-01-14', 0)", [
    randomUUID(),
  ]);
  expect((await refused(carry)).sqlState).toBe('LB030');
});

it('A certificate needs a product and money', async () => {
  const wish = { number: '8000000001' };
  expect((await refused(call(database().operator, 'bank.open_certificate', wish))).sqlState).toBe('LB031');
});

it('Nothing can be withdrawn from a certificate that is none', async () => {
  const wish = { account: cast.alice.accountId, dryRun: true };
  expect((await refused(call(database().operator, 'bank.withdraw_certificate', wish))).sqlState).toBe(
    'LB032',
  );
});

describe('A step of a report is refused', () => {
  const quiet = useTestDatabase();
  beforeAll(async () => {
    await openBank(quiet().operator, '2025-06-30');
    await quiet().operator.query("SELECT bank.roll_business_date('2026-01-15')");
    await quiet().owner.query(
      "SELECT books.set_period_state(month, 'SOFT_CLOSED') FROM bank.period WHERE month < '2026-01-01' ORDER BY month",
    );
  });
  const store = async (period: string, outcome: string): Promise<Record<string, unknown>> => {
    const pack = { rules: [{ id: 'E07', outcome }] };
    const span = { from: '2025-07-01', to: '2025-09-30', asOf: '2025-09-30' };
    const content = JSON.stringify({ ...span, trialBalance: [], pack });
    const sha256 = createHash('sha256').update(content).digest('hex');
    const stored = { kind: 'quarter', period, sha256, asOfSequence: '1' };
    await quiet().app.query('SELECT bank.store_report($1, $2)', [JSON.stringify(stored), content]);
    return { kind: 'quarter', period, version: 1, sha256, actor: 'arno', actorName: 'Arno' };
  };
  const step = (name: string, wish: object): Promise<unknown> => call(quiet().app, `bank.${name}`, wish);

  const filed = async (period: string): Promise<Record<string, unknown>> => {
    const version = await store(period, 'pass');
    await step('review_report', version);
    await step('file_report', { ...version, actor: 'berta', actorName: 'Berta' });
    return version;
  };
  const kept = ({ kind, period, version }: Record<string, unknown>, sha256: string): Promise<unknown> =>
    step('keep_report_file', {
      ...{ kind, period, version, sha256, format: 'csv', bytes: '9', bucket: 'files', key: 'a' },
      ...{ objectVersion: '1', keptUntil: '2033-01-01T00:00:00.000Z' },
    });

  it('when its file was kept with other bytes', async () => {
    const version = await filed('2025Q3');
    await kept(version, '0'.repeat(64));
    await kept(version, '0'.repeat(64));
    expect((await refused(kept(version, '1'.repeat(64)))).sqlState).toBe('LB074');
  });

  it('when an amendment says what was filed', async () => {
    const version = await filed('1992Q3');
    await step('amend_report', { ...version, reason: 'A late invoice' });
    await store('1992Q3', 'pass');
    expect((await refused(step('review_report', { ...version, version: 2 }))).sqlState).toBe('LB075');
  });

  it('when the report does not add up, is not explained, is not at that step, and is not there', async () => {
    const wrong = await store('1990Q3', 'refuse');
    expect((await refused(step('review_report', wrong))).sqlState).toBe('LB070');
    expect((await refused(step('return_report', { ...wrong, note: 'Again' }))).sqlState).toBe('LB071');
    const strange = await store('1991Q3', 'explain');
    expect((await refused(step('review_report', strange))).sqlState).toBe('LB072');
    expect((await refused(step('file_report', { ...strange, version: 9 }))).sqlState).toBe('LB073');
  });
});

it('Every refusal the domain gives a SQLSTATE was seen here, and no other', () => {
  const defined = Object.values(errorDefinitions).flatMap((definition) =>
    'sqlState' in definition ? [definition.sqlState] : [],
  );
  expect([...seen].sort()).toEqual(defined.sort());
});
