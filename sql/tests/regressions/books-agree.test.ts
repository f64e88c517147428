import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../../local/testing/books.ts';
import { anAccount, aCustomer } from '../../../local/testing/cast.ts';
import { useTestDatabase } from '../../../local/testing/database.ts';
import { aDeposit, aProduct, endDay, endDaysUntil } from '../../../local/testing/deposits.ts';
import { aCashDeposit, aJournal, aReversal, aTransfer, post } from '../../../local/testing/journals.ts';
import { call } from '../../../local/testing/ledger-calls.ts';
import { originate } from '../../../local/testing/loans.ts';
import { refusalOf } from '../../../local/testing/refusal.ts';

const database = useTestDatabase();
let customer: string;
let checking: string;
let savers: string[];

// Thursday, the day before the last one of January.
beforeAll(async () => {
  const { owner, operator, app } = database();
  await operator.query("SELECT bank.open_books('2026-01-29')");
  customer = await aCustomer(operator, 'Rita Reconciled', '00000001');
  checking = await anAccount(operator, customer, { balanceMinor: 1_000_000n });
  await aProduct(owner, 'saver', [[0, 40_000]]);
  savers = [await aDeposit(operator, customer, 'saver'), await aDeposit(operator, customer, 'saver')];
  for (const saver of savers) await post(app, aCashDeposit(saver, 3_000_000n));
});

const interestByHand = (): ReturnType<typeof aJournal> =>
  aJournal([
    { account: '7090', minor: 100n },
    { account: '2300', minor: -100n },
  ]);

const lookAgain = (month: string, id: string = randomUUID()): Promise<unknown> =>
  call(database().app, 'bank.reconcile_month', { id, month, actor: 'accountant' });

async function reconciledCheck(month: string): Promise<unknown> {
  const change = { id: randomUUID(), action: 'soft-close', month, actor: 'accountant', reason: '' };
  const { checklist } = (await call(database().app, 'bank.request_period_change', change)) as {
    checklist: { check: string }[];
  };
  return checklist.find(({ check }) => check === 'reconciled');
}

async function mend(journal: string): Promise<void> {
  const { app, owner } = database();
  await post(app, await aReversal(owner, journal));
}

describe('Regression 31: a difference that was mended locks its month for good', () => {
  let wrong: string;

  it('a difference keeps the month open, also when somebody looks again and it is still there', async () => {
    const { app } = database();
    await endDaysUntil(app, '2026-01-30');
    const journal = interestByHand();
    await post(app, journal);
    wrong = journal.id;
    expect(await refusalOf(lookAgain('2026-01'))).toMatchObject({ sqlState: 'LB013' });
    await endDaysUntil(app, '2026-02-03');
    const differs = { check: 'reconciled', ok: false, detail: 'control accounts differ: 2300' };
    expect(await reconciledCheck('2026-01')).toEqual(differs);
    expect(await lookAgain('2026-01')).toMatchObject({
      ...{ businessDate: '2026-02-03', actor: 'accountant' },
      differences: [{ kind: 'interest', ledgerAccount: '2300' }],
    });
    expect(await reconciledCheck('2026-01')).toEqual(differs);
  });

  it('a difference is settled when it was mended and somebody looks again; what was found stays on record', async () => {
    await mend(wrong);
    const id = randomUUID();
    const found = await lookAgain('2026-01', id);
    expect(found).toMatchObject({ differences: [] });
    expect(await lookAgain('2026-01', id)).toEqual(found);
    expect(await reconciledCheck('2026-01')).toEqual({
      ...{ check: 'reconciled', ok: true, detail: 'differed on 2026-01-30 and agree since: 2300' },
    });
    const { rows } = await database().app.query("SELECT bank.month_reconciliations('2026-01-01') AS found");
    const difference = { kind: 'interest', ledgerAccount: '2300' };
    expect(rows[0]).toMatchObject({
      found: [
        { businessDate: '2026-02-03', actor: 'accountant', differences: [] },
        { businessDate: '2026-02-03', actor: 'accountant', differences: [difference] },
        { businessDate: '2026-01-30', actor: null, differences: [difference] },
      ],
    });
    const change = database().owner.query("UPDATE books.reconciliation_run SET actor = 'somebody'");
    expect((await refusalOf(change)).sqlState).toBe('LB010');
  });

  it('a difference is settled by the end of a later day, too', async () => {
    const { app } = database();
    await endDaysUntil(app, '2026-02-27');
    const journal = interestByHand();
    await post(app, journal);
    await endDaysUntil(app, '2026-03-02');
    expect(await reconciledCheck('2026-02')).toMatchObject({ ok: false });
    await mend(journal.id);
    await endDay(app);
    expect(await reconciledCheck('2026-02')).toMatchObject({ ok: true });
  });

  it('a difference is there again when what was found last is that they differ', async () => {
    const { app } = database();
    const journal = interestByHand();
    await post(app, journal);
    expect(await lookAgain('2026-02')).toMatchObject({ differences: [{ ledgerAccount: '2300' }] });
    expect(await reconciledCheck('2026-02')).toMatchObject({ ok: false });
    await mend(journal.id);
    expect(await lookAgain('2026-02')).toMatchObject({ differences: [] });
    expect(await reconciledCheck('2026-02')).toMatchObject({ ok: true });
  });
});

