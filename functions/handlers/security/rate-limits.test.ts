import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { problem } from '../../../local/testing/front-door.ts';
import { connectRedis } from '../../adapters/redis/connection.ts';
import { rateLimits, type RateLimitName } from '../../domain/rate-limits.ts';
import { personKeyOf } from '../../domain/session.ts';

const bank = useBank();
// Windows begin on the minute; all of a test happens in one.
const minute = 60_000;
const start = Math.ceil(Date.now() / minute) * minute;
const at = (time: number): void => {
  jest.restoreAllMocks();
  jest.spyOn(Date, 'now').mockReturnValue(time);
};
afterEach(() => {
  jest.restoreAllMocks();
});

const limited = { status: 429, code: 'rate-limited' };
/** What a header says of one limit. */
const part = ({ headers }: Answer, header: string, name: string): string | undefined =>
  headers[header]?.split(', ').find((item) => item.startsWith(`"${name}";`));

/** As many requests as the limit allows were made already in this window, by whoever this is. */
async function useUp(name: RateLimitName, who: string): Promise<void> {
  const { redis: where } = bank().parts;
  const redis = connectRedis({ host: where.host, port: where.port, tls: false });
  const { limit, windowSeconds } = rateLimits[name];
  const window = Math.floor(Date.now() / 1000 / windowSeconds);
  await redis.set(`rate:${name}:${who}:${window}`, String(limit), 'EX', windowSeconds);
  redis.disconnect();
}

const keyOf = (userName: string): string => {
  const issuer = `https://cognito-idp.us-east-1.amazonaws.com/${bank().parts.pool.poolId}`;
  return personKeyOf({ issuer, subject: bank().parts.subjects.get(userName) ?? '' });
};

describe('rate limits (security test 24)', () => {
  it('24: every answer says under which limits it is counted and what is left of them', async () => {
    at(start);
    const alice = await bank().signIn('alice');
    const answer = await alice.post('/api/v1/transfers', {});
    expect(answer.headers['ratelimit-policy']).toBe(
      '"address";q=3000;w=60, "user";q=1200;w=60, "transfer";q=240;w=60',
    );
    expect(part(answer, 'ratelimit', 'transfer')).toBe('"transfer";r=239;t=60');
    const session = await alice.get('/api/v1/session');
    expect(session.headers['ratelimit-policy']).toBe('"address";q=3000;w=60, "user";q=1200;w=60');
    const nobody = await bank().anonymous.get('/api/v1/products');
    expect(nobody.headers['ratelimit-policy']).toBe('"address";q=3000;w=60');
  });

  it.each<[RateLimitName, string, string, string]>([
    ['transfer', 'bob', 'carla', '/api/v1/transfers'],
    ['report', 'accountant', 'accountant', '/api/v1/reports'],
  ])('24: one too many of the flow %s is put off, and nothing else is', async (flow, name, other, path) => {
    at(start + 2 * minute);
    const caller = await bank().signIn(name);
    const { limit } = rateLimits[flow];
    const ask = (who: Caller): Promise<Answer> => who.post(path, {});
    for (let count = 1; count <= limit; count += 1) expect((await ask(caller)).status).toBe(400);
    at(start + 2 * minute + 18_000);
    const refused = await ask(caller);
    expect([problem(refused), refused.headers['retry-after']]).toEqual([limited, '42']);
    expect(part(refused, 'ratelimit', flow)).toBe(`"${flow}";r=0;t=42`);
    expect((await caller.get('/api/v1/session')).status).toBe(200);
    if (other !== name) expect((await ask(await bank().signIn(other))).status).toBe(400);
    at(start + 3 * minute);
    expect((await ask(caller)).status).toBe(400);
  });

  it('24: a person is counted over all their sessions and addresses, and others are not', async () => {
    at(start + 4 * minute);
    const [here, there] = [await bank().signIn('alice'), await bank().signIn('alice')];
    const session = (caller: Caller, sourceIp: string): Promise<Answer> =>
      caller.get('/api/v1/session', { sourceIp });
    expect((await session(here, '203.0.113.1')).status).toBe(200);
    await useUp('user', keyOf('alice'));
    for (const answer of [await session(here, '203.0.113.1'), await session(there, '203.0.113.2')])
      expect(problem(answer)).toEqual(limited);
    expect((await session(await bank().signIn('bob'), '203.0.113.1')).status).toBe(200);
  });

  it('24: an address is counted whoever asks from it, and whatever it says of itself', async () => {
    at(start + 6 * minute);
    await useUp('address', '203.0.113.7');
    const alice = await bank().signIn('alice');
    const from = (sourceIp: string, headers = {}): Promise<Answer> =>
      alice.get('/api/v1/session', { sourceIp, headers });
    expect(problem(await from('203.0.113.7'))).toEqual(limited);
    // What stands before the addresses that our own edge has added is made up.
    const forwarded = { 'x-forwarded-for': '198.51.100.99, 203.0.113.7, 192.0.2.1' };
    expect(problem(await from('192.0.2.1', forwarded))).toEqual(limited);
    expect(problem(await from('203.0.113.7', { 'x-viewer-address': '198.51.100.99' }))).toEqual(limited);
    expect((await from('203.0.113.8')).status).toBe(200);
  });

  it.each([
    ['an IPv6 address', '2001:db8:1:2::/64', '2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['another of its /64', '2001:db8:1:2::/64', '2001:DB8:1:2:ffff:0:1:2', '2001:db8:1::2'],
    ['one with a zone', 'fe80:0:0:0::/64', 'fe80::1%eth0', 'fe81::1%eth0'],
    ['an IPv4 address written as IPv6', '203.0.113.9', '::ffff:203.0.113.9', '::ffff:203.0.113.10'],
  ])('24: %s is counted with those of its host', async (_what, network, address, other) => {
    at(start + 7 * minute);
    await useUp('address', network);
    const alice = await bank().signIn('alice');
    const from = (sourceIp: string): Promise<Answer> => alice.get('/api/v1/session', { sourceIp });
    expect(problem(await from(address))).toEqual(limited);
    expect((await from(other)).status).toBe(200);
  });

  it('24: the sixty-first write about signing in from an address in a minute waits', async () => {
    at(start + 8 * minute);
    const signOut = (): Promise<Answer> =>
      bank().send({ method: 'POST', path: '/auth/sign-out', sourceIp: '203.0.113.20' });
    for (let count = 0; count < 60; count += 1) expect((await signOut()).status).toBe(200);
    const refused = await signOut();
    expect([problem(refused), refused.headers['retry-after']]).toEqual([limited, '60']);
    const kept = (await bank().parts.readLog()).filter(({ status }) => status === '429');
    expect(kept.length).toBeGreaterThan(0);
  });
});
