import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { endDay } from '../../local/testing/deposits.ts';
import { acc, aliceHas, balanceOf, problem, usd } from '../../local/testing/front-door.ts';
import { pay, readLoan } from '../../local/testing/loans.ts';
import type { LoanOffer } from '../contract/loan-changes.ts';
import type { LoanView } from '../contract/loans.ts';
import { publicId, uuidOf } from '../domain/ids.ts';

const bank = useBank();
let accountant: Caller;
let alice: Caller;
let payer: string;

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  alice = await bank().signIn('alice');
  payer = await aliceHas(bank(), 1_000_000n);
});

const asked = (more: object = {}): object => ({
  customerId: publicId('customer', bank().cast.alice.customerId),
  product: 'auto-loan',
  principal: usd(1_850_000),
  termMonths: 48,
  firstDueOn: '2026-02-15',
  paymentAccountId: acc(payer),
  payTo: 'settlement',
  ...more,
});

async function lend(more: object = {}): Promise<LoanView> {
  const answer = await accountant.post('/api/v1/loans', asked(more));
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as LoanView;
}

const takeBack = (loan: string, payment: string, by: Caller, key = 'take-back'): Promise<Answer> =>
  by.post(
    `/api/v1/loans/${loan}/payments/${payment}/reversal`,
    { reason: 'Came back unpaid' },
    { headers: { 'idempotency-key': `${key}-${payment}` } },
  );

describe('a loan that is looked at before it is made', () => {
  it('has the schedule it would have, its annual percentage rate and what it costs; nothing is kept', async () => {
    const before = await wholeBooks(bank().database.owner);
    const { status, body } = await accountant.post('/api/v1/loans/previews', asked({ fee: usd(30_000) }));
    const offer = body as LoanOffer;
    expect([status, offer]).toMatchObject([
      200,
      {
        ...{ ratePpm: 72_500, payment: usd(44_515), amountFinanced: usd(1_820_000) },
        ...{ disbursedOn: '2026-01-15', apr: '8.10' },
      },
    ]);
    const total = offer.installments.reduce((sum, { payment }) => sum + BigInt(payment.minor), 0n);
    expect(offer.totalOfPayments).toEqual(usd(total));
    expect(offer.financeCharge).toEqual(usd(total - 1_820_000n));
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
    const loan = await lend({ fee: usd(30_000) });
    expect(loan.installments.map(({ state, ...row }) => [state, row])).toEqual(
      offer.installments.map((row) => ['coming', row]),
    );
  });

  it('is refused as the loan itself would be', async () => {
    for (const wrong of [{ product: 'savings' }, { firstDueOn: '2026-05-01' }, { principal: usd(10) }]) {
      const answer = await accountant.post('/api/v1/loans/previews', asked(wrong));
      expect(problem(answer)).toEqual({ status: 422, code: 'loan-terms-refused' });
    }
  });
});

it('Loan products are listed with their rates of today', async () => {
  const { body } = await accountant.get('/api/v1/loan-products');
  expect(body).toMatchObject({
    items: [
      { code: 'auto-loan', name: 'Auto loan', method: 'ACT/365', ratePpm: 72_500 },
      { code: 'business-loan' },
      { code: 'mortgage', method: '30/360' },
      { code: 'personal-loan' },
    ],
  });
});

describe('a payment that is taken back', () => {
  it('gives the money back and stays in the list, once under a key', async () => {
    const { accountId } = await lend();
    const before = await balanceOf(bank(), payer);
    const body = { fromAccountId: acc(payer), amount: usd(50_000) };
    const paid = await alice.post(`/api/v1/loans/${accountId}/payments`, body);
    const { id } = paid.body as { id: string };
    const first = await takeBack(accountId, id, accountant);
    expect(first).toMatchObject({
      status: 201,
      body: { owed: usd(1_850_000), payments: [{ id, takenBackOn: '2026-01-15' }] },
    });
    const again = await takeBack(accountId, id, accountant);
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
    expect(await balanceOf(bank(), payer)).toBe(before);
    const other = await takeBack(accountId, id, accountant, 'another');
    expect(problem(other)).toEqual({ status: 409, code: 'payment-not-reversible' });
    const missing = await takeBack(accountId, publicId('loanPayment', payer), accountant);
    expect(problem(missing)).toEqual({ status: 404, code: 'not-found' });
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });
});

describe('a nonaccrual loan', () => {
  it('returns to accrual once nothing is due, with the reason on record', async () => {
    const { database } = bank();
    const poor = await aliceHas(bank(), 0n);
    const { accountId } = await lend({ paymentAccountId: acc(poor) });
    const loan = uuidOf('account', accountId) ?? '';
    const back = (): Promise<Answer> =>
      accountant.post(
        `/api/v1/loans/${accountId}/accrual`,
        { reason: 'Paid up by her employer' },
        { headers: { 'idempotency-key': 'back-to-accrual' } },
      );
    expect(problem(await back())).toEqual({ status: 409, code: 'accrual-refused' });
    while ((await readLoan(database.app, loan)).status === 'performing') await endDay(database.app);
    const due = await back();
    expect(problem(due)).toEqual({ status: 409, code: 'accrual-refused' });
    expect((due.body as { detail: string }).detail).toContain('is due and unpaid');
    await pay(database.app, { loan, from: '1040', minor: (await readLoan(database.app, loan)).dueMinor });
    const before = (await accountant.get(`/api/v1/accounts/${accountId}/loan`)).body as LoanView;
    expect(before).toMatchObject({ status: 'nonaccrual', restorable: true });
    const returned = await back();
    expect(returned).toMatchObject({
      status: 201,
      body: { status: 'performing', restorable: false, owed: before.owed },
    });
    expect((returned.body as LoanView).events[0]).toMatchObject({ kind: 'accrual' });
    const again = await back();
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([returned.body, 'true']);
    const { rows } = await database.app.query(
      "SELECT note, actor FROM bank.loan_event WHERE kind = 'accrual'",
    );
    expect(rows).toMatchObject([{ note: 'Paid up by her employer' }]);
    expect(await brokenRules(database.owner)).toEqual([]);
  });
});

it('Loans are changed by accountants', async () => {
  const { accountId } = await lend(await nextDue());
  const fromAccountId = acc(payer);
  const paid = await alice.post(`/api/v1/loans/${accountId}/payments`, { fromAccountId, amount: usd(100) });
  const { id } = paid.body as { id: string };
  for (const userName of ['alice', 'teller', 'auditor', 'administrator']) {
    const caller = await bank().signIn(userName);
    expect((await takeBack(accountId, id, caller)).status).toBe(403);
    expect((await caller.post('/api/v1/loans/previews', asked())).status).toBe(403);
    expect((await caller.get('/api/v1/loan-products')).status).toBe(403);
    const body = { reason: 'x' };
    expect((await caller.post(`/api/v1/loans/${accountId}/accrual`, body)).status).toBe(403);
  }
});

/** Days have passed by now. */
async function nextDue(): Promise<{ firstDueOn: string }> {
  const { rows } = await bank().database.app.query<{ due: string }>(
    "SELECT (business_date + interval '1 month')::date::text AS due FROM bank.business_date",
  );
  return { firstDueOn: rows[0]?.due ?? '' };
}
