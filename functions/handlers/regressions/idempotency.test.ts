import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { bodyOf, forward } from '../../../local/aws/forward.ts';
import { edgeToken } from '../../../local/testing/bank-parts.ts';
import { useBank, type Answer } from '../../../local/testing/bank.ts';
import { wholeBooks } from '../../../local/testing/books.ts';
import { anEvent } from '../../../local/testing/event.ts';
import {
  aliceHas,
  balanceOf,
  openDesk,
  problem,
  rollTo,
  transferBody,
  type Desk,
} from '../../../local/testing/front-door.ts';
import * as rivals from '../../../local/testing/races/rivals.ts';
import { aScene } from '../../../local/testing/races/scene.ts';

const bank = useBank();
let desk: Desk;
let redis: Redis;

beforeAll(async () => {
  desk = await openDesk(bank());
  redis = new Redis({ host: bank().parts.redis.host, port: bank().parts.redis.port });
});
afterAll(() => {
  redis.disconnect();
});

const pay = (from: string, minor: bigint, headers: rivals.Headers): Promise<Answer> =>
  desk.alice.post('/api/v1/transfers', transferBody(from, bank().cast.bob.accountId, minor), { headers });

/**
 * Stands before the AWS endpoint and loses the answer to what posts, once it has been carried out: what the caller gets
 * instead is what client libraries take for a passing fault and send again.
 */
async function aLossyEndpoint(): Promise<{ url: string; postings: () => number; close: () => void }> {
  let postings = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const { method = 'POST', url: path = '/', headers } = request;
      const body = await bodyOf(request);
      const answer = await forward(new URL(bank().parts.front.endpoint), { method, path, headers, body });
      if (body.includes('bank.post_')) {
        postings += 1;
        response.writeHead(503, { 'x-amzn-errortype': 'ServiceUnavailableError' }).end('{}');
      } else response.writeHead(answer.status, answer.headers).end(answer.body);
    })();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { url: `http://127.0.0.1:${port}`, postings: () => postings, close: () => server.close() };
}

describe('Regression 8: a client library sends a posting again by itself and it counts twice', () => {
  it('a posting whose answer is lost was sent once, and its sender is told that nobody knows', async () => {
    const account = await aliceHas(bank(), 1_000n);
    const endpoint = await aLossyEndpoint();
    process.env['AWS_ENDPOINT_URL'] = endpoint.url;
    // The deployed function once more, with a connection of its own.
    const copy = '../api.lambda.ts?over-a-lossy-line';
    const { handler } = (await import(copy)) as {
      handler: (event: unknown, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;
    };
    const event = anEvent({
      method: 'POST',
      path: '/api/v1/transfers',
      body: transferBody(account, bank().cast.bob.accountId, 400n),
      headers: {
        'x-origin-verify': edgeToken,
        'x-csrf': desk.alice.csrfToken,
        'idempotency-key': 'lost-answer',
      },
      cookies: [desk.alice.cookie ?? ''],
    });
    const answer = await handler(event, { awsRequestId: 'test' } as Context);
    process.env['AWS_ENDPOINT_URL'] = bank().parts.front.endpoint;
    endpoint.close();
    expect(endpoint.postings()).toBe(1);
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 503, code: 'outcome-unknown' });
    expect(await balanceOf(bank(), account)).toBe(600n);
    const again = await pay(account, 400n, { 'idempotency-key': 'lost-answer' });
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect(await balanceOf(bank(), account)).toBe(600n);
  });
});

describe('Regression 11: a misspelt idempotency header is ignored', () => {
  const commands = [...rivals.spenders, rivals.cashIn, rivals.capture, rivals.release];
  it.each(commands.map((each) => [each.name, each] as const))(
    '%s is refused under any other header, and nothing moves',
    async (_name, command) => {
      const held = [rivals.capture, rivals.release].includes(command);
      const scene = await aScene(bank(), desk, { held });
      const before = await wholeBooks(bank().database.owner);
      for (const name of ['x-idempotency-key', 'idempotency_key', 'idempotencykey', 'x-request-id']) {
        const headers = { 'idempotency-key': undefined, [name]: 'a-key-in-the-wrong-place' };
        expect(problem(await command.attempt(scene, headers))).toEqual({
          status: 400,
          code: 'idempotency-key-missing',
        });
      }
      expect(await wholeBooks(bank().database.owner)).toEqual(before);
    },
  );
});

describe('Regression 12: a key is forgotten before the request comes again', () => {
  it('it is known without any cache, after every period it was used in has closed, years later', async () => {
    const account = await aliceHas(bank(), 1_000n);
    const headers = { 'idempotency-key': 'for-good' };
    const first = await pay(account, 400n, headers);
    expect(first.status).toBe(201);
    await redis.flushall();
    await rollTo(bank(), '2028-02-29');
    await bank().database.owner.query("SELECT books.set_period_state('2026-01-01', 'SOFT_CLOSED')");
    await bank().database.owner.query("SELECT books.set_period_state('2026-01-01', 'HARD_CLOSED')");
    const again = await pay(account, 400n, headers);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, 'true']);
    expect(again.body).toEqual(first.body);
    expect(problem(await pay(account, 401n, headers))).toEqual({
      status: 422,
      code: 'idempotency-key-reused',
    });
    expect(await balanceOf(bank(), account)).toBe(600n);
  });
});
