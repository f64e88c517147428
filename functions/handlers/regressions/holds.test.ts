import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer } from '../../../local/testing/bank.ts';
import { wholeBooks } from '../../../local/testing/books.ts';
import { acc, aliceHas, openDesk, problem, usd, type Desk } from '../../../local/testing/front-door.ts';
import { stateOf } from '../../../local/testing/ledger-calls.ts';
import * as rivals from '../../../local/testing/races/rivals.ts';
import { aScene } from '../../../local/testing/races/scene.ts';

const bank = useBank();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(bank());
});

const hold = (account: string, minor: bigint, key?: string): Promise<Answer> => {
  const body = { accountId: acc(account), amount: usd(minor), description: 'Hotel' };
  return desk.teller.post('/api/v1/holds', body, key ? { headers: { 'idempotency-key': key } } : {});
};

describe('Regression 5: money that is held can be spent', () => {
  it.each(
    rivals.spenders.filter((each) => each !== rivals.confirmation).map((each) => [each.name, each] as const),
  )('%s of money that is held is refused and changes no balance', async (_name, spender) => {
    const scene = await aScene(bank(), desk, { held: true });
    const before = await stateOf(bank().database.app, scene.account);
    const answer = await spender.attempt(scene);
    if (spender === rivals.independentBatch)
      expect(answer.body).toMatchObject({
        batch: { posted: 0 },
        results: { items: [{ problem: { code: 'insufficient-funds' } }] },
      });
    else expect(problem(answer)).toEqual({ status: 422, code: 'insufficient-funds' });
    expect(await stateOf(bank().database.app, scene.account)).toEqual(before);
  });

  it('a hold counts in what the owner is shown', async () => {
    const account = await aliceHas(bank(), 1_000n);
    expect((await hold(account, 300n)).status).toBe(201);
    const { body } = await desk.alice.get(`/api/v1/accounts/${acc(account)}`);
    expect(body).toMatchObject({ balance: usd(1_000), held: usd(300), available: usd(700) });
  });
});

describe('Regression 6: a hold that is refused stays in force', () => {
  it('it holds nothing, is not listed, and its key is free', async () => {
    const account = await aliceHas(bank(), 1_000n);
    const before = await wholeBooks(bank().database.owner);
    expect(problem(await hold(account, 1_001n, 'refused-hold'))).toEqual({
      status: 422,
      code: 'insufficient-funds',
    });
    expect(await wholeBooks(bank().database.owner)).toEqual(before);
    expect((await desk.alice.get(`/api/v1/accounts/${acc(account)}/holds`)).body).toEqual({ items: [] });
    expect((await hold(account, 1_000n, 'refused-hold')).status).toBe(201);
    expect(await stateOf(bank().database.app, account)).toMatchObject({ held: '1000', available: '0' });
  });
});
