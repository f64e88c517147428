import { RDSDataClient } from '@aws-sdk/client-rds-data';
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { userPassword } from '../../local/testing/bank-parts.ts';
import { acc, aliceHas, bobHas, problem, usd } from '../../local/testing/front-door.ts';
import type { StandingOrderView } from '../contract/standing-orders.ts';

const bank = useBank();
let alice: Caller;
let bob: Caller;

afterEach(() => {
  jest.restoreAllMocks();
});

/** So long after the sign-in that it is no proof any more. */
function sixMinutesLater(): void {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 6 * 60_000);
}

beforeAll(async () => {
  alice = await bank().signIn('alice');
  bob = await bank().signIn('bob');
});

const terms = async (more: object = {}): Promise<object> => ({
  fromAccountId: acc(await aliceHas(bank(), 10_000n)),
  to: acc(bank().cast.bob.accountId),
  amount: usd(1_500),
  frequency: 'monthly',
  startsOn: '2026-01-31',
  ...more,
});

async function anOrder(more: object = {}): Promise<StandingOrderView> {
  const answer = await alice.post('/api/v1/standing-orders', await terms(more));
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body as StandingOrderView;
}

const change = (order: StandingOrderView, body: object, who = alice): Promise<Answer> =>
  who.post(`/api/v1/standing-orders/${order.id}/changes`, { version: order.version, ...body });
const read = (id: string, who = alice): Promise<Answer> => who.get(`/api/v1/standing-orders/${id}`);

async function endDay(date: string): Promise<void> {
  const { app } = bank().database;
  const { rows } = await app.query<{ step: string }>('SELECT unnest(bank.day_steps()) AS step');
  for (const { step } of rows) await app.query('SELECT bank.run_day_step($1, $2)', [date, step]);
}

describe('a standing order', () => {
  it('is set up, listed, and shows its next dates', async () => {
    const order = await anOrder({ reference: 'Saving' });
    expect(order).toMatchObject({
      status: 'active',
      amount: usd(1_500),
      ends: { kind: 'never' },
      next: { dueOn: '2026-01-31', runsOn: '2026-02-02' },
      version: 1,
    });
    const { items } = (await alice.get('/api/v1/standing-orders')).body as { items: StandingOrderView[] };
    expect(items).toContainEqual(order);
    const { upcoming, runs } = (await read(order.id)).body as { upcoming: unknown[]; runs: unknown[] };
    expect(runs).toEqual([]);
    expect(upcoming).toEqual([
      { dueOn: '2026-01-31', runsOn: '2026-02-02' },
      { dueOn: '2026-02-28', runsOn: '2026-03-02' },
      { dueOn: '2026-03-31', runsOn: '2026-03-31' },
      { dueOn: '2026-04-30', runsOn: '2026-04-30' },
      { dueOn: '2026-05-31', runsOn: '2026-06-01' },
    ]);
  });

  it('is set up once under one key', async () => {
    const body = await terms();
    const headers = { 'idempotency-key': 'the-same-order' };
    const first = await alice.post('/api/v1/standing-orders', body, { headers });
    const again = await alice.post('/api/v1/standing-orders', body, { headers });
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
    const other = await alice.post('/api/v1/standing-orders', { ...body, reference: 'Other' }, { headers });
    expect(problem(other)).toEqual({ status: 422, code: 'idempotency-key-reused' });
  });

  it('is previewed without being set up', async () => {
    const before = (await alice.get('/api/v1/standing-orders')).body;
    const preview = await alice.post('/api/v1/standing-orders:preview', await terms({ frequency: 'once' }));
    expect(preview.body).toMatchObject({
      toOwnAccount: false,
      upcoming: [{ dueOn: '2026-01-31', runsOn: '2026-02-02' }],
    });
    expect((await alice.get('/api/v1/standing-orders')).body).toEqual(before);
    const late = await alice.post('/api/v1/standing-orders:preview', await terms({ startsOn: '2026-01-14' }));
    expect(problem(late)).toEqual({ status: 422, code: 'standing-order-refused' });
  });

  it('is paused, resumed, amended, skipped and cancelled, each as it was seen', async () => {
    const order = await anOrder();
    const paused = (await change(order, { change: 'pause' })).body as StandingOrderView;
    expect(paused).toMatchObject({ status: 'paused', version: 2 });
    expect(problem(await change(order, { change: 'resume' }))).toEqual({
      status: 409,
      code: 'standing-order-changed',
    });
    const resumed = (await change(paused, { change: 'resume' })).body as StandingOrderView;
    const ends = { kind: 'after', times: 2 };
    const amended = (await change(resumed, { change: 'amend', amount: usd(2_000), ends }))
      .body as StandingOrderView;
    expect(amended).toMatchObject({ status: 'active', amount: usd(2_000), ends });
    const skipped = (await change(amended, { change: 'skip' })).body as StandingOrderView;
    expect(skipped.next).toEqual({ dueOn: '2026-02-28', runsOn: '2026-03-02' });
    const cancelled = (await change(skipped, { change: 'cancel' })).body as StandingOrderView;
    expect(cancelled).toMatchObject({ status: 'cancelled', next: null });
    expect(problem(await change(cancelled, { change: 'skip' }))).toEqual({
      status: 422,
      code: 'standing-order-refused',
    });
    const euros = { change: 'amend', amount: { minor: '1', currency: 'EUR' } };
    expect(problem(await change(await anOrder(), euros))).toEqual({ status: 422, code: 'currency-mismatch' });
  });

  it('is amended once: who lost the answer asks again and gets it', async () => {
    const order = await anOrder();
    const amend = { change: 'amend', amount: usd(2_000), ends: { kind: 'after', times: 3 } };
    const first = await change(order, amend);
    expect((await change(order, amend)).body).toEqual(first.body);
    expect(first.body).toMatchObject({ version: 2, amount: usd(2_000) });
    const other = await change(order, { change: 'amend', amount: usd(2_001) });
    expect(problem(other)).toEqual({ status: 409, code: 'standing-order-changed' });
  });

  it('is nobody else’s business', async () => {
    const order = await anOrder();
    expect(problem(await read(order.id, bob))).toEqual({ status: 404, code: 'not-found' });
    expect(problem(await change(order, { change: 'cancel' }, bob))).toEqual({
      status: 404,
      code: 'standing-order-not-found',
    });
    const { items } = (await bob.get('/api/v1/standing-orders')).body as { items: StandingOrderView[] };
    expect(items.map(({ id }) => id)).not.toContain(order.id);
    const theirs = await bob.post('/api/v1/standing-orders', await terms());
    expect(problem(theirs)).toEqual({ status: 404, code: 'not-found' });
    for (const userName of ['teller', 'accountant', 'auditor', 'administrator']) {
      const caller = await bank().signIn(userName);
      for (const path of [
        `/api/v1/standing-orders/${order.id}`,
        '/api/v1/standing-orders',
        '/api/v1/notices',
      ])
        expect((await caller.get(path)).status).toBe(403);
      expect((await change(order, { change: 'cancel' }, caller)).status).toBe(403);
    }
    expect((await read(order.id, bank().anonymous)).status).toBe(401);
  });
});

