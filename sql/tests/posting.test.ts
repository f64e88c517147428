import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../local/testing/books.ts';
import { anAccount, openBank, openingDate, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, aTransfer, post } from '../../local/testing/journals.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator);
});

describe('When a journal is posted', () => {
  it('the answer tells what was recorded, with balances on the normal side of each account', async () => {
    const journal = aCashDeposit(cast.alice.accountId, 10_000n, { reference: 'Slip 7' });
    const [result] = await post(database().app, journal);
    expect(result).toEqual({
      id: journal.id,
      sequence: '1',
      outcome: 'posted',
      businessDate: openingDate,
      valueDate: openingDate,
      recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      entries: [
        {
          accountId: '00000000-0000-8000-8000-000000001010',
          gl: '1010',
          minor: '10000',
          currency: 'USD',
          balanceMinor: '10000',
          version: '1',
        },
        {
          accountId: cast.alice.accountId,
          gl: '2010',
          minor: '-10000',
          currency: 'USD',
          balanceMinor: '10000',
          version: '1',
        },
      ],
    });
  });

  it('the customer sees a credit that raises the deposit', async () => {
    const { rows } = await database().app.query(
      'SELECT * FROM bank.account_transaction WHERE account_id = $1 ORDER BY version DESC',
      [cast.alice.accountId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      customer_id: cast.alice.customerId,
      version: '1',
      sequence: '1',
      line_no: 2,
      direction: 'credit',
      amount_minor: '10000',
      balance_after_minor: '10000',
      currency: 'USD',
      type: 'STANDARD',
      template: 'P01',
      description: 'Cash deposit',
      reference: 'Slip 7',
    });
  });

  it('the account shows balance, available money and version', async () => {
    await post(database().app, aTransfer(cast.alice.accountId, cast.bob.accountId, 2_500n));
    const { rows } = await database().app.query(
      'SELECT name, status, balance_minor, available_minor, floor_minor, version FROM bank.account WHERE id = $1',
      [cast.alice.accountId],
    );
    expect(rows).toEqual([
      {
        name: 'Everyday Checking',
        status: 'open',
        balance_minor: '7500',
        available_minor: '7500',
        floor_minor: '0',
        version: '2',
      },
    ]);
  });

  it('staff see its entries with the names of the ledger accounts', async () => {
    const { rows } = await database().app.query(
      `SELECT line_no, account_number, customer_id, ledger_account, ledger_account_name, side, amount_minor
       FROM bank.journal_entry WHERE sequence = 1 ORDER BY line_no`,
    );
    expect(rows).toEqual([
      {
        line_no: 1,
        account_number: '0000001010',
        customer_id: null,
        ledger_account: '1010',
        ledger_account_name: 'Vault cash and coin',
        side: 'debit',
        amount_minor: '10000',
      },
      expect.objectContaining({
        line_no: 2,
        customer_id: cast.alice.customerId,
        ledger_account: '2010',
        side: 'credit',
      }),
    ]);
  });

  it('an event for it lies in the outbox until it is marked as sent', async () => {
    const { app } = database();
    const [result] = await post(app, aCashDeposit(cast.carla.accountId, 100n));
    const { rows: events } = await app.query<{ sequence: string; kind: string; payload: unknown }>(
      'SELECT * FROM bank.take_outbox(1000)',
    );
    const event = events.at(-1);
    expect(event).toMatchObject({
      kind: 'journal.posted',
      payload: {
        journalId: result?.id,
        accountIds: ['00000000-0000-8000-8000-000000001010', cast.carla.accountId],
      },
    });
    const { rows: marked } = await app.query('SELECT bank.mark_outbox_sent($1::jsonb) AS count', [
      JSON.stringify(events.map(({ sequence }) => sequence)),
    ]);
    expect(marked).toEqual([{ count: events.length }]);
    expect((await app.query('SELECT * FROM bank.take_outbox(1000)')).rows).toEqual([]);
  });

  it('dates and times that came with it are kept, the recording time is the clock of the database', async () => {
    const journal = aCashDeposit(cast.carla.accountId, 100n, {
      valueDate: '2026-01-10',
      occurredAt: '2026-01-14T23:30:00-05:00',
      businessDate: openingDate,
    });
    await post(database().app, journal);
    const { rows } = await database().app.query<Record<string, unknown>>(
      `SELECT business_date::text, value_date::text, occurred_at, recorded_at > now() - interval '1 minute' AS recorded_now
       FROM bank.journal WHERE id = $1`,
      [journal.id],
    );
    expect(rows).toEqual([
      {
        business_date: openingDate,
        value_date: '2026-01-10',
        occurred_at: new Date('2026-01-15T04:30:00Z'),
        recorded_now: true,
      },
    ]);
  });
});

