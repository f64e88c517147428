import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { brokenRules } from '../../local/testing/books.ts';
import { anAccount } from '../../local/testing/cast.ts';
import { acc, problem, rollTo, usd } from '../../local/testing/front-door.ts';
import type { CheckDepositView } from '../contract/checks.ts';

const bank = useBank();
let teller: Caller;
let account: string;

beforeAll(async () => {
  teller = await bank().signIn('teller');
  account = await anAccount(bank().database.operator, bank().cast.alice.customerId);
});

const ask = (minor: number, more: object = {}, headers = {}): Promise<Answer> =>
  teller.post(
    '/api/v1/check-deposits',
    { accountId: acc(account), amount: usd(minor), kind: 'other', ...more },
    headers,
  );

async function deposit(minor: number, more: object = {}): Promise<CheckDepositView> {
  const answer = await ask(minor, more);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body as CheckDepositView;
}

const schedule = ({ availability }: CheckDepositView): unknown[] =>
  availability.map(({ availableOn, amount, reason }) => [availableOn, amount.minor, reason]);

describe('a check at the counter', () => {
  it('of a new customer is held for nine business days, unless it is as good as cash', async () => {
    // Opened today, a Thursday; Monday the 19th is a holiday.
    expect(schedule(await deposit(50_000))).toEqual([['2026-01-29', '50000', 'new-account']]);
    expect(schedule(await deposit(700_000, { kind: 'special' }))).toEqual([
      ['2026-01-16', '672500', null],
      ['2026-01-29', '27500', 'new-account'],
    ]);
    expect(schedule(await deposit(10_000, { kind: 'special' }))).toEqual([
      ['2026-01-29', '10000', 'new-account'],
    ]);
    const alice = await bank().signIn('alice');
    const { items } = (await alice.get('/api/v1/notices')).body as { items: { kind: string }[] };
    expect(items.map(({ kind }) => kind)).toEqual(['check-held', 'check-held', 'check-held']);
  });

  it('of somebody well known gives 275 dollars on the next business day, once a day', async () => {
    await rollTo(bank(), '2026-06-01');
    const first = await deposit(20_000, { reference: 'From my aunt' });
    expect(schedule(first)).toEqual([['2026-06-02', '20000', null]]);
    expect(first).toMatchObject({ reference: 'From my aunt', collectedOn: null, returned: null });
    expect(schedule(await deposit(50_000))).toEqual([
      ['2026-06-02', '7500', null],
      ['2026-06-03', '42500', null],
    ]);
    expect(schedule(await deposit(700_000))).toEqual([
      ['2026-06-03', '602500', null],
      ['2026-06-10', '97500', 'large-deposit'],
    ]);
    expect((await teller.get(`/api/v1/check-deposits/${first.journalId}`)).body).toEqual(first);
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });

  it('is deposited once under its key, and several at once share the 275 dollars', async () => {
    await rollTo(bank(), '2026-06-02');
    const headers = { headers: { 'idempotency-key': 'one-check-only' } };
    const all = await Promise.all([
      ask(20_000),
      ask(20_000),
      ask(20_000, {}, headers),
      ask(20_000, {}, headers),
    ]);
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const views = new Map(
      all.map(({ body }) => [(body as CheckDepositView).journalId, body as CheckDepositView]),
    );
    expect(views.size).toBe(3);
    const nextDay = [...views.values()]
      .flatMap((view) => view.availability)
      .filter(({ availableOn }) => availableOn === '2026-06-03');
    expect(nextDay.reduce((sum, { amount }) => sum + Number(amount.minor), 0)).toBe(27_500);
  });

  it('that comes back is taken out again, once', async () => {
    await rollTo(bank(), '2026-06-04');
    const own = await anAccount(bank().database.operator, bank().cast.alice.customerId);
    const check = await deposit(90_000, { accountId: acc(own) });
    const path = `/api/v1/check-deposits/${check.journalId}/returns`;
    const headers = { headers: { 'idempotency-key': 'it-came-back' } };
    const returned = await teller.post(path, { reason: 'stopped' }, headers);
    expect([returned.status, returned.body]).toEqual([
      201,
      { ...check, returned: { on: '2026-06-04', reason: 'stopped', journalId: expect.any(String) } },
    ]);
    const again = await teller.post(path, { reason: 'stopped' }, headers);
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([returned.body, 'true']);
    expect(problem(await teller.post(path, { reason: 'altered' }))).toEqual({
      status: 409,
      code: 'check-returned-before',
    });
    const alice = await bank().signIn('alice');
    expect((await alice.get(`/api/v1/accounts/${acc(own)}`)).body).toMatchObject({
      balance: usd(0),
      held: usd(0),
      available: usd(0),
    });
    expect(await brokenRules(bank().database.owner)).toEqual([]);
  });
});

describe('a check is refused', () => {
  const nowhere = '00000000-0000-4000-8000-000000000000';

  it('for an account or a check that is not there, and of no kind', async () => {
    expect(problem(await ask(1, { accountId: acc(nowhere) }))).toEqual({
      status: 404,
      code: 'account-not-found',
    });
    expect(problem(await ask(1, { kind: 'rubber' }))).toEqual({ status: 400, code: 'validation-failed' });
    const missing = `/api/v1/check-deposits/jnl_${nowhere}`;
    expect(problem(await teller.get(missing))).toEqual({ status: 404, code: 'not-found' });
    expect(problem(await teller.post(`${missing}/returns`, { reason: 'stopped' }))).toEqual({
      status: 404,
      code: 'journal-not-found',
    });
  });

  it.each(['alice', 'accountant', 'auditor', 'administrator'])('to %s', async (userName) => {
    const caller = await bank().signIn(userName);
    const path = `/api/v1/check-deposits/jnl_${nowhere}`;
    expect((await caller.post('/api/v1/check-deposits', {})).status).toBe(403);
    expect((await caller.post(`${path}/returns`, {})).status).toBe(403);
    expect((await caller.get(path)).status).toBe(403);
  });
});
