import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount } from '../../local/testing/cast.ts';
import { endDaysUntil } from '../../local/testing/deposits.ts';
import type { LoanView } from '../contract/loans.ts';
import { publicId } from '../domain/ids.ts';

const bank = useBank();
let accountant: Caller;
let alice: Caller;
let payer: string;

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  alice = await bank().signIn('alice');
  const { customerId } = bank().cast.alice;
  payer = publicId(
    'account',
    await anAccount(bank().database.owner, customerId, { balanceMinor: 1_000_000n }),
  );
});

const usd = (minor: string): { minor: string; currency: string } => ({ minor, currency: 'USD' });
const problem = ({ status, body }: Answer): unknown => ({ status, code: (body as { code: string }).code });

const asked = (more: object = {}): object => ({
  customerId: publicId('customer', bank().cast.alice.customerId),
  product: 'auto-loan',
  principal: usd('1850000'),
  termMonths: 48,
  firstDueOn: '2026-02-17',
  paymentAccountId: payer,
  payTo: 'settlement',
  ...more,
});

async function lend(more: object = {}): Promise<LoanView> {
  const answer = await accountant.post('/api/v1/loans', asked(more));
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as LoanView;
}

const pay = (loan: string, body: object, headers = {}): Promise<Answer> =>
  alice.post(`/api/v1/loans/${loan}/payments`, { fromAccountId: payer, ...body }, { headers });

