import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Redis } from 'ioredis';
import { useBank, type Answer } from '../../../local/testing/bank.ts';
import { wholeBooks } from '../../../local/testing/books.ts';
import {
  acc,
  aliceHas,
  journalBody,
  openDesk,
  problem,
  rollTo,
  transferBody,
  usd,
  type Desk,
} from '../../../local/testing/front-door.ts';
import { aRecord, failuresOf, type Worker } from '../../../local/testing/queue-event.ts';

const bank = useBank();
let desk: Desk;
let redis: Redis;
let sqs: SQSClient;

beforeAll(async () => {
  desk = await openDesk(bank());
  redis = new Redis({ host: bank().parts.redis.host, port: bank().parts.redis.port });
  sqs = new SQSClient({});
});
afterAll(() => {
  redis.disconnect();
  sqs.destroy();
});

const page = (account: string): Promise<Answer> =>
  desk.alice.get(`/api/v1/accounts/${acc(account)}/transactions`);
const shown = ({ body }: Answer): unknown[] =>
  (body as { items: { balanceAfter: { minor: string } }[] }).items.map(
    ({ balanceAfter }) => balanceAfter.minor,
  );
const pay = (account: string, minor: bigint): Promise<Answer> =>
  desk.alice.post('/api/v1/transfers', transferBody(account, bank().cast.bob.accountId, minor));

describe('Regression 9: what a cache has evicted comes back from an old copy', () => {
  it('a balance is the books’, whatever the cache held, lost or kept', async () => {
    const account = await aliceHas(bank(), 1_000n);
    await page(account);
    expect((await page(account)).headers['x-cache']).toBe('hit');
    // A look and an eviction between any two steps of the payments.
    const evicting = Array.from({ length: 10 }, async () => {
      await redis.flushall();
      await page(account);
    });
    const paying = Array.from({ length: 10 }, () => pay(account, 100n));
    expect((await Promise.all(paying)).map(({ status }) => status)).toEqual(paying.map(() => 201));
    await Promise.all(evicting);
    const after = ['0', '100', '200', '300', '400', '500', '600', '700', '800', '900', '1000'];
    expect(shown(await page(account))).toEqual(after);
    expect((await page(account)).headers['x-cache']).toBe('hit');
    await redis.flushall();
    expect(shown(await page(account))).toEqual(after);
    expect((await desk.alice.get(`/api/v1/accounts/${acc(account)}`)).body).toMatchObject({
      balance: usd(0),
    });
    expect(problem(await pay(account, 1n))).toEqual({ status: 422, code: 'insufficient-funds' });
  });
});

describe('Regression 15: an event that is delivered again counts twice', () => {
  it('events that come thrice and in the wrong order leave the snapshots and the books as they are', async () => {
    const { handler: relay } = await import('../outbox-relay.lambda.ts');
    const { handler: writer } = (await import('../snapshot-writer.lambda.ts')) as { handler: Worker };
    const { dynamoSnapshots } = await import('../../adapters/dynamo/snapshots.ts');
    const account = await aliceHas(bank(), 1_000n);
    for (const minor of [100n, 20n, 3n]) await pay(account, minor);
    await desk.teller.post('/api/v1/holds', {
      accountId: acc(account),
      amount: usd(77),
      description: 'Hotel',
    });
    await relay();
    const QueueUrl = bank().parts.environment['EVENTS_QUEUE_URL'];
    const events: string[] = [];
    for (let more = 1; more > 0;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      events.push(...Messages.map(({ Body }) => Body ?? ''));
      more = Messages.length;
    }
    expect(events.length).toBeGreaterThanOrEqual(5);
    const known = async (): Promise<unknown> => {
      const { alice, bob } = bank().cast;
      const read = (id: string) => dynamoSnapshots('snapshots').read(id);
      return [(await read(alice.customerId))?.accounts, (await read(bob.customerId))?.accounts];
    };
    expect(await failuresOf(writer, ...events.map((each) => aRecord(each)))).toEqual([]);
    const [first, books] = [await known(), await wholeBooks(bank().database.owner)];
    const again = [...events.toReversed(), ...events, ...events].map((each) => aRecord(each));
    expect(await failuresOf(writer, ...again)).toEqual([]);
    expect(await known()).toEqual(first);
    expect(
      JSON.stringify(first, (_key, each: unknown) => (typeof each === 'bigint' ? Number(each) : each)),
    ).toContain('"balanceMinor":877,"availableMinor":800,"heldMinor":77');
    expect(await wholeBooks(bank().database.owner)).toEqual(books);
  });
});

describe('Regression 19: a reversal on an old date leaves a stale page', () => {
  it('the first look after it shows the reversal, on the list and as of the old date', async () => {
    const account = await aliceHas(bank(), 1_000n);
    const journal = await desk.accountant.post('/api/v1/journals', journalBody(account, '1040', 400n));
    await rollTo(bank(), '2026-02-03');
    const asOf = async (date: string): Promise<unknown> => {
      const { body } = await desk.alice.get(`/api/v1/accounts/${acc(account)}/balance?asOf=${date}`);
      return (body as { balance: unknown }).balance;
    };
    expect(shown(await page(account))).toEqual(['600', '1000']);
    expect([(await page(account)).headers['x-cache'], await asOf('2026-01-15')]).toEqual(['hit', usd(600)]);
    const { id } = journal.body as { id: string };
    expect((await desk.accountant.post(`/api/v1/journals/${id}/reversals`, {})).status).toBe(201);
    expect(shown(await page(account))).toEqual(['1000', '600', '1000']);
    expect(await asOf('2026-01-15')).toEqual(usd(1_000));
    expect(await asOf('2026-02-03')).toEqual(usd(1_000));
  });
});
