import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { wholeBooks } from '../../local/testing/books.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';
import { publicId } from '../domain/ids.ts';

const bank = useBank();
let accountant: Caller;

beforeAll(async () => {
  accountant = await bank().signIn('accountant');
  await post(bank().database.app, aCashDeposit(bank().cast.alice.accountId, 1_000n));
});

interface Result {
  readonly index: number;
  readonly outcome: string;
  readonly journalId: string | null;
  readonly problem: { code: string } | null;
}
interface Results {
  readonly items: readonly Result[];
  readonly next: string | null;
  readonly prev: string | null;
}
interface Batch {
  readonly batch: { id: string; items: number; posted: number; refused: number; mode: string };
  readonly results: Results;
}

const usd = (minor: string): object => ({ minor, currency: 'USD' });
/** Cash to the Federal Reserve: always possible. */
const house = (minor: string): object => ({
  description: 'Cash sent in',
  entries: [
    { ledgerAccount: '1040', side: 'debit', amount: usd(minor) },
    { ledgerAccount: '1010', side: 'credit', amount: usd(minor) },
  ],
});
/** Out of Alice's account, which can't be overdrawn. */
const fromAlice = (minor: string): object => ({
  description: 'Taken from Alice',
  entries: [
    { accountId: publicId('account', bank().cast.alice.accountId), side: 'debit', amount: usd(minor) },
    { ledgerAccount: '1040', side: 'credit', amount: usd(minor) },
  ],
});
const send = (body: object, key?: string): Promise<Answer> =>
  accountant.post('/api/v1/journals:batch', body, key ? { headers: { 'idempotency-key': key } } : {});

describe('a batch whose journals stand for themselves', () => {
  it('posts what can be posted and says of each what became of it', async () => {
    const journals = [house('1'), fromAlice('600'), fromAlice('600'), house('2')];
    const answer = await send({ mode: 'independent', journals });
    expect(answer.status).toBe(201);
    const { batch, results } = answer.body as Batch;
    expect(batch).toMatchObject({ mode: 'independent', items: 4, posted: 3, refused: 1 });
    expect(results.items.map(({ index, outcome, problem }) => [index, outcome, problem?.code])).toEqual([
      [0, 'posted', undefined],
      [1, 'posted', undefined],
      [2, 'refused', 'insufficient-funds'],
      [3, 'posted', undefined],
    ]);
    expect(answer.headers['location']).toBe(`/api/v1/journal-batches/${batch.id}`);
    expect((await accountant.get(`/api/v1/journal-batches/${batch.id}`)).body).toEqual(batch);
    const refused = await accountant.get(`/api/v1/journal-batches/${batch.id}/results?outcome=refused`);
    expect((refused.body as Results).items.map(({ index }) => index)).toEqual([2]);
    const journal = await accountant.get(`/api/v1/journals/${results.items[0]?.journalId ?? ''}`);
    expect(journal.body).toMatchObject({ description: 'Cash sent in' });
  });

  it('is posted once under one key', async () => {
    const body = { mode: 'independent', journals: [house('3'), house('4')] };
    const first = await send(body, 'one-batch');
    const again = await send(body, 'one-batch');
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
    const other = await send({ ...body, journals: [house('3')] }, 'one-batch');
    expect(other.body).toMatchObject({ code: 'idempotency-key-reused' });
  });
});

describe('a batch of all or none', () => {
  it('leaves nothing when one journal is refused', async () => {
    const before = await wholeBooks(bank().database.owner);
    const answer = await send({ journals: [house('5'), fromAlice('99999')] });
    expect([answer.status, answer.body]).toEqual([
      422,
      expect.objectContaining({ code: 'insufficient-funds' }),
    ]);
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
  });
});

describe('a large batch', () => {
  it('of 8,000 journals is answered by a summary whose results page', async () => {
    const journals = Array.from({ length: 8_000 }, (_, index) => house(String(index + 1)));
    const answer = await send({ journals });
    expect(answer.status).toBe(201);
    const { batch, results } = answer.body as Batch;
    expect(batch).toMatchObject({ items: 8_000, posted: 8_000, refused: 0 });
    expect(results.items).toHaveLength(50);
    const path = `/api/v1/journal-batches/${batch.id}/results`;
    const second = await accountant.get(`${path}?limit=100&cursor=${results.next ?? ''}`);
    const { items, next, prev } = second.body as Results;
    expect(items.map(({ index }) => index)).toEqual(Array.from({ length: 100 }, (_, at) => 50 + at));
    expect(next).not.toBeNull();
    const back = await accountant.get(`${path}?cursor=${prev ?? ''}`);
    expect((back.body as Results).items.map(({ index }) => index)).toEqual(
      Array.from({ length: 50 }, (_, at) => at),
    );
  });

  it('of more is refused, and so is a body beyond the limit', async () => {
    const tooMany = Array.from({ length: 8_001 }, () => house('1'));
    expect((await send({ journals: tooMany })).body).toMatchObject({ code: 'validation-failed' });
    const padding = ' '.repeat(4 * 1024 * 1024);
    const tooLarge = await send(`{"journals":[]${padding}}` as unknown as object);
    expect([tooLarge.status, tooLarge.body]).toEqual([
      413,
      expect.objectContaining({ code: 'payload-too-large' }),
    ]);
  });
});

describe('a batch is refused', () => {
  it.each(['alice', 'teller', 'auditor', 'administrator'])('to %s', async (userName) => {
    const caller = await bank().signIn(userName);
    const answer = await caller.post('/api/v1/journals:batch', { journals: [house('1')] });
    expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: 'forbidden' })]);
  });

  it('where nothing has its id, or the cursor is another list’s', async () => {
    const none = '/api/v1/journal-batches/bat_00000000-0000-4000-8000-000000000000';
    expect((await accountant.get(none)).status).toBe(404);
    expect((await accountant.get(`${none}/results`)).status).toBe(404);
    const { batch } = (await send({ journals: [house('1')] })).body as Batch;
    const path = `/api/v1/journal-batches/${batch.id}/results?cursor=made-up`;
    expect((await accountant.get(path)).body).toMatchObject({ code: 'cursor-invalid' });
  });
});
