import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { systemClock } from '../../adapters/clock.ts';
import { documents } from '../../adapters/dynamo/document-client.ts';
import { dynamoSessions } from '../../adapters/dynamo/session-store.ts';
import { connectRedis } from '../../adapters/redis/connection.ts';
import { cachedSessions } from '../../adapters/redis/session-cache.ts';
import { publicId } from '../../domain/ids.ts';
import { personKeyOf, type SignInPerson } from '../../domain/session.ts';
import { changeRights } from '../../services/own-sessions.ts';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { userPassword } from '../../../local/testing/bank-parts.ts';
import { aliceHas, bobHas, problem, transferBody } from '../../../local/testing/front-door.ts';

const bank = useBank();
const minute = 60_000;
afterEach(() => {
  jest.restoreAllMocks();
});

const session = (caller: Caller): Promise<Answer> => caller.get('/api/v1/session');
const later = (passed: number): void => {
  const now = Date.now();
  jest.restoreAllMocks();
  jest.spyOn(Date, 'now').mockReturnValue(now + passed);
};
const customer = (name: 'alice' | 'bob' | 'carla'): string =>
  publicId('customer', bank().cast[name].customerId);

/** Comes over to the other site: the cookie there. */
async function comeOver(caller: Caller, headers: Record<string, string> = {}): Promise<Answer> {
  const { body } = await caller.post('/auth/hand-off', { place: '/payments?x=1' });
  const url = new URL((body as { url: string }).url);
  const site = url.host.startsWith('classic') ? 'classic' : 'bank';
  const ours = { 'x-bank-site': site, 'sec-fetch-site': 'same-site' };
  return bank().send({ path: url.pathname + url.search, headers: { ...ours, ...headers } });
}
const issuer = (): string => `https://cognito-idp.us-east-1.amazonaws.com/${bank().parts.pool.poolId}`;
const personOf = (name: string): Promise<SignInPerson> =>
  dynamoSessions('sessions').person(
    personKeyOf({ issuer: issuer(), subject: bank().parts.subjects.get(name) ?? '' }),
  );
const cookieIn = ({ cookies }: Answer): string => cookies[0]?.split(';')[0] ?? '';

describe('coming over to the other site', () => {
  it('needs no password, once, within thirty seconds', async () => {
    const alice = await bank().signIn('alice');
    const { body } = await alice.post('/auth/hand-off', { place: '//evil.example' });
    const { url } = body as { url: string };
    expect(url).toMatch(/^https:\/\/classic\.bank\.example\/auth\/hand-off\?code=/);
    const path = url.replace('https://classic.bank.example', '');
    const headers = { 'x-bank-site': 'classic', 'sec-fetch-site': 'same-site' };
    for (const from of ['cross-site', 'none', 'made-up'])
      expect(problem(await bank().send({ path, headers: { ...headers, 'sec-fetch-site': from } })).code).toBe(
        'sign-in-outdated',
      );
    expect((await bank().send({ path, headers: { 'x-bank-site': 'classic' } })).status).toBe(400);
    const over = await bank().send({ path, headers });
    expect([over.status, over.headers['location']]).toEqual([303, '/']);
    const there = await bank().send({ path: '/api/v1/session', cookies: [cookieIn(over)] });
    expect(there.body).toMatchObject({ userName: 'alice' });
    expect(problem(await bank().send({ path, headers })).code).toBe('sign-in-outdated');
    expect((await comeOver(alice)).headers['location']).toBe('/payments?x=1');
    expect(problem(await comeOver(alice, { 'x-bank-site': 'bank' })).code).toBe('sign-in-outdated');
  });

  it('is too late after thirty seconds', async () => {
    const alice = await bank().signIn('alice');
    const { body } = await alice.post('/auth/hand-off', { place: '/' });
    later(30_001);
    const path = (body as { url: string }).url.replace('https://classic.bank.example', '');
    const headers = { 'x-bank-site': 'classic', 'sec-fetch-site': 'same-site' };
    const late = await bank().send({ path, headers });
    expect((late.body as { detail: string }).detail).toContain('used up');
  });
});

