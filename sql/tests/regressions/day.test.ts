import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../../local/testing/books.ts';
import { anAccount, aCustomer } from '../../../local/testing/cast.ts';
import { useTestDatabase } from '../../../local/testing/database.ts';
import {
  aDeposit,
  aProduct,
  balanceOf,
  endDay,
  endDaysUntil,
  numeratorOf,
} from '../../../local/testing/deposits.ts';
import { aCashDeposit, aReversal, aTransfer, post } from '../../../local/testing/journals.ts';
import { balanceAsOf, call } from '../../../local/testing/ledger-calls.ts';
import { originate, readLoan } from '../../../local/testing/loans.ts';
import { refusalOf } from '../../../local/testing/refusal.ts';

const database = useTestDatabase();
let customer: string;
let checking: string;
let saver: string;
let withCheck: string;
let certificate: string;
let overdrawn: string;
let borrower: string;
let loan: string;

const limits = (account: string, overdraftMinor: string): Promise<unknown> =>
  call(database().operator, 'bank.set_account_limits', {
    ...{ account, floorMinor: '0', overdraftMinor, velocity: [] },
  });

async function aReturnedCheck(account: string): Promise<void> {
  const { app } = database();
  const { rows } = await app.query<{ facts: unknown }>('SELECT bank.deposited_before($1) AS facts', [
    account,
  ]);
  const request = { scope: 'test', requestHash: 'x', actor: 'teller' };
  const check = randomUUID();
  await call(app, 'bank.deposit_check', {
    ...request,
    ...{ id: check, key: randomUUID(), account, minor: '90000', currency: 'USD', class: 'other' },
    facts: rows[0]?.facts,
    parts: [{ availableOn: '2026-02-11', minor: '90000', hold: randomUUID(), reason: null }],
  });
  await endDaysUntil(app, '2026-02-12');
  await call(app, 'bank.return_check', {
    ...request,
    ...{ id: randomUUID(), key: randomUUID(), check, reason: 'insufficient-funds' },
  });
}

// Tuesday the 10th of February to Tuesday the 10th of March, on which certificate and loan come due.
beforeAll(async () => {
  const { app, owner, operator } = database();
  await operator.query("SELECT bank.open_books('2026-02-10')");
  customer = await aCustomer(operator, 'Dora Daily', '00000001');
  await aProduct(owner, 'saver', [[0, 40_000]]);
  await aProduct(owner, 'overdraft', [], {
    ...{ kind: 'checking', ledgerAccount: '2010', terms: { overdraft_rate_ppm: 180_000 } },
  });
  await aProduct(owner, 'month', [[0, 45_000]], {
    ...{ kind: 'certificate', ledgerAccount: '2050', expense: '5030', creditMonths: [] },
    terms: { term_months: 1, grace_days: 10, penalty_days: 90, minimum_opening_minor: 100_000 },
  });
  checking = await anAccount(operator, customer, { balanceMinor: 10_000_000n });
  saver = await aDeposit(operator, customer, 'saver');
  withCheck = await aDeposit(operator, customer, 'saver');
  await post(app, aCashDeposit(saver, 500_000n));
  const term = { number: '8000000001', customer, product: 'month', minor: '1000000', from: checking };
  certificate = ((await call(operator, 'bank.open_certificate', term)) as { id: string }).id;
  overdrawn = await aDeposit(operator, customer, 'overdraft');
  await limits(overdrawn, '10000');
  await post(app, aTransfer(overdrawn, checking, 10_000n));
  borrower = await anAccount(operator, customer, { balanceMinor: 10_000n });
  await limits(borrower, '100000');
  const person = { customerId: customer, name: 'Dora Daily', accountId: borrower };
  loan = await originate(app, person, { payTo: { gl: '1040' }, firstDueOn: '2026-03-10' });
  await aReturnedCheck(withCheck);
  await endDaysUntil(app, '2026-03-10');
});

async function journalsOf(template: string): Promise<readonly string[]> {
  const { rows } = await database().owner.query<{ id: string }>(
    "SELECT id FROM books.journal WHERE scope = 'day' AND template = $1 ORDER BY sequence LIMIT 1",
    [template],
  );
  return rows.map(({ id }) => id);
}

