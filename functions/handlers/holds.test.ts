import { beforeAll, describe, expect, it } from '@jest/globals';
import { anAccount } from '../../local/testing/cast.ts';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { wholeBooks } from '../../local/testing/books.ts';
import type { HoldView } from '../contract/holds.ts';
import { publicId } from '../domain/ids.ts';

const bank = useBank();
let teller: Caller;
let alice: Caller;

beforeAll(async () => {
  teller = await bank().signIn('teller');
  alice = await bank().signIn('alice');
});

const usd = (minor: string): { minor: string; currency: string } => ({ minor, currency: 'USD' });
const problem = ({ status, body }: Answer): unknown => ({ status, code: (body as { code: string }).code });
const clearing = { ledgerAccount: '2350' };

/** A new account of Alice's with $100. */
async function account(): Promise<string> {
  const { owner } = bank().database;
  return publicId('account', await anAccount(owner, bank().cast.alice.customerId, { balanceMinor: 10_000n }));
}

const ask = (accountId: string, minor: string, more: object = {}): Promise<Answer> =>
  teller.post('/api/v1/holds', { accountId, amount: usd(minor), description: 'Hotel', ...more });

async function place(accountId: string, minor: string, more: object = {}): Promise<HoldView> {
  const answer = await ask(accountId, minor, more);
  expect(answer.status).toBe(201);
  return answer.body as HoldView;
}

const capture = (hold: HoldView, body: object): Promise<Answer> =>
  teller.post(`/api/v1/holds/${hold.id}/captures`, { to: clearing, ...body });

async function figures(accountId: string): Promise<unknown> {
  const { body } = await alice.get(`/api/v1/accounts/${accountId}`);
  const { balance, held, available } = body as Record<string, { minor: string }>;
  return [balance?.minor, held?.minor, available?.minor];
}

