import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { endDay, endDaysUntil } from '../../local/testing/deposits.ts';
import { acc, aliceHas, balanceOf, problem, usd } from '../../local/testing/front-door.ts';
import type { CertificateView } from '../contract/certificates.ts';
import { publicId } from '../domain/ids.ts';

const bank = useBank();
let teller: Caller;
let alice: Caller;
let checking: string;

beforeAll(async () => {
  teller = await bank().signIn('teller');
  alice = await bank().signIn('alice');
  checking = await aliceHas(bank(), 10_000_000n);
});

const asked = (more: object = {}): object => ({
  customerId: publicId('customer', bank().cast.alice.customerId),
  product: 'certificate-12',
  amount: usd(1_000_000),
  fromAccountId: acc(checking),
  ...more,
});

async function opened(more: object = {}, key?: string): Promise<CertificateView> {
  const options = key === undefined ? {} : { headers: { 'idempotency-key': key } };
  const answer = await teller.post('/api/v1/certificates', asked(more), options);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as CertificateView;
}

const withdraw = (certificate: string, body: object = {}, key?: string): Promise<Answer> =>
  teller.post(
    `/api/v1/certificates/${certificate}/withdrawals`,
    { toAccountId: acc(checking), ...body },
    key === undefined ? {} : { headers: { 'idempotency-key': key } },
  );

describe('a certificate', () => {
  it('is opened by a teller at the rate of the day, and seen by its customer', async () => {
    const before = await balanceOf(bank(), checking);
    const certificate = await opened();
    expect(certificate).toMatchObject({
      ...{ amount: usd(1_000_000), rate: '4.00', startsOn: '2026-01-15', maturesOn: '2027-01-15' },
      ...{ graceDays: 10, penaltyDays: 90, atMaturity: 'renew' },
    });
    expect(before - (await balanceOf(bank(), checking))).toBe(1_000_000n);
    const seen = await alice.get(`/api/v1/accounts/${certificate.accountId}/interest`);
    expect(seen.body).toMatchObject({ rate: '4.00', certificate: { maturesOn: '2027-01-15' } });
    const { body } = await alice.get('/api/v1/accounts');
    expect((body as { items: { id: string; balance: object }[] }).items).toContainEqual(
      expect.objectContaining({ id: certificate.accountId, balance: usd(1_000_000) }),
    );
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });

  it('is opened once under a key, also by two at once', async () => {
    const [first, second] = await Promise.all([opened({}, 'one-certificate'), opened({}, 'one-certificate')]);
    expect(second).toEqual(first);
    const headers = { 'idempotency-key': 'one-certificate' };
    const again = await teller.post('/api/v1/certificates', asked(), { headers });
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first, 'true']);
    const other = await teller.post('/api/v1/certificates', asked({ amount: usd(200_000) }), { headers });
    expect(problem(other)).toEqual({ status: 422, code: 'idempotency-key-reused' });
  });

  it('is not opened on terms that the bank does not offer', async () => {
    const before = await wholeBooks(bank().database.owner);
    const bobs = acc(bank().cast.bob.accountId);
    for (const [wrong, status, code] of [
      [{ product: 'savings' }, 422, 'certificate-refused'],
      [{ amount: usd(99_999) }, 422, 'certificate-refused'],
      [{ fromAccountId: bobs }, 422, 'certificate-refused'],
      [{ atMaturity: 'pay-out', payoutAccountId: bobs }, 422, 'certificate-refused'],
      [{ atMaturity: 'pay-out' }, 400, 'validation-failed'],
      [{ amount: usd(99_000_000) }, 422, 'insufficient-funds'],
      [{ amount: { minor: '100000', currency: 'EUR' } }, 422, 'currency-mismatch'],
    ] as const)
      expect(problem(await teller.post('/api/v1/certificates', asked(wrong)))).toEqual({ status, code });
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });
});

describe('an early withdrawal', () => {
  it('shows its penalty, and then costs just that, once', async () => {
    const { accountId } = await opened();
    await endDaysUntil(bank().database.app, '2026-01-26');
    const quote = await withdraw(accountId, { amount: usd(300_000), dryRun: true });
    // 90 days of 4.00 % on $3,000.00.
    expect(quote).toMatchObject({
      status: 200,
      body: { status: 'quoted', penalty: usd(2_959), paid: usd(297_041), penaltyDays: 90, isAll: false },
    });
    const before = await balanceOf(bank(), checking);
    const other = await withdraw(accountId, { amount: usd(300_000), penalty: usd(0) });
    expect(problem(other)).toEqual({ status: 422, code: 'withdrawal-refused' });
    const shown = { amount: usd(300_000), penalty: usd(2_959) };
    const first = await withdraw(accountId, shown, 'three-thousand');
    expect(first).toMatchObject({ status: 201, body: { status: 'withdrawn', paid: usd(297_041) } });
    const again = await withdraw(accountId, shown, 'three-thousand');
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
    expect((await balanceOf(bank(), checking)) - before).toBe(297_041n);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });

  it('of all of it pays its interest, too, and ends it', async () => {
    const { accountId } = await opened();
    await endDaysUntil(bank().database.app, '2026-02-04');
    const { body: quote } = await withdraw(accountId, { dryRun: true });
    // Nine days of 4.00 % on $10,000.00, against 90.
    expect(quote).toMatchObject({ interest: usd(986), penalty: usd(9_863), isAll: true });
    const { body } = await withdraw(accountId, { penalty: usd(9_863) });
    expect(body).toMatchObject({ interest: usd(986), paid: usd(991_123) });
    const { body: account } = await alice.get(`/api/v1/accounts/${accountId}`);
    expect(account).toMatchObject({ status: 'closed', balance: usd(0) });
    expect(problem(await withdraw(accountId))).toEqual({ status: 422, code: 'withdrawal-refused' });
  });

  it('goes to the same customer alone, and leaves what the product asks for', async () => {
    const { accountId } = await opened();
    const before = await wholeBooks(bank().database.owner);
    const bobs = await withdraw(accountId, { toAccountId: acc(bank().cast.bob.accountId) });
    expect(problem(bobs)).toEqual({ status: 422, code: 'withdrawal-refused' });
    const tooMuch = await withdraw(accountId, { amount: usd(950_000) });
    expect(problem(tooMuch)).toEqual({ status: 422, code: 'withdrawal-refused' });
    expect(problem(await withdraw(acc(checking)))).toEqual({ status: 404, code: 'not-found' });
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });

  it('waits for the next business date where the night has reckoned its interest', async () => {
    const { accountId } = await opened();
    await endDay(bank().database.app, 'accrual');
    expect(problem(await withdraw(accountId))).toEqual({ status: 409, code: 'interest-refused' });
    await endDay(bank().database.app);
    expect((await withdraw(accountId)).status).toBe(201);
  });
});

it('Certificates are for tellers', async () => {
  const { accountId } = await opened();
  for (const userName of ['alice', 'accountant', 'auditor', 'administrator']) {
    const caller = await bank().signIn(userName);
    expect((await caller.post('/api/v1/certificates', asked())).status).toBe(403);
    const path = `/api/v1/certificates/${accountId}/withdrawals`;
    const answer = await caller.post(path, { toAccountId: acc(checking), dryRun: true });
    expect(answer.status).toBe(403);
  }
  expect((await bank().anonymous.post('/api/v1/certificates', asked())).status).toBe(401);
});
