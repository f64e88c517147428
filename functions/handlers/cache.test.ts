import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, post } from '../../local/testing/journals.ts';

const bank = useBank();
let alice: Caller;

beforeAll(async () => {
  alice = await bank().signIn('alice');
});

const accountId = (): string => bank().cast.alice.accountId;
const pay = (minor: bigint): Promise<unknown> => post(bank().database.app, aCashDeposit(accountId(), minor));
const read = (query = ''): Promise<Answer> =>
  alice.get(`/api/v1/accounts/acc_${accountId()}/transactions${query}`);
const newest = ({ body }: Answer): string =>
  (body as { items: { amount: { minor: string } }[] }).items[0]?.amount.minor ?? 'none';

describe('the page of an account', () => {
  it('is read from the books once, then from the cache', async () => {
    await pay(100n);
    const [first, second] = [await read(), await read()];
    expect([first.headers['x-cache'], second.headers['x-cache']]).toEqual(['miss', 'hit']);
    expect(second.body).toEqual(first.body);
    expect((await read('?direction=debit')).headers['x-cache']).toBe('miss');
  });

  it('is never stale: the first read after a posting shows it', async () => {
    for (const minor of [1n, 2n, 3n, 4n, 5n]) {
      await read();
      await pay(minor);
      const after = await read();
      expect([after.headers['x-cache'], newest(after)]).toEqual(['miss', minor.toString()]);
    }
  });

  // Last: Redis does not come back in this file.
  it('is as right, only slower, when Redis has stopped', async () => {
    await bank().parts.redis.close();
    await pay(777n);
    const [first, second] = [await read(), await read()];
    expect([newest(first), first.headers['x-cache']]).toEqual(['777', 'miss']);
    expect(second.headers['x-cache']).toBe('miss');
    expect((await alice.get('/api/health/ready')).body).toMatchObject({
      status: 'degraded',
      checks: { cache: 'failed' },
    });
    expect((await bank().signIn('bob')).csrfToken).not.toBe('');
  });
});
