import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';

const bank = useBank();
let alice: Caller;
let bob: Caller;

beforeAll(async () => {
  alice = await bank().signIn('alice');
  bob = await bank().signIn('bob');
});

const account = (name: 'alice' | 'bob' | 'carla'): string => `acc_${bank().cast[name].accountId}`;
const payIn = (name: 'alice' | 'bob', minor: bigint): Promise<unknown> =>
  post(bank().database.app, aCashDeposit(bank().cast[name].accountId, minor));
const usd = (minor: string): object => ({ minor, currency: 'USD' });
const aTransfer = (changes: object = {}): object => ({
  fromAccountId: account('alice'),
  to: account('bob'),
  amount: usd('1000'),
  reference: 'Rent',
  ...changes,
});

async function balance(who: Caller): Promise<string> {
  const { body } = await who.get('/api/v1/accounts');
  return (body as { items: { balance: { minor: string } }[] }).items[0]?.balance.minor ?? 'none';
}

async function number(who: Caller): Promise<string> {
  const { body } = await who.get('/api/v1/accounts');
  return (body as { items: { number: string }[] }).items[0]?.number ?? 'none';
}

async function booksState(): Promise<unknown> {
  const { rows } = await bank().database.owner.query<{ state: string }>(
    `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS state FROM (
       SELECT 'e', e::text FROM books.entry e UNION ALL SELECT 'b', b::text FROM books.balance b
       UNION ALL SELECT 'j', j::text FROM books.journal j UNION ALL SELECT 'o', o::text FROM ops.outbox o) t`,
  );
  return rows[0]?.state;
}

function problem(answer: Answer): { status: number; code: string } {
  const { status, code } = answer.body as { status: number; code: string };
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(status).toBe(answer.status);
  return { status, code };
}

describe('a transfer', () => {
  it('moves money between two accounts and answers a receipt that can be read again', async () => {
    await payIn('alice', 5000n);
    const before = { alice: BigInt(await balance(alice)), bob: BigInt(await balance(bob)) };
    const answer = await alice.post('/api/v1/transfers', aTransfer());
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      status: 'posted',
      amount: usd('1000'),
      reference: 'Rent',
      businessDate: '2026-01-15',
      balanceAfter: usd((before.alice - 1000n).toString()),
    });
    expect(await balance(alice)).toBe((before.alice - 1000n).toString());
    expect(await balance(bob)).toBe((before.bob + 1000n).toString());
    const { id, fromNumber, toNumber } = answer.body as { id: string; fromNumber: string; toNumber: string };
    expect([fromNumber, toNumber]).toEqual([await number(alice), await number(bob)]);
    expect(answer.headers['location']).toBe(`/api/v1/transfers/${id}`);
    expect((await alice.get(`/api/v1/transfers/${id}`)).body).toEqual(answer.body);
  });

  it('shows the receipt to the payer only', async () => {
    await payIn('alice', 1000n);
    const { body } = await alice.post('/api/v1/transfers', aTransfer());
    const path = `/api/v1/transfers/${(body as { id: string }).id}`;
    expect(problem(await bob.get(path))).toEqual({ status: 404, code: 'not-found' });
    expect(problem(await alice.get('/api/v1/transfers/trf_00000000-0000-7000-8000-000000000000'))).toEqual({
      status: 404,
      code: 'not-found',
    });
  });

  it('is found by its key once it is made, by its payer only', async () => {
    await payIn('alice', 1000n);
    const headers = { 'idempotency-key': 'found-by-its-key' };
    const find = (who: Caller): Promise<Answer> => who.get('/api/v1/transfers?key=found-by-its-key');
    expect([(await find(alice)).status, (await find(alice)).body]).toEqual([200, { items: [] }]);
    const { body } = await alice.post('/api/v1/transfers', aTransfer(), { headers });
    expect((await find(alice)).body).toEqual({ items: [body] });
    expect((await find(bob)).body).toEqual({ items: [] });
    expect(problem(await alice.get('/api/v1/transfers'))).toEqual({ status: 400, code: 'validation-failed' });
    const teller = await bank().signIn('teller');
    expect(problem(await find(teller))).toEqual({ status: 403, code: 'forbidden' });
    expect(problem(await find(bank().anonymous))).toEqual({ status: 401, code: 'session-required' });
  });

  it('goes to an account number as well', async () => {
    await payIn('alice', 1000n);
    const to = await number(bob);
    expect((await alice.post('/api/v1/transfers', aTransfer({ to }))).status).toBe(201);
  });

  it('is made once under one key, whoever asks how often', async () => {
    await payIn('alice', 3000n);
    const headers = { 'idempotency-key': 'the-same-key' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => alice.post('/api/v1/transfers', aTransfer(), { headers })),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const replays = answers.filter(({ headers: sent }) => sent['idempotency-replayed'] === 'true');
    expect(replays.length).toBe(2);
    const reordered = {
      reference: 'Rent',
      amount: usd('1000'),
      to: account('bob'),
      fromAccountId: account('alice'),
    };
    expect(
      (await alice.post('/api/v1/transfers', reordered, { headers })).headers['idempotency-replayed'],
    ).toBe('true');
  });

  it('keeps the keys of two customers apart', async () => {
    await payIn('alice', 1000n);
    await payIn('bob', 1000n);
    const headers = { 'idempotency-key': 'a-key-of-both' };
    expect((await alice.post('/api/v1/transfers', aTransfer(), { headers })).status).toBe(201);
    const back = aTransfer({ fromAccountId: account('bob'), to: account('alice') });
    const answer = await bob.post('/api/v1/transfers', back, { headers });
    expect([answer.status, answer.headers['idempotency-replayed']]).toEqual([201, undefined]);
  });
});