describe('coming over while the sign-in ends', () => {
  const endings: [string, (alice: Caller, other: Caller) => Promise<Answer>][] = [
    ['is signed out', (alice) => alice.post('/auth/sign-out', undefined)],
    ['is ended from elsewhere', (_, other) => other.post('/auth/sign-ins/end-others', undefined)],
  ];
  it.each(endings)('leads nowhere: it %s', async (_how, end) => {
    const other = await bank().signIn('carla');
    const carla = await bank().signIn('carla');
    const sendOn = documents.send.bind(documents) as (command: unknown) => Promise<unknown>;
    let ended: Answer | undefined;
    const endMeanwhile = async (command: unknown): Promise<unknown> => {
      if (command instanceof TransactWriteCommand && ended === undefined) ended = await end(carla, other);
      return sendOn(command);
    };
    jest.spyOn(documents, 'send').mockImplementation(endMeanwhile as never);
    const over = await comeOver(carla);
    jest.restoreAllMocks();
    expect([ended?.status, problem(over).code, over.cookies]).toEqual([200, 'sign-in-outdated', []]);
    expect((await session(carla)).status).toBe(401);
    const { items } = (await other.get('/auth/sign-ins')).body as { items: object[] };
    expect(items).toMatchObject([{ isThis: true }]);
    await other.post('/auth/sign-out', undefined);
  });
});

describe('coming over again and again', () => {
  it('leaves one session on each site', async () => {
    const alice = await bank().signIn('alice');
    const before = (await personOf('alice')).sessions.length;
    const [first, second] = [await comeOver(alice), await comeOver(alice)];
    const there = (answer: Answer): Promise<Answer> =>
      bank().send({ path: '/api/v1/session', cookies: [cookieIn(answer)] });
    expect(problem(await there(first))).toEqual({ status: 401, code: 'session-expired' });
    expect((await there(second)).status).toBe(200);
    expect((await session(alice)).status).toBe(200);
    expect((await personOf('alice')).sessions.length).toBe(before + 1);
  });
});