describe('Regression 32: two wrong credits of interest that cancel out are not found', () => {
  const disagreement = async (): Promise<unknown> =>
    (await database().operator.query("SELECT bank.verify_books('interest') AS found")).rows[0]?.found;

  it('each credit is held beside its journal, so that two that cancel out are found', async () => {
    expect(await disagreement()).toBeNull();
    const client = await database().owner.connect();
    try {
      await client.query('BEGIN');
      for (const [index, minor] of [5, -5].entries())
        await client.query(
          `INSERT INTO books.interest_credit (account_id, kind, value_on, booked_on, minor, numerator)
           VALUES ($1, 'credited', '2026-02-15', '2026-02-15', $2, 0)`,
          [savers[index], minor],
        );
      const { rows } = await client.query('SELECT * FROM books.verify_interest()');
      expect(rows).toMatchObject([{ relation: 'books.interest_credit', expected: 'credited 0, withheld 0' }]);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });
});

describe('Regression 33: a check that comes back has no account to come back to', () => {
  it('a check that comes back after its account was closed stands in suspense, once', async () => {
    const { app, owner, operator } = database();
    const account = await anAccount(operator, customer);
    const { rows } = await app.query<{ facts: unknown; today: string }>(
      'SELECT bank.deposited_before($1) AS facts, business_date::text AS today FROM bank.business_date',
      [account],
    );
    const check = randomUUID();
    const request = { scope: 'test', requestHash: 'x', actor: 'teller' };
    await call(app, 'bank.deposit_check', {
      ...request,
      ...{ id: check, key: randomUUID(), account, minor: '60000', currency: 'USD', class: 'other' },
      facts: rows[0]?.facts,
      parts: [{ availableOn: '2026-03-04', minor: '60000', hold: randomUUID(), reason: null }],
    });
    await endDaysUntil(app, '2026-03-05');
    await post(app, aTransfer(account, checking, 60_000n));
    await operator.query('SELECT bank.close_account($1)', [account]);
    const back = { ...request, id: randomUUID(), key: randomUUID(), check, reason: 'closed-account' };
    expect(await call(app, 'bank.return_check', back)).toMatchObject({ outcome: 'posted' });
    const after = await wholeBooks(owner);
    expect(await call(app, 'bank.return_check', back)).toMatchObject({ outcome: 'replayed' });
    expect(await wholeBooks(owner)).toEqual(after);
    const { rows: lines } = await owner.query(
      `SELECT e.ledger_account, e.amount_minor::text AS minor FROM books.entry e
       JOIN books.journal j ON j.sequence = e.journal_sequence WHERE j.id = $1 ORDER BY line_no`,
      [back.id],
    );
    expect(lines).toEqual([
      { ledger_account: '1650', minor: '60000' },
      { ledger_account: '1040', minor: '-60000' },
    ]);
    expect(await brokenRules(owner)).toEqual([]);
  });
});

describe('Regression 34: the step of the loans and a journal over their interest wait for each other', () => {
  it('the step waits for a journal over interest receivable without holding what that waits for', async () => {
    const { app, owner, operator } = database();
    const payer = await anAccount(operator, customer, { balanceMinor: 500_000n });
    const borrower = { customerId: customer, name: 'Rita Reconciled', accountId: payer };
    await originate(app, borrower, { payTo: { gl: '1040' }, firstDueOn: '2026-03-25' });
    await endDaysUntil(app, '2026-03-25');
    const rival = await owner.connect();
    try {
      await rival.query("BEGIN; SET LOCAL lock_timeout = '3s'");
      await rival.query("SELECT books.lock_balances(ARRAY[books.house_account_id('1600')])");
      const step = app.query("SELECT bank.run_day_step('2026-03-25', 'transfers')");
      await step;
      const waiting = app.query("SELECT bank.run_day_step('2026-03-25', 'loans') AS answer");
      await untilSomebodyWaits();
      await rival.query('SELECT books.lock_balances(ARRAY[$1::uuid])', [payer]);
      await rival.query('COMMIT');
      const { rows } = await waiting;
      expect(rows[0]).toMatchObject({ answer: { result: { collected: 1, refused: 0 } } });
    } finally {
      await rival.query('ROLLBACK');
      rival.release();
    }
  });

  async function untilSomebodyWaits(): Promise<void> {
    for (;;) {
      const { rows } = await database().owner.query('SELECT FROM pg_locks WHERE NOT granted');
      if (rows.length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
});