describe('When a batch is posted', () => {
  it('journals keep their order in results, sequences and running balances', async () => {
    const { app } = database();
    const account = await anAccount(database().operator, cast.alice.customerId);
    const journals = [50n, 30n, 20n].map((minor) => aCashDeposit(account, minor));
    const results = await post(app, ...journals);
    expect(results.map(({ id }) => id)).toEqual(journals.map(({ id }) => id));
    const sequences = results.map(({ sequence }) => Number(sequence));
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
    expect(results.map(({ entries }) => entries[1]?.balanceMinor)).toEqual(['50', '80', '100']);
    expect(results.map(({ entries }) => entries[1]?.version)).toEqual(['1', '2', '3']);
  });

  it('money that came in earlier in the batch can be spent later in it', async () => {
    const { app } = database();
    const account = await anAccount(database().operator, cast.alice.customerId);
    const results = await post(
      app,
      aCashDeposit(account, 100n),
      aTransfer(account, cast.bob.accountId, 100n),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['posted', 'posted']);
  });

  it('a journal may touch one account twice, and is judged by what it leaves there', async () => {
    const { app } = database();
    const account = await anAccount(database().operator, cast.alice.customerId);
    const [result] = await post(
      app,
      aJournal([
        { account, minor: 300n },
        { account, minor: -500n },
        { account: '1010', minor: 200n },
      ]),
    );
    expect(result?.entries.map(({ balanceMinor }) => balanceMinor)).toEqual([
      '-300',
      '200',
      expect.anything(),
    ]);
  });

  it('each currency balances for itself', async () => {
    const { app } = database();
    const [from, to] = [
      await anAccount(database().operator, cast.alice.customerId, { currency: 'EUR', floorMinor: null }),
      await anAccount(database().operator, cast.bob.customerId, { currency: 'EUR' }),
    ];
    const [result] = await post(
      app,
      aJournal([
        { account: from, minor: 7n, currency: 'EUR' },
        { account: to, minor: -7n, currency: 'EUR' },
        { account: '1010', minor: 9n },
        { account: cast.bob.accountId, minor: -9n },
      ]),
    );
    expect(result?.entries.map(({ currency }) => currency)).toEqual(['EUR', 'EUR', 'USD', 'USD']);
  });
});

describe('The floor of an account', () => {
  it('may lie below zero, for an agreed overdraft', async () => {
    const { app } = database();
    const account = await anAccount(database().operator, cast.carla.customerId, { floorMinor: -1_000n });
    await post(app, aTransfer(account, cast.bob.accountId, 1_000n));
    const { rows } = await app.query(
      'SELECT balance_minor, available_minor FROM bank.account WHERE id = $1',
      [account],
    );
    expect(rows).toEqual([{ balance_minor: '-1000', available_minor: '0' }]);
  });

  it('does not keep money from coming in below it', async () => {
    const { app, owner } = database();
    const account = await anAccount(database().operator, cast.carla.customerId, { floorMinor: null });
    await post(app, aTransfer(account, cast.bob.accountId, 500n));
    await owner.query('UPDATE books.account SET floor_minor = 0 WHERE id = $1', [account]);
    const [result] = await post(app, aCashDeposit(account, 200n));
    expect(result?.entries[1]?.balanceMinor).toBe('-300');
  });

  it('of a loan is judged on the side of a loan', async () => {
    const { app, owner } = database();
    const loan = '00000000-0000-8000-8000-000000001473';
    await owner.query('UPDATE books.account SET floor_minor = 0 WHERE id = $1', [loan]);
    await post(
      app,
      aJournal([
        { account: loan, minor: 900n },
        { account: cast.alice.accountId, minor: -900n },
      ]),
    );
    const { rows } = await app.query('SELECT balance_minor FROM bank.account WHERE id = $1', [loan]);
    expect(rows).toEqual([{ balance_minor: '900' }]);
    await expect(post(app, aTransfer(cast.alice.accountId, loan, 901n))).rejects.toMatchObject({
      code: 'LB001',
    });
  });
});

it.each(['2021-01-15', '2027-01-15'])('A value date may be as far away as %s', async (valueDate) => {
  const deposit = aCashDeposit(cast.bob.accountId, 1n, { valueDate });
  expect(await post(database().app, deposit)).toMatchObject([{ valueDate }]);
});

it('Memo accounts can be posted to when they balance among themselves', async () => {
  const [result] = await post(
    database().app,
    aJournal([
      { account: '9010', minor: 5_000n },
      { account: '9099', minor: -5_000n },
    ]),
  );
  expect(result?.outcome).toBe('posted');
});

it('A payee can be found by number without learning of the balance', async () => {
  const { rows } = await database().app.query('SELECT * FROM bank.counterparty WHERE account_id = $1', [
    cast.bob.accountId,
  ]);
  expect(rows).toEqual([
    {
      account_id: cast.bob.accountId,
      number: expect.stringMatching(/^\d{10}$/),
      currency: 'USD',
      status: 'open',
    },
  ]);
});

it('After all of this the books are sound', async () => {
  expect(await brokenRules(database().owner)).toEqual([]);
});

it('An id can be a replayed one only with its own key', async () => {
  const id = randomUUID();
  await post(database().app, aCashDeposit(cast.bob.accountId, 1n, { id }));
  await expect(post(database().app, aCashDeposit(cast.bob.accountId, 1n, { id }))).rejects.toMatchObject({
    code: 'LB012',
  });
});
