import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer } from '../../local/testing/bank.ts';
import { edgeToken, userPassword } from '../../local/testing/bank-parts.ts';

const bank = useBank();
const minute = 60_000;

const code = ({ body }: Answer): string => (body as { code: string }).code;
const refusal = (answer: Answer): [number, string] => [answer.status, code(answer)];

afterEach(() => {
  jest.restoreAllMocks();
});

function later(milliseconds: number): void {
  const then = Date.now() + milliseconds;
  jest.spyOn(Date, 'now').mockReturnValue(then);
}

const signInWith = (userName: string, password: string, headers = {}): Promise<Answer> =>
  bank().send({ method: 'POST', path: '/auth/password', body: { userName, password }, headers });

const accessToken = (userName: string): Promise<{ AccessToken: string; IdToken: string }> =>
  bank().parts.pool.tokensOf(userName);

describe('signing in', () => {
  it('sets a cookie that no script and no other host can read, and tells who it is', async () => {
    const answer = await signInWith('alice', userPassword);
    expect(answer.status).toBe(200);
    expect(answer.cookies).toEqual([
      expect.stringMatching(
        /^__Host-bank_sid=[\w-]{43}; Path=\/; Max-Age=28800; Secure; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    expect(answer.body).toMatchObject({
      userName: 'alice',
      roles: ['customer'],
      customerId: `cus_${bank().cast.alice.customerId}`,
    });
  });

  it('refuses a wrong password and an unknown user in the same words', async () => {
    const wrong = await signInWith('bob', 'not the password');
    const unknown = await signInWith('nobody', 'not the password');
    expect(refusal(wrong)).toEqual([401, 'credentials-refused']);
    const shape = ({ body, headers }: Answer): unknown => [
      { ...(body as object), traceId: '' },
      { ...headers, 'trace-id': '' },
    ];
    const withoutCount = (answer: Answer): unknown =>
      JSON.stringify(shape(answer)).replaceAll(/r=\d+;t=\d+/g, '');
    expect(withoutCount(unknown)).toEqual(withoutCount(wrong));
  });

  it('ends the session the browser came with, so that a planted one is worth nothing', async () => {
    const planted = await bank().signIn('carla');
    await bank().send({
      method: 'POST',
      path: '/auth/password',
      body: { userName: 'carla', password: userPassword },
      cookies: [planted.cookie ?? ''],
      headers: { 'x-csrf': planted.csrfToken },
    });
    expect(refusal(await planted.get('/api/v1/session'))).toEqual([401, 'session-expired']);
  });

  it('is limited per user name, and says when to come back', async () => {
    const answers: Answer[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) answers.push(await signInWith('auditor', 'guess'));
    const last = answers.at(-1);
    expect(last && refusal(last)).toEqual([429, 'rate-limited']);
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signInWith('teller', userPassword)).status).toBe(200);
  });
});

describe('a session', () => {
  it('tells who is signed in', async () => {
    const teller = await bank().signIn('teller');
    expect((await teller.get('/api/v1/session')).body).toMatchObject({
      userName: 'teller',
      customerId: null,
      csrfToken: teller.csrfToken,
    });
  });

  it('ends after fifteen idle minutes for a customer and ten for staff', async () => {
    const alice = await bank().signIn('alice');
    const teller = await bank().signIn('teller');
    later(10 * minute + 1000);
    expect(refusal(await teller.get('/api/v1/session'))).toEqual([401, 'session-expired']);
    expect((await alice.get('/api/v1/session')).status).toBe(200);
    later(16 * minute);
    expect(refusal(await alice.get('/api/v1/session'))).toEqual([401, 'session-expired']);
  });

  it('is not prolonged by a page that refreshes itself', async () => {
    const teller = await bank().signIn('teller');
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now');
    const refresh = (): Promise<Answer> =>
      teller.get('/api/v1/session', { headers: { 'x-background': 'true' } });
    for (const passed of [3, 6, 9]) {
      clock.mockReturnValue(start + passed * minute);
      expect((await refresh()).status).toBe(200);
    }
    clock.mockReturnValue(start + 10 * minute + 1000);
    expect(refusal(await refresh())).toEqual([401, 'session-expired']);
  });

  it('is prolonged by what somebody does, and a write always is', async () => {
    const headers = { 'x-background': 'true' };
    const alice = await bank().signIn('alice');
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now');
    clock.mockReturnValue(start + 14 * minute);
    const draft = { form: 'transfer', fields: {} };
    expect((await alice.post('/api/v1/drafts', draft, { headers })).status).toBe(201);
    clock.mockReturnValue(start + 28 * minute);
    expect((await alice.get('/api/v1/session')).status).toBe(200);
    clock.mockReturnValue(start + 42 * minute);
    expect((await alice.get('/api/v1/session')).status).toBe(200);
  });

  it('ends after eight hours, however busy it was', async () => {
    const alice = await bank().signIn('alice');
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now');
    for (let passed = 0; passed < 8 * 60 * minute; passed += 14 * minute) {
      clock.mockReturnValue(start + passed);
      expect((await alice.get('/api/v1/session')).status).toBe(200);
    }
    clock.mockReturnValue(start + 8 * 60 * minute + 1000);
    expect(refusal(await alice.get('/api/v1/session'))).toEqual([401, 'session-expired']);
  });

  it('ends when its owner signs out', async () => {
    const alice = await bank().signIn('alice');
    const answer = await alice.post('/auth/sign-out', undefined);
    expect([answer.status, answer.cookies[0]]).toEqual([200, expect.stringContaining('Max-Age=0')]);
    expect(refusal(await alice.get('/api/v1/session'))).toEqual([401, 'session-expired']);
  });

  it('is not invented from a cookie of the right form', async () => {
    const forged = { cookies: [`__Host-bank_sid=${'A'.repeat(43)}`] };
    expect(refusal(await bank().anonymous.get('/api/v1/session', forged))).toEqual([401, 'session-expired']);
    expect(refusal(await bank().anonymous.get('/api/v1/session'))).toEqual([401, 'session-required']);
  });
});

describe('a write with a cookie', () => {
  it.each<[string, Record<string, string | undefined>]>([
    ['without the session’s token', { 'x-csrf': undefined }],
    ['with a wrong token', { 'x-csrf': 'wrong' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a sibling host', { 'sec-fetch-site': 'same-site' }],
    ['from another origin, without fetch metadata', { origin: 'https://evil.example' }],
    ['from an origin that is none', { origin: 'null' }],
    ['from the origin of a sibling host', { origin: 'http://classic.bank.localhost:8080' }],
    ['from another port of the host', { origin: 'http://bank.localhost:1' }],
    ['by hand', { 'sec-fetch-site': 'none' }],
  ])('is refused %s', async (_name, headers) => {
    const alice = await bank().signIn('alice');
    expect(refusal(await alice.post('/auth/sign-out', undefined, { headers }))).toEqual([
      403,
      'csrf-refused',
    ]);
    expect((await alice.get('/api/v1/session')).status).toBe(200);
  });

  it('passes from our own page', async () => {
    const alice = await bank().signIn('alice');
    expect(
      (await alice.post('/auth/sign-out', undefined, { headers: { origin: 'http://bank.localhost:8080' } }))
        .status,
    ).toBe(200);
  });
});

describe('a bearer token', () => {
  const withToken = (token: string, more = {}): Promise<Answer> =>
    bank().send({ path: '/api/v1/accounts', headers: { authorization: `Bearer ${token}` }, ...more });

  it('stands for its person, and needs no cross-site token', async () => {
    const { AccessToken } = await accessToken('alice');
    const answer = await withToken(AccessToken);
    expect(answer.status).toBe(200);
    expect((answer.body as { items: unknown[] }).items.length).toBe(1);
    const session = await bank().send({
      path: '/api/v1/session',
      headers: { authorization: `Bearer ${AccessToken}` },
    });
    expect(session.body).toMatchObject({ userName: 'alice', csrfToken: null });
  });

  it.each<[string, (tokens: { AccessToken: string; IdToken: string }) => string]>([
    ['an ID token', ({ IdToken }) => IdToken],
    ['a token with another signature', ({ AccessToken }) => `${AccessToken.slice(0, -4)}AAAA`],
    ['an unsigned token', ({ AccessToken }) => `eyJhbGciOiJub25lIn0.${AccessToken.split('.')[1] ?? ''}.`],
    ['nonsense', () => 'nonsense'],
  ])('is refused when it is %s', async (_name, change) => {
    const answer = await withToken(change(await accessToken('alice')));
    expect(refusal(answer)).toEqual([401, 'token-invalid']);
    expect(answer.headers['www-authenticate']).toContain('Bearer');
  });

  it('is refused after its end', async () => {
    const { AccessToken } = await accessToken('alice');
    later(25 * 60 * minute);
    expect(refusal(await withToken(AccessToken))).toEqual([401, 'token-invalid']);
  });

  it('is refused beside a cookie, and in another scheme', async () => {
    const { AccessToken } = await accessToken('alice');
    const alice = await bank().signIn('alice');
    expect(refusal(await withToken(AccessToken, { cookies: [alice.cookie] }))).toEqual([
      400,
      'two-credentials',
    ]);
    const basic = await bank().send({ path: '/api/v1/accounts', headers: { authorization: 'Basic YTpi' } });
    expect(refusal(basic)).toEqual([401, 'token-invalid']);
  });
});

describe('signing out', () => {
  it('clears the cookie also when its session has ended', async () => {
    const alice = await bank().signIn('alice');
    later(16 * minute);
    const answer = await alice.post('/auth/sign-out', undefined);
    expect([answer.status, answer.cookies[0]]).toEqual([200, expect.stringContaining('Max-Age=0')]);
  });
});

describe('the limit per address', () => {
  // The limit counts by the minute of the clock; a test that runs into the next one would start at none.
  beforeEach(() => {
    later(0);
  });

  it('counts viewers, not the edge of the CDN that all of them come through', async () => {
    const from = (viewer: string): Promise<Answer> =>
      signInWith('nobody', 'x', {
        'x-forwarded-for': `203.0.113.99, ${viewer}, 192.0.2.1`,
        'content-type': 'text/json',
      });
    let last = await from('198.51.100.20');
    for (let attempt = 0; attempt <= 60; attempt += 1)
      last = await bank().send({
        method: 'POST',
        path: '/auth/sign-out',
        headers: { 'x-forwarded-for': '198.51.100.20, 192.0.2.1' },
      });
    expect(refusal(last)).toEqual([429, 'rate-limited']);
    const other = await bank().send({
      method: 'POST',
      path: '/auth/sign-out',
      headers: { 'x-forwarded-for': '198.51.100.21, 192.0.2.1' },
    });
    expect(other.status).toBe(200);
  });

  it('counts the viewer the server-rendered site names, and believes nobody else', async () => {
    const site = '198.51.100.30';
    const signOut = (viewer: string, token: string | undefined): Promise<Answer> =>
      bank().send({
        method: 'POST',
        path: '/auth/sign-out',
        headers: {
          'x-forwarded-for': `${site}, 192.0.2.1`,
          'x-viewer-address': viewer,
          'x-site-token': token,
        },
      });
    const remaining = ({ headers }: Answer): number =>
      Number(/"sign-in";r=(\d+)/.exec(headers['ratelimit'] ?? '')?.[1]);
    for (const viewer of ['198.51.100.31', '198.51.100.32', '2001:db8::1'])
      expect(remaining(await signOut(viewer, edgeToken))).toBe(59);
    expect(remaining(await signOut('198.51.100.31', edgeToken))).toBe(58);
    // All of these are the site's own address.
    expect(remaining(await signOut('198.51.100.33', 'guessed'))).toBe(59);
    expect(remaining(await signOut('198.51.100.34', undefined))).toBe(58);
    expect(remaining(await signOut('nowhere', edgeToken))).toBe(57);
  });
});

describe('what is refused', () => {
  it('is an item of the security log, with the trace id the caller was given', async () => {
    const answer = await bank().anonymous.get('/api/v1/accounts');
    const { traceId } = answer.body as { traceId: string };
    const item = (await bank().parts.readLog()).find((each) => each['traceId'] === traceId);
    expect(item).toMatchObject({
      kind: 'denial',
      operation: 'listAccounts',
      status: '401',
      code: 'session-required',
    });
    expect(Number(item?.['expiresAt'])).toBeGreaterThan(Date.now() / 1000);
  });

  it('keeps the caller’s trace id when it is a well-formed one', async () => {
    const traceId = 'a'.repeat(32);
    const answer = await bank().anonymous.get('/api/v1/accounts', {
      headers: { traceparent: `00-${traceId}-${'b'.repeat(16)}-01` },
    });
    expect(answer.headers['trace-id']).toBe(traceId);
  });

  it.each<[string, Record<string, string | undefined>, unknown, [number, string]]>([
    ['did not come through the CDN', { 'x-origin-verify': 'guessed' }, {}, [403, 'forbidden']],
    ['is no JSON', {}, '{"userName":', [400, 'malformed-json']],
    ['is a form', { 'content-type': 'text/plain' }, '{}', [415, 'unsupported-media-type']],
    ['is too large', {}, { userName: 'a'.repeat(300_000), password: 'b' }, [413, 'payload-too-large']],
    [
      'has a field too many',
      {},
      { userName: 'a', password: 'b', role: 'administrator' },
      [400, 'validation-failed'],
    ],
  ])('because it %s, with all headers in place', async (_name, headers, body, expected) => {
    const answer = await bank().send({ method: 'POST', path: '/auth/password', body, headers });
    expect(refusal(answer)).toEqual(expected);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });

  it('and what is unknown: 404', async () => {
    expect(refusal(await bank().anonymous.get('/api/v1/nothing-here'))).toEqual([404, 'not-found']);
  });
});