describe('Regression 35: a check that came back has earned interest', () => {
  it.each(['D01', 'D02'])('and a journal of it (%s) is not reversed', async (template) => {
    const { app, owner } = database();
    const [journal = 'none'] = await journalsOf(template);
    const before = await wholeBooks(owner);
    const refusal = await refusalOf(post(app, await aReversal(owner, journal)));
    expect(refusal).toMatchObject({ sqlState: 'LB011', detail: { journalId: journal } });
    expect(await wholeBooks(owner)).toEqual(before);
  });

  it('interest is corrected by value dates, so that a check that came back has earned nothing', async () => {
    expect(await balanceAsOf(database().app, withCheck, '2026-02-10')).toBe('0');
    expect(await numeratorOf(database().owner, withCheck)).toBe(0n);
  });
});

it('A certificate that is withdrawn on the day it matures costs no penalty', async () => {
  const ask = { account: certificate, to: checking, dryRun: true };
  expect(await call(database().operator, 'bank.withdraw_certificate', ask)).toMatchObject({
    ...{ maturesOn: '2026-03-10', penaltyDays: 0, penaltyMinor: '0' },
  });
});

it('An account that owes interest on its overdraft is not closed, though it stands at zero', async () => {
  const { app, operator } = database();
  await post(app, aCashDeposit(overdrawn, 10_000n));
  expect(await balanceOf(database().owner, overdrawn)).toBe(0n);
  const refusal = await refusalOf(operator.query('SELECT bank.close_account($1)', [overdrawn]));
  // Its limit was reached, so no night could charge it: 28 days at 18 % on $100.00.
  expect(refusal).toMatchObject({ sqlState: 'LB030', detail: { interestMinor: '138' } });
});

describe('Regression 36: a drawer is short by cash that nobody took', () => {
  const count = (name: 'open_drawer' | 'close_drawer', minor: string): Promise<unknown> =>
    call(database().app, `bank.${name}`, {
      ...{ id: randomUUID(), teller: 'tilda', minor, currency: 'USD', scope: 'test' },
      ...{ key: randomUUID(), requestHash: 'x' },
    });

  it('a drawer is short by nothing when cash that was booked by mistake was taken back, by whomever', async () => {
    const { app, owner } = database();
    const mine = { actor: 'tilda' };
    const [earlier] = await post(app, aCashDeposit(checking, 700n, mine));
    await count('open_drawer', '5000');
    const [mistake] = await post(app, aCashDeposit(checking, 900n, mine));
    await post(app, aCashDeposit(checking, 40n, mine));
    for (const wrong of [mistake, earlier])
      await post(app, await aReversal(owner, wrong?.id ?? '', { actor: 'accountant' }));
    await count('close_drawer', '5040');
    const { rows } = await owner.query(
      'SELECT expected_minor::text AS expected, journal_id FROM books.teller_drawer_session',
    );
    expect(rows).toEqual([{ expected: '5040', journal_id: null }]);
  });
});

describe('Regression 37: the end of the day spends what is not there', () => {
  it('the bank collects a loan out of the money of the account, not out of its overdraft', async () => {
    const { app, owner } = database();
    await endDay(app, 'loans');
    expect(await balanceOf(owner, borrower)).toBe(0n);
    const { payments, events } = await readLoan(app, loan);
    expect(payments).toMatchObject([{ kind: 'collection', amountMinor: 10_000n }]);
    expect(events).toMatchObject([{ kind: 'missed' }, { kind: 'originated' }]);
  });

  it('nobody leaves with the interest of a night that is still to come', async () => {
    const { app, owner, operator } = database();
    await endDay(app, 'accrual');
    const before = await wholeBooks(owner);
    const withdrawal = { account: certificate, to: checking, key: 'late', minor: '1000000' };
    for (const leaving of [
      operator.query('SELECT bank.pay_interest($1)', [saver]),
      operator.query('SELECT bank.close_account($1)', [withCheck]),
      call(operator, 'bank.withdraw_certificate', withdrawal),
    ])
      expect(await refusalOf(leaving)).toMatchObject({
        ...{ sqlState: 'LB030', detail: { businessDate: '2026-03-10' } },
      });
    expect(await wholeBooks(owner)).toEqual(before);
    await endDay(app);
    expect(await brokenRules(owner)).toEqual([]);
  });
});