describe('a hold', () => {
  it('stays in the balance, is not available, and is listed for its owner', async () => {
    const accountId = await account();
    const hold = await place(accountId, '3000', { reference: 'Room 12' });
    expect(hold).toMatchObject({ state: 'active', remaining: usd('3000'), placedOn: '2026-01-15' });
    expect(hold.expiresOn).toBe('2026-01-22');
    expect(await figures(accountId)).toEqual(['10000', '3000', '7000']);
    const listed = await alice.get(`/api/v1/accounts/${accountId}/holds`);
    expect(listed.body).toEqual({ items: [hold] });
    const declined = await ask(accountId, '7001');
    expect(problem(declined)).toEqual({ status: 422, code: 'insufficient-funds' });
    expect(declined.body).toMatchObject({
      refusal: {
        rule: 'floor',
        balanceMinor: '10000',
        heldMinor: '3000',
        availableMinor: '7000',
        neededMinor: '7001',
        wouldPassMinor: '7000',
      },
    });
  });

  it('keeps its owner from paying what is held', async () => {
    const accountId = await account();
    await place(accountId, '9500');
    const to = publicId('account', bank().cast.bob.accountId);
    const pay = (minor: string): Promise<Answer> =>
      alice.post('/api/v1/transfers', { fromAccountId: accountId, to, amount: usd(minor) });
    expect(problem(await pay('501'))).toEqual({ status: 422, code: 'insufficient-funds' });
    expect((await pay('500')).status).toBe(201);
  });

  it('is captured in parts, and the last capture gives back the rest', async () => {
    const accountId = await account();
    const hold = await place(accountId, '3000');
    const part = await capture(hold, { amount: usd('1000'), final: false });
    expect([part.status, part.body]).toEqual([
      201,
      expect.objectContaining({ hold: expect.objectContaining({ remaining: usd('2000'), state: 'active' }) }),
    ]);
    expect(await figures(accountId)).toEqual(['9000', '2000', '7000']);
    await capture(hold, { amount: usd('500') });
    expect(await figures(accountId)).toEqual(['8500', '0', '8500']);
    const { body } = await alice.get(`/api/v1/holds/${hold.id}`);
    const { events } = body as {
      events: { kind: string; amount: { minor: string }; journalId: string | null }[];
    };
    expect(events.map(({ kind, amount }) => [kind, amount.minor])).toEqual([
      ['placed', '3000'],
      ['captured', '1000'],
      ['captured', '500'],
      ['released', '1500'],
    ]);
    expect(problem(await capture(hold, {}))).toEqual({ status: 409, code: 'hold-not-active' });
  });

  it('is captured whole where no amount is given, once under one key', async () => {
    const accountId = await account();
    const hold = await place(accountId, '3000');
    const headers = { 'idempotency-key': 'capture-all' };
    const path = `/api/v1/holds/${hold.id}/captures`;
    const first = await teller.post(path, { to: clearing }, { headers });
    const again = await teller.post(path, { to: clearing }, { headers });
    expect([first.status, again.status, again.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
    expect(again.body).toEqual(first.body);
    expect(await figures(accountId)).toEqual(['7000', '0', '7000']);
  });

  it('is released once', async () => {
    const accountId = await account();
    const hold = await place(accountId, '3000');
    const path = `/api/v1/holds/${hold.id}/releases`;
    const headers = { 'idempotency-key': 'give-it-back' };
    expect((await teller.post(path, {}, { headers })).body).toMatchObject({ state: 'released' });
    expect((await teller.post(path, {}, { headers })).headers['idempotency-replayed']).toBe('true');
    expect(await figures(accountId)).toEqual(['10000', '0', '10000']);
    expect(problem(await teller.post(path, {}))).toEqual({ status: 409, code: 'hold-not-active' });
    const other = await place(accountId, '1');
    const reused = await teller.post(`/api/v1/holds/${other.id}/releases`, {}, { headers });
    expect(problem(reused)).toEqual({ status: 422, code: 'idempotency-key-reused' });
  });

  it('is captured or released when both race, never both', async () => {
    const accountId = await account();
    const hold = await place(accountId, '4000');
    const rivals = await Promise.all([
      capture(hold, {}),
      teller.post(`/api/v1/holds/${hold.id}/releases`, {}),
      capture(hold, {}),
      teller.post(`/api/v1/holds/${hold.id}/releases`, {}),
    ]);
    expect(rivals.filter(({ status }) => status < 300)).toHaveLength(1);
    expect([
      ['6000', '0', '6000'],
      ['10000', '0', '10000'],
    ]).toContainEqual(await figures(accountId));
  });
});

describe('a hold is refused', () => {
  it('beyond what is held, on an account that is not there, and after its last day', async () => {
    const accountId = await account();
    const hold = await place(accountId, '1000');
    const before = await wholeBooks(bank().database.owner);
    expect((await capture(hold, { amount: usd('1001') })).status).toBe(409);
    const nowhere = 'acc_00000000-0000-4000-8000-000000000000';
    expect(problem(await ask(nowhere, '1'))).toEqual({ status: 404, code: 'account-not-found' });
    const late = await ask(accountId, '1', { expiresOn: '2026-01-14' });
    expect(problem(late)).toEqual({ status: 409, code: 'business-date-refused' });
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });

  it('to those who may not, and is not there for those it is not of', async () => {
    const accountId = await account();
    const hold = await place(accountId, '1000');
    const bob = await bank().signIn('bob');
    expect(problem(await bob.get(`/api/v1/holds/${hold.id}`))).toEqual({ status: 404, code: 'not-found' });
    expect(problem(await bob.get(`/api/v1/accounts/${accountId}/holds`))).toEqual({
      status: 404,
      code: 'not-found',
    });
    for (const userName of ['alice', 'accountant', 'auditor', 'administrator']) {
      const caller = await bank().signIn(userName);
      for (const path of [
        '/api/v1/holds',
        `/api/v1/holds/${hold.id}/captures`,
        `/api/v1/holds/${hold.id}/releases`,
      ])
        expect((await caller.post(path, {})).status).toBe(403);
    }
    expect((await bank().anonymous.get(`/api/v1/holds/${hold.id}`)).status).toBe(401);
  });
});
