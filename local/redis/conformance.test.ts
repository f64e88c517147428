import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { findRedisServer, provideRedis } from './choose.ts';
import type { ProvidedRedis, RedisChoice } from './choose.ts';
import { Between, Refused, conformance } from './testing/conformance.ts';
import type { Step } from './testing/conformance.ts';

const { REDIS_URL: url, PATH: searchPath } = process.env;
const real: [string, RedisChoice] = ['a real Redis', { url, searchPath }];
const hasReal = url !== undefined || findRedisServer(searchPath) !== undefined;

/** Every case runs on our server; on a real one too where there is one, and shows as to do where there is none. */
describe.each<[string, RedisChoice]>([['our Redis', {}], ...(hasReal ? [real] : [])])('%s', (_, choice) => {
  let redis: ProvidedRedis;
  let client: Redis;

  beforeAll(async () => {
    redis = await provideRedis(choice);
    client = new Redis({ host: redis.host, port: redis.port });
  });
  beforeEach(() => client.flushall());
  afterAll(async () => {
    await client.quit();
    await redis.close();
  });

  it.each(Object.entries(conformance))('%s', async (_name, steps) => {
    for (const step of steps) await check(step);
  });

  it('finds every key page by page', async () => {
    const keys = Array.from({ length: 250 }, (_each, index) => `key:${String(index)}`);
    for (const key of keys) await client.set(key, '1');
    const found = new Set<string>();
    for await (const page of client.scanStream({ match: 'key:*', count: 7 })) {
      for (const key of page as string[]) found.add(key);
      // Keys that go meanwhile must not hide others.
      await client.del(keys[0] ?? '');
    }
    expect([...found].filter((key) => key !== keys[0]).sort()).toEqual(keys.slice(1).sort());
  });

  async function check(step: Step): Promise<void> {
    if ('wait' in step) {
      await pause(step.wait);
      return;
    }
    const [[name = '', ...args], expected] = step;
    const reply: unknown = await client.call(String(name), args).catch((error: unknown) => error);
    const context = { command: [name, ...args].join(' ') };
    if (!(expected instanceof Between)) {
      expect({ ...context, reply: comparable(reply) }).toEqual({ ...context, reply: comparable(expected) });
    } else expect([expected.low <= Number(reply), Number(reply) <= expected.high]).toEqual([true, true]);
  }
});

if (!hasReal) {
  describe('a real Redis', () => {
    it.todo('conforms: needs redis-server on the PATH, or REDIS_URL');
  });
}

function comparable(reply: unknown): unknown {
  if (Array.isArray(reply)) return reply.map(comparable);
  if (reply instanceof Error || reply instanceof Refused) return { refused: reply.message };
  return reply;
}