describe('ending sessions (security tests 6 to 8)', () => {
  it('6: a sign-out ends it on both sites, and the tokens it came from', async () => {
    const sent = jest.spyOn(CognitoIdentityProviderClient.prototype, 'send');
    const alice = await bank().signIn('alice');
    const answers = await Promise.all(sent.mock.results.map(({ value }) => value as Promise<object>));
    const tokens = answers.map(
      (each) => (each as { AuthenticationResult?: { AccessToken: string } }).AuthenticationResult,
    );
    const token = tokens.find((each) => each !== undefined)?.AccessToken ?? '';
    const byToken = (): Promise<Answer> =>
      bank().send({ path: '/api/v1/accounts', headers: { authorization: `Bearer ${token}` } });
    const there = cookieIn(await comeOver(alice));
    expect((await byToken()).status).toBe(200);
    const page = await session(alice);
    expect(page.headers['cache-control']).toBe('no-store');
    expect((await alice.post('/auth/sign-out', undefined)).status).toBe(200);
    expect(problem(await session(alice)).code).toBe('session-expired');
    expect((await bank().send({ path: '/api/v1/session', cookies: [there] })).status).toBe(401);
    expect(problem(await byToken())).toEqual({ status: 401, code: 'token-invalid' });
  });

  it('7: an owner sees their sign-ins and ends one, or all others', async () => {
    const [here, there, elsewhere] = [
      await bank().signIn('carla'),
      await bank().signIn('carla'),
      await bank().signIn('carla'),
    ];
    const { items } = (await here.get('/auth/sign-ins')).body as {
      items: { id: string; isThis: boolean; way: string }[];
    };
    expect(items.map(({ isThis, way }) => [isThis, way])).toEqual([
      [false, 'password'],
      [false, 'password'],
      [true, 'password'],
    ]);
    const [latest] = items;
    expect((await here.post(`/auth/sign-ins/${latest?.id ?? ''}/end`, undefined)).body).toEqual({ ended: 1 });
    expect(problem(await session(elsewhere)).code).toBe('session-revoked');
    expect((await here.post('/auth/sign-ins/end-others', undefined)).body).toEqual({ ended: 1 });
    expect(problem(await session(there)).code).toBe('session-revoked');
    expect((await session(here)).status).toBe(200);
    const bob = await bank().signIn('bob');
    const theirs =
      ((await here.get('/auth/sign-ins')).body as { items: { id: string }[] }).items[0]?.id ?? '';
    expect(problem(await bob.post(`/auth/sign-ins/${theirs}/end`, undefined)).status).toBe(404);
    expect((await session(here)).status).toBe(200);
  });

  it('7: an administrator ends those of a customer; nobody else may', async () => {
    const bob = await bank().signIn('bob');
    const administrator = await bank().signIn('administrator');
    const path = `/api/v1/customers/${customer('bob')}/sign-ins`;
    const listed = (await administrator.get(path)).body as { items: unknown[]; isBlocked: boolean };
    expect(listed.items.length).toBeGreaterThan(0);
    for (const name of ['alice', 'teller', 'accountant', 'auditor']) {
      const other = await bank().signIn(name);
      expect((await other.get(path)).status).toBe(403);
      expect((await other.post(path, { action: 'end' })).status).toBe(403);
    }
    expect((await administrator.post(path, { action: 'end' })).status).toBe(200);
    expect(problem(await session(bob)).code).toBe('session-revoked');
    const none = '/api/v1/customers/cus_00000000-0000-4000-8000-000000000000/sign-ins';
    expect((await administrator.post(none, { action: 'end' })).status).toBe(404);
  });

  it('8: a change of rights ends what was begun with the old ones', async () => {
    const teller = await bank().signIn('teller');
    const sessions = dynamoSessions('sessions');
    const before = await personOf('teller');
    const { redis: at } = bank().parts;
    const redis = connectRedis({ host: at.host, port: at.port, tls: false });
    const log = { append: () => Promise.resolve() };
    const ports = { sessions: cachedSessions(sessions, redis), clock: systemClock, log };
    await changeRights(ports, { personKey: before.key, subject: 'administrator', traceId: 'test' });
    redis.disconnect();
    expect(problem(await session(teller)).code).toBe('session-revoked');
    expect((await personOf('teller')).rolesVersion).toBe(before.rolesVersion + 1);
    expect((await session(await bank().signIn('teller'))).status).toBe(200);
  });

  it('8: somebody blocked is out at once, whatever they hold, and can’t come back until let in', async () => {
    const bob = await bank().signIn('bob');
    const { AccessToken } = await bank().parts.pool.tokensOf('bob');
    const byToken = { path: '/api/v1/accounts', headers: { authorization: `Bearer ${AccessToken}` } };
    const administrator = await bank().signIn('administrator');
    const path = `/api/v1/customers/${customer('bob')}/sign-ins`;
    await administrator.post(path, { action: 'block' });
    expect(problem(await session(bob)).code).toBe('session-revoked');
    expect(problem(await bank().send(byToken)).code).toBe('token-invalid');
    const again = await bank().send({
      method: 'POST',
      path: '/auth/password',
      body: { userName: 'bob', password: userPassword },
    });
    expect(problem(again)).toEqual({ status: 403, code: 'sign-in-blocked' });
    await administrator.post(path, { action: 'unblock' });
    expect((await session(await bank().signIn('bob'))).status).toBe(200);
    const by = bank().parts.subjects.get('administrator');
    const items = (await bank().parts.readLog()).filter(({ subject }) => subject === by);
    const told = items.map(({ operation, about }) => [
      operation,
      (about as { customer?: object } | undefined)?.customer,
    ]);
    for (const action of ['end', 'block', 'unblock'])
      expect(told).toContainEqual([`sign-ins-${action}`, { S: customer('bob') }]);
  });
});

describe('a change of somebody’s rights that ended no session', () => {
  const changes: [string, (person: SignInPerson) => Partial<SignInPerson>][] = [
    ['they are blocked', () => ({ isBlocked: true })],
    ['they have other roles', ({ rolesVersion }) => ({ rolesVersion: rolesVersion + 1 })],
    ['what they had begun is worth nothing', () => ({ tokensFrom: Date.now() })],
  ];
  it.each(changes)('counts at the next reading: %s', async (_what, change) => {
    const auditor = await bank().signIn('auditor');
    const person = await personOf('auditor');
    const store = dynamoSessions('sessions');
    expect(await store.changePerson({ ...person, ...change(person) })).toBe(true);
    expect(problem(await session(auditor))).toEqual({ status: 401, code: 'session-revoked' });
    await store.changePerson({ ...(await personOf('auditor')), isBlocked: false });
  });

  it('counts for a sign-in that was under way, in whatever part of a second', async () => {
    const administrator = await bank().signIn('administrator');
    const pool = new CognitoIdentityProviderClient({});
    const answerOf = pool.send.bind(pool) as (command: unknown) => Promise<unknown>;
    const endMeanwhile = async (command: unknown): Promise<unknown> => {
      const answer = await answerOf(command);
      await administrator.post(`/api/v1/customers/${customer('bob')}/sign-ins`, { action: 'end' });
      return answer;
    };
    jest.spyOn(CognitoIdentityProviderClient.prototype, 'send').mockImplementationOnce(endMeanwhile as never);
    const body = { userName: 'bob', password: userPassword };
    const late = await bank().send({ method: 'POST', path: '/auth/password', body });
    expect(problem(late)).toEqual({ status: 401, code: 'session-expired' });
    expect(late.cookies).toEqual([]);
    expect((await session(await bank().signIn('bob'))).status).toBe(200);
  });
});