describe('a loan', () => {
  it('is made at the rate of its product, with its schedule, and stands beside the accounts of its borrower', async () => {
    const loan = await lend();
    expect(loan).toMatchObject({
      status: 'performing',
      ratePpm: 72_500,
      payment: usd('44515'),
      owed: usd('1850000'),
      due: usd('0'),
      perDiem: usd('367'),
      nextDueOn: '2026-02-17',
    });
    expect(loan.installments).toHaveLength(48);
    const { body } = await alice.get('/api/v1/accounts');
    const { items } = body as { items: { id: string; kind: string; balance: object }[] };
    expect(items.find(({ id }) => id === loan.accountId)).toMatchObject({
      kind: 'loan',
      balance: usd('1850000'),
    });
    expect(items.find(({ id }) => id === payer)).toMatchObject({ kind: 'deposit' });
    const read = await alice.get(`/api/v1/accounts/${loan.accountId}/loan`);
    expect(read.body).toEqual(loan);
  });

  it('is paid out to the account that pays it back where nothing else is said, less its fee', async () => {
    const before = (await alice.get(`/api/v1/accounts/${payer}`)).body as { balance: { minor: string } };
    await lend({ payTo: 'payment-account', fee: usd('30000'), ratePpm: 50_000 });
    const after = (await alice.get(`/api/v1/accounts/${payer}`)).body as { balance: { minor: string } };
    expect(BigInt(after.balance.minor) - BigInt(before.balance.minor)).toBe(1_820_000n);
  });

  it('is made once under a key', async () => {
    const headers = { 'idempotency-key': 'the-one-loan' };
    const first = await accountant.post('/api/v1/loans', asked(), { headers });
    const again = await accountant.post('/api/v1/loans', asked(), { headers });
    expect([first.status, again.status, again.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
    expect(again.body).toEqual(first.body);
    const other = await accountant.post('/api/v1/loans', asked({ termMonths: 36 }), { headers });
    expect(problem(other)).toEqual({ status: 422, code: 'idempotency-key-reused' });
  });

  it('is not made on terms that the bank does not offer', async () => {
    const before = await wholeBooks(bank().database.owner);
    for (const terms of [
      { product: 'savings' },
      { firstDueOn: '2026-05-01' },
      { paymentAccountId: publicId('account', bank().cast.bob.accountId) },
      { principal: usd('10') },
    ]) {
      const answer = await accountant.post('/api/v1/loans', asked(terms));
      expect(problem(answer)).toEqual({ status: 422, code: 'loan-terms-refused' });
    }
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });
});

describe('paying a loan', () => {
  let loan: string;

  beforeAll(async () => {
    loan = (await lend()).accountId;
    await endDaysUntil(bank().database.app, '2026-01-26');
  });

  it('shows what it would pay, and then pays that, once', async () => {
    const dry = await pay(loan, { amount: usd('50000'), dryRun: true });
    expect(dry).toMatchObject({ status: 200, body: { status: 'previewed', interest: usd('4042') } });
    const headers = { 'idempotency-key': 'january-payment' };
    const first = await pay(loan, { amount: usd('50000') }, headers);
    expect(first).toMatchObject({ status: 201, body: { status: 'posted', principal: usd('45958') } });
    const again = await pay(loan, { amount: usd('50000') }, headers);
    expect([again.headers['idempotency-replayed'], again.body]).toEqual(['true', first.body]);
    const { body } = await alice.get(`/api/v1/accounts/${loan}/loan`);
    const { owedAfter } = dry.body as { owedAfter: object };
    expect(body).toMatchObject({ owed: owedAfter, payments: [{ kind: 'payment', amount: usd('50000') }] });
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });

  it('is refused with the numbers that would pass', async () => {
    const { body } = await alice.get(`/api/v1/accounts/${loan}/loan`);
    const { owed } = body as LoanView;
    const tooMuch = await pay(loan, { amount: usd(String(BigInt(owed.minor) + 1n)) });
    expect(problem(tooMuch)).toEqual({ status: 422, code: 'loan-payment-refused' });
    expect(tooMuch.body).toMatchObject({ refusal: { rule: 'owed', wouldPassMinor: owed.minor } });
    const euros = await pay(loan, { amount: { minor: '1', currency: 'EUR' } });
    expect(problem(euros)).toEqual({ status: 422, code: 'currency-mismatch' });
    expect((await pay(loan, {})).status).toBe(400);
  });

  it('pays it off', async () => {
    const { accountId } = await lend({ principal: usd('200000') });
    const { body } = await pay(accountId, { kind: 'payoff' });
    expect(body).toMatchObject({ kind: 'payoff', amount: usd('200000') });
    expect((await alice.get(`/api/v1/accounts/${accountId}/loan`)).body).toMatchObject({
      status: 'paid',
      owed: usd('0'),
    });
    expect(problem(await pay(accountId, { amount: usd('1') }))).toEqual({
      status: 409,
      code: 'loan-settled',
    });
  });

  it('is not what transfers, cash and holds do', async () => {
    const teller = await bank().signIn('teller');
    const body = { fromAccountId: payer, to: loan, amount: usd('100') };
    expect(problem(await alice.post('/api/v1/transfers', body))).toEqual({
      status: 422,
      code: 'loan-not-postable',
    });
    const back = { fromAccountId: loan, to: payer, amount: usd('100') };
    expect(problem(await alice.post('/api/v1/transfers', back))).toEqual({
      status: 422,
      code: 'loan-not-postable',
    });
    const { accountId: another } = await lend();
    const lent = await pay(loan, { fromAccountId: another, amount: usd('100') });
    expect(problem(lent)).toEqual({ status: 422, code: 'loan-not-postable' });
    const cash = await teller.post('/api/v1/cash-deposits', { accountId: loan, amount: usd('100') });
    expect(problem(cash)).toEqual({ status: 422, code: 'loan-not-postable' });
  });
});

describe('a loan is denied', () => {
  it('to those it is not of, and to those who may not', async () => {
    const { accountId } = await lend();
    const bob = await bank().signIn('bob');
    expect(problem(await bob.get(`/api/v1/accounts/${accountId}/loan`))).toEqual({
      status: 404,
      code: 'not-found',
    });
    const bobs = { fromAccountId: publicId('account', bank().cast.bob.accountId), amount: usd('1') };
    const path = `/api/v1/loans/${accountId}/payments`;
    expect(problem(await bob.post(path, bobs))).toEqual({ status: 404, code: 'not-found' });
    expect(problem(await pay(accountId, { ...bobs }))).toEqual({ status: 404, code: 'not-found' });
    expect(problem(await alice.get(`/api/v1/accounts/${payer}/loan`))).toEqual({
      status: 404,
      code: 'not-found',
    });
    for (const userName of ['alice', 'teller', 'auditor', 'administrator']) {
      const caller = await bank().signIn(userName);
      expect((await caller.post('/api/v1/loans', asked())).status).toBe(403);
    }
    for (const userName of ['teller', 'accountant', 'auditor', 'administrator']) {
      const caller = await bank().signIn(userName);
      expect((await caller.get(`/api/v1/accounts/${accountId}/loan`)).status).toBe(200);
      expect((await caller.post(path, bobs)).status).toBe(403);
    }
    expect((await bank().anonymous.get(`/api/v1/accounts/${accountId}/loan`)).status).toBe(401);
  });
});