describe('the end of the day', () => {
  it('pays the order, and tells its owner of what could not be paid', async () => {
    const paid = await anOrder({ startsOn: '2026-01-15' });
    const failing = await anOrder({ startsOn: '2026-01-15', amount: usd(20_000) });
    for (const date of ['2026-01-15', '2026-01-16', '2026-01-20']) await endDay(date);
    const { runs } = (await read(paid.id)).body as { runs: { outcome: string; journalId: string }[] };
    expect(runs).toMatchObject([{ outcome: 'paid', code: null, runOn: '2026-01-15' }]);
    const receipt = await alice.get(`/api/v1/transfers/${(runs[0]?.journalId ?? '').replace('jnl', 'trf')}`);
    expect(receipt.body).toMatchObject({ amount: usd(1_500), toAccountId: acc(bank().cast.bob.accountId) });
    const failed = (await read(failing.id)).body as { runs: unknown[] };
    expect(failed.runs).toMatchObject([
      { attempt: 3, outcome: 'refused', code: 'insufficient-funds' },
      { attempt: 2 },
      { attempt: 1 },
    ]);
    const { items, unread } = (await alice.get('/api/v1/notices')).body as {
      items: { id: string; kind: string; params: object; isRead: boolean }[];
      unread: number;
    };
    expect([unread, items.length]).toEqual([1, 1]);
    expect(items[0]).toMatchObject({
      kind: 'standing-order-failed',
      params: { amountMinor: '20000', dueOn: '2026-01-15', sqlState: 'LB001' },
      isRead: false,
    });
    expect((await bob.post('/api/v1/notices:read', { upTo: items[0]?.id })).body).toEqual({ unread: 0 });
    expect((await alice.get('/api/v1/notices')).body).toMatchObject({ unread: 1 });
    expect((await alice.post('/api/v1/notices:read', { upTo: items[0]?.id })).body).toEqual({ unread: 0 });
    expect((await alice.get('/api/v1/notices')).body).toMatchObject({ items: [{ isRead: true }], unread: 0 });
    expect((await bob.get('/api/v1/notices')).body).toMatchObject({ items: [], unread: 0 });
  });

  it('leaves notices in pages, newest first', async () => {
    const { owner, app } = bank().database;
    for (const key of ['a', 'b', 'c'])
      await owner.query("SELECT books.add_notice($1, NULL, 'a-test', $2, $3)", [
        bank().cast.bob.customerId,
        { name: key },
        key,
      ]);
    const page = async (
      cursor = '',
    ): Promise<{ items: { params: { name: string } }[]; next: string | null }> =>
      (await bob.get(`/api/v1/notices?limit=2${cursor}`)).body as never;
    const first = await page();
    const second = await page(`&cursor=${first.next ?? ''}`);
    expect([...first.items, ...second.items].map(({ params }) => params.name)).toEqual(['c', 'b', 'a']);
    expect(problem(await alice.get(`/api/v1/notices?cursor=${first.next ?? ''}`))).toEqual({
      status: 400,
      code: 'cursor-invalid',
    });
    await owner.query("SELECT books.add_notice($1, NULL, 'a-test', '{}', 'a')", [bank().cast.bob.customerId]);
    const { rows } = await app.query("SELECT FROM bank.notice WHERE kind = 'a-test'");
    expect(rows).toHaveLength(3);
  });
});