describe('a transfer is refused and the books stay as they are', () => {
  it.each<[string, object, number, string]>([
    [
      'more than there is',
      { amount: { minor: '99999999999999', currency: 'USD' } },
      422,
      'insufficient-funds',
    ],
    ['a negative amount', { amount: { minor: '-1', currency: 'USD' } }, 400, 'validation-failed'],
    ['zero', { amount: { minor: '0', currency: 'USD' } }, 400, 'validation-failed'],
    ['a fraction of a cent', { amount: { minor: '10.5', currency: 'USD' } }, 400, 'validation-failed'],
    [
      'an amount beyond every limit',
      { amount: { minor: '100000000000000', currency: 'USD' } },
      400,
      'validation-failed',
    ],
    [
      'a number where a string belongs',
      { amount: { minor: 1000, currency: 'USD' } },
      400,
      'validation-failed',
    ],
    ['scientific notation', { amount: { minor: '1e400', currency: 'USD' } }, 400, 'validation-failed'],
    ['digits of another script', { amount: { minor: '١٠', currency: 'USD' } }, 400, 'validation-failed'],
    ['another currency', { amount: { minor: '10', currency: 'EUR' } }, 422, 'currency-mismatch'],
    ['an unknown field', { status: 'posted' }, 400, 'validation-failed'],
    ['a control character in the reference', { reference: 'a\u0007b' }, 400, 'validation-failed'],
    ['an invisible character in the reference', { reference: 'a\u202eb' }, 400, 'validation-failed'],
    ['half a character in the reference', { reference: 'a\ud800b' }, 400, 'validation-failed'],
    [
      'a reference that is too long once normalised',
      { reference: '\u0958'.repeat(140) },
      400,
      'validation-failed',
    ],
    ['an account that does not exist', { to: '9999999999' }, 404, 'account-not-found'],
    ['no account at all', { to: 'bob' }, 400, 'validation-failed'],
  ])('%s', async (_name, changes, status, code) => {
    const before = await booksState();
    expect(problem(await alice.post('/api/v1/transfers', aTransfer(changes)))).toEqual({ status, code });
    expect(await booksState()).toEqual(before);
  });

  it('from somebody else’s account, as if it did not exist', async () => {
    const before = await booksState();
    const answer = await alice.post('/api/v1/transfers', aTransfer({ fromAccountId: account('carla') }));
    const missing = await alice.post(
      '/api/v1/transfers',
      aTransfer({ fromAccountId: 'acc_00000000-0000-7000-8000-000000000000' }),
    );
    expect(problem(answer)).toEqual({ status: 404, code: 'not-found' });
    expect((answer.body as { detail: string }).detail).toBe((missing.body as { detail: string }).detail);
    expect(await booksState()).toEqual(before);
  });

  it('to the same account', async () => {
    expect(problem(await alice.post('/api/v1/transfers', aTransfer({ to: account('alice') })))).toEqual({
      status: 422,
      code: 'invalid-entry',
    });
  });

  it('without a key, with a short one, and with one used for something else', async () => {
    await payIn('alice', 1000n);
    const send = (key: string | undefined, changes = {}): Promise<Answer> =>
      alice.post('/api/v1/transfers', aTransfer(changes), { headers: { 'idempotency-key': key } });
    expect(problem(await send(undefined))).toEqual({ status: 400, code: 'idempotency-key-missing' });
    expect(problem(await send('short'))).toEqual({ status: 400, code: 'idempotency-key-missing' });
    expect((await send('once-and-only')).status).toBe(201);
    const before = await booksState();
    const reused = await send('once-and-only', { amount: usd('999') });
    expect(problem(reused)).toEqual({ status: 422, code: 'idempotency-key-reused' });
    expect((reused.body as { detail: string }).detail).toBe(
      'Something else was posted under this key already; nothing was posted now.',
    );
    expect(await booksState()).toEqual(before);
  });

  it('tells each wrong field by a pointer', async () => {
    const answer = await alice.post('/api/v1/transfers', {
      fromAccountId: 'x',
      to: account('bob'),
      amount: { minor: 'no', currency: 'USD' },
      more: 1,
    });
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['/amount/minor', '/fromAccountId', '/more']);
  });
});

describe('many transfers at once', () => {
  it('of a whole balance: exactly one succeeds, the rest have too little money', async () => {
    await payIn('bob', 1n);
    const all = await balance(bob);
    const body = aTransfer({ fromAccountId: account('bob'), to: account('carla'), amount: usd(all) });
    // So many at once may be told to come again; who does, with the same key, gets an answer in the end.
    const insist = async (key: string): Promise<Answer> => {
      const answer = await bob.post('/api/v1/transfers', body, { headers: { 'idempotency-key': key } });
      if (answer.status !== 503) return answer;
      await new Promise((done) => setTimeout(done, 1_000));
      return insist(key);
    };
    const attempts = Array.from({ length: 200 }, (_, index) => insist(`all-of-it-${index}`));
    const answers = await Promise.all(attempts);
    expect(answers.filter(({ status }) => status === 201).length).toBe(1);
    const refused = answers.filter(({ status }) => status !== 201).map(problem);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['insufficient-funds']));
    expect(await balance(bob)).toBe('0');
    const { rows } = await bank().database.owner.query(
      'SELECT sum(amount_minor)::text AS sum FROM books.entry',
    );
    expect(rows).toEqual([{ sum: '0' }]);
  });
});