describe('a fresh proof (security test 10)', () => {
  let from = '';
  let to = '';
  beforeAll(async () => {
    from = await aliceHas(bank(), 5_000_000n);
    to = await bobHas(bank(), 0n);
  });
  const pay = (caller: Caller, payee: string, minor: bigint, key = crypto.randomUUID()): Promise<Answer> =>
    caller.post('/api/v1/transfers', transferBody(from, payee, minor), {
      headers: { 'idempotency-key': key, 'x-csrf': caller.csrfToken },
    });

  it('10: is needed for a new payee and for much money, and is used up by one transfer', async () => {
    const alice = await bank().signIn('alice');
    later(6 * minute);
    const required = { status: 403, code: 'step-up-required' };
    expect(problem(await pay(alice, to, 100n))).toEqual(required);
    expect(problem(await alice.post('/auth/step-up', { password: 'guessed' })).code).toBe(
      'credentials-refused',
    );
    expect(problem(await pay(alice, to, 100n))).toEqual(required);
    expect((await alice.post('/auth/step-up', { password: userPassword })).status).toBe(204);
    const key = crypto.randomUUID();
    expect((await pay(alice, to, 100n, key)).status).toBe(201);
    // The same request again is the same transfer, and needs nothing.
    expect((await pay(alice, to, 100n, key)).status).toBe(201);
    // Bob is known now; much money still needs one.
    expect((await pay(alice, to, 100n)).status).toBe(201);
    expect(problem(await pay(alice, to, 1_000_000n))).toEqual(required);
    await alice.post('/auth/step-up', { password: userPassword });
    const both = await Promise.all([pay(alice, to, 1_000_000n), pay(alice, to, 1_000_001n)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 403]);
  });

  it('10: a proof is good for five minutes, and only in its own session', async () => {
    const [alice, other] = [await bank().signIn('alice'), await bank().signIn('alice')];
    later(6 * minute);
    await alice.post('/auth/step-up', { password: userPassword });
    expect(problem(await pay(other, to, 1_000_000n)).code).toBe('step-up-required');
    later(5 * minute + 1000);
    expect(problem(await pay(alice, to, 1_000_000n)).code).toBe('step-up-required');
  });

  it('10: a bearer token has its own age and nothing else', async () => {
    const { AccessToken } = await bank().parts.pool.tokensOf('alice');
    later(6 * minute);
    const answer = await bank().send({
      method: 'POST',
      path: '/api/v1/transfers',
      body: transferBody(from, to, 1_000_000n),
      headers: { authorization: `Bearer ${AccessToken}`, 'idempotency-key': crypto.randomUUID() },
    });
    expect(problem(answer)).toEqual({ status: 403, code: 'step-up-required' });
    const stepUp = await bank().send({
      method: 'POST',
      path: '/auth/step-up',
      body: { password: userPassword },
      headers: { authorization: `Bearer ${AccessToken}` },
    });
    expect(stepUp.status).toBe(401);
  });
});

describe('without Redis (security test 7)', () => {
  it('7: with Redis down a session is read where it is kept, and ended all the same', async () => {
    const [alice, other] = [await bank().signIn('alice'), await bank().signIn('alice')];
    await session(other);
    await bank().parts.redis.close();
    expect((await session(alice)).status).toBe(200);
    await alice.post('/auth/sign-ins/end-others', undefined);
    expect(problem(await session(other)).code).toBe('session-revoked');
  });
});