describe('a fresh proof for standing orders', () => {
  const required = { status: 403, code: 'step-up-required' };
  const prove = (who: Caller): Promise<Answer> => who.post('/auth/step-up', { password: userPassword });
  const toStranger = async (): Promise<object> => terms({ to: acc(await bobHas(bank(), 0n)) });

  it('is needed to set one up for a new payee, and not to be told again that it is', async () => {
    const caller = await bank().signIn('alice');
    const headers = { 'idempotency-key': 'proved-once', 'x-csrf': caller.csrfToken };
    const body = await toStranger();
    const set = (): Promise<Answer> => caller.post('/api/v1/standing-orders', body, { headers });
    sixMinutesLater();
    expect(problem(await set())).toEqual(required);
    await prove(caller);
    const [made, again] = [await set(), await set()];
    expect([made.status, again.status, again.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
    expect(again.body).toEqual(made.body);
  });

  it('is needed for a larger amount to a payee who was never paid, and is used up by it', async () => {
    const caller = await bank().signIn('alice');
    const order = await anOrder(await toStranger());
    sixMinutesLater();
    const larger = { change: 'amend', amount: usd(1_501) };
    expect(problem(await change(order, larger, caller))).toEqual(required);
    expect(((await read(order.id)).body as { order: unknown }).order).toEqual(order);
    await prove(caller);
    const amended = (await change(order, larger, caller)).body as StandingOrderView;
    expect(amended).toMatchObject({ amount: usd(1_501), version: 2 });
    // The answer that was lost needs no second proof; the next change does.
    expect((await change(order, larger, caller)).body).toEqual(amended);
    expect(problem(await change(amended, { change: 'amend', amount: usd(1_502) }, caller))).toEqual(required);
  });

  it('is not needed for a smaller amount, an end, or a pause', async () => {
    const caller = await bank().signIn('alice');
    let order = await anOrder(await toStranger());
    sixMinutesLater();
    const ends = { kind: 'after', times: 2 };
    for (const body of [
      { change: 'amend', amount: usd(100) },
      { change: 'amend', ends },
      { change: 'pause' },
    ]) {
      const answer = await change(order, body, caller);
      expect([body, answer.status]).toEqual([body, 200]);
      order = answer.body as StandingOrderView;
    }
  });

  it('is not avoided by naming the version that a pause is about to make', async () => {
    const caller = await bank().signIn('alice');
    const order = await anOrder(await toStranger());
    sixMinutesLater();
    const data = new RDSDataClient({});
    const answerOf = data.send.bind(data) as (command: unknown) => Promise<unknown>;
    let isPaused = false;
    // Between the reading of the order and whatever comes behind it.
    const pauseMeanwhile = async (command: { input?: { sql?: string } }): Promise<unknown> => {
      const answer = await answerOf(command);
      if (isPaused || command.input?.sql?.includes('bank.standing_order') !== true) return answer;
      isPaused = true;
      expect((await change(order, { change: 'pause' })).status).toBe(200);
      return answer;
    };
    jest.spyOn(RDSDataClient.prototype, 'send').mockImplementation(pauseMeanwhile as never);
    const early = { change: 'amend', amount: usd(9_000), version: order.version + 1 };
    const refused = problem(await change(order, early, caller));
    jest.restoreAllMocks();
    expect([refused, isPaused]).toEqual([{ status: 409, code: 'standing-order-changed' }, true]);
    const now = ((await read(order.id)).body as { order: StandingOrderView }).order;
    expect(now).toMatchObject({ status: 'paused', version: order.version + 1, amount: usd(1_500) });
    // The sixth sign-in would end the one all tests here share.
    await caller.post('/auth/sign-out', undefined);
  });

  it('is needed for much money, whoever is paid', async () => {
    const caller = await bank().signIn('alice');
    const order = await anOrder({ to: acc(await aliceHas(bank(), 0n)) });
    sixMinutesLater();
    expect((await change(order, { change: 'amend', amount: usd(999_999) }, caller)).status).toBe(200);
    const much = { change: 'amend', version: 2, amount: usd(1_000_000) };
    expect(problem(await change(order, much, caller))).toEqual(required);
  });
});
