import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer } from '../../../local/testing/bank.ts';
import { problem } from '../../../local/testing/front-door.ts';
import { newOutsideBrowser, signInBy, visitProvider } from '../../../local/testing/outside-browser.ts';
import { newSessionToken } from '../../http/session-token.ts';

const bank = useBank();

afterEach(() => {
  jest.restoreAllMocks();
});

const sessionCookie = ({ cookies }: Answer): string =>
  cookies.find((each) => each.startsWith('__Host-bank_sid='))?.split(';')[0] ?? '';
const whoIs = async (answer: Answer): Promise<unknown> =>
  (await bank().send({ path: '/api/v1/session', cookies: [sessionCookie(answer)] })).body;
const place = ({ status, headers }: Answer): unknown => [status, headers['location']];

describe('signing in at the directory of the bank', () => {
  it('makes a session of staff, with the roles that the directory says', async () => {
    const answer = await signInBy(bank(), { way: 'directory', userName: 'tess', returnTo: '/counter?x=1' });
    expect(place(answer)).toEqual([303, '/counter?x=1']);
    expect(await whoIs(answer)).toMatchObject({
      displayName: 'Tess Tillman',
      roles: ['teller'],
      customerId: null,
    });
  });

  it('asks for the password again, whoever was signed in with this browser before', async () => {
    const browser = newOutsideBrowser();
    const visits = [];
    for (const userName of ['tess', 'tess', 'arno']) {
      const answer = await signInBy(bank(), { way: 'directory', userName, browser });
      visits.push([await whoIs(answer), browser.asked]);
    }
    expect(visits).toEqual([
      [expect.objectContaining({ roles: ['teller'] }), 1],
      [expect.objectContaining({ roles: ['teller'] }), 2],
      [expect.objectContaining({ displayName: 'Arno Abelson', roles: ['accountant'] }), 3],
    ]);
  });

  it('leads nobody in who has no role there', async () => {
    const answer = await signInBy(bank(), { way: 'directory', userName: 'carl', returnTo: '/counter' });
    expect(place(answer)).toEqual([303, '/sign-in?problem=sign-in-not-linked&returnTo=%2Fcounter']);
    expect(sessionCookie(answer)).toBe('');
  });

  it('begins again for a browser that the directory does not know', async () => {
    const page = await fetch(`${bank().parts.pool.providers.origin}/directory/interaction/none`);
    expect([page.status, await page.text()]).toEqual([
      400,
      expect.stringContaining('Begin the sign-in again'),
    ]);
  });

  it('begins again at the bank for a browser that comes back to the hosted pages twice', async () => {
    const started = await bank().send({ path: '/auth/directory/start' });
    const { origin } = new URL(started.headers['location'] ?? '');
    const page = await fetch(`${origin}/oauth2/idpresponse?state=used&code=used`);
    expect([page.status, await page.text()]).toEqual([
      400,
      expect.stringContaining('<a href="http://bank.localhost:8080/sign-in">Begin the sign-in again.</a>'),
    ]);
  });

  it('ends at the hosted pages too', async () => {
    const answer = await signInBy(bank(), { way: 'directory', userName: 'arno' });
    const cookies = [sessionCookie(answer)];
    const { body } = await bank().send({ path: '/api/v1/session', cookies });
    const headers = { 'x-csrf': (body as { csrfToken: string }).csrfToken };
    const left = await bank().send({ method: 'POST', path: '/auth/sign-out', cookies, headers });
    const { leaveAt } = left.body as { leaveAt: string };
    const page = await fetch(leaveAt, { redirect: 'manual' });
    expect(page.headers.get('location')).toBe('http://bank.localhost:8080/');
    expect(page.headers.get('set-cookie')).toContain('Max-Age=0');
    const elsewhere = await fetch(leaveAt.replace('bank.localhost', 'evil.example'), { redirect: 'manual' });
    expect(elsewhere.status).toBe(400);
  });
});

describe('an account at Amazon that nobody has linked', () => {
  it('leads to a page that says so, and to no session', async () => {
    const answer = await signInBy(bank(), { way: 'amazon', userName: 'alice' });
    expect(place(answer)).toEqual([303, '/sign-in?problem=sign-in-not-linked']);
    expect(sessionCookie(answer)).toBe('');
  });
});

describe('the answer of a provider (security tests 14, 15 and 26)', () => {
  it('14: counts only in the browser that left, and once', async () => {
    const { callback, cookies } = await visitProvider(bank(), { way: 'directory', userName: 'ada' });
    const other = await visitProvider(bank(), { way: 'directory', userName: 'audra' });
    const refusals = [
      await bank().send({ path: callback }),
      await bank().send({ path: callback, cookies: [`__Host-bank_tx=${newSessionToken()}`] }),
      await bank().send({ path: callback, cookies: other.cookies }),
      await bank().send({ path: callback.replace(/state=[^&]+/, 'state=made-up'), cookies }),
      // The attempt with another state has used it up.
      await bank().send({ path: callback, cookies }),
      await bank().send({ path: '/auth/directory/callback?code=x', cookies }),
    ];
    for (const answer of refusals) {
      expect(answer.status).toBe(400);
      expect(sessionCookie(answer)).toBe('');
    }
    expect(refusals.slice(0, 5).map(problem)).toEqual(
      Array(5).fill({ status: 400, code: 'sign-in-outdated' }),
    );
  });

  it('14: is a page for people in a browser', async () => {
    const headers = { accept: 'text/html' };
    const answer = await bank().page({ path: '/auth/directory/callback?state=x&<script>=1', headers });
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.text).toContain('&lt;script&gt;');
    expect(answer.text).not.toContain('<script>');
  });

  it('14: is outdated after ten minutes, and at another site or way than it left from', async () => {
    const late = await visitProvider(bank(), { way: 'directory', userName: 'ada' });
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 600_001);
    expect(problem(await bank().send({ path: late.callback, cookies: late.cookies })).code).toBe(
      'sign-in-outdated',
    );
    jest.restoreAllMocks();
    const astray = await visitProvider(bank(), { way: 'directory', userName: 'ada' });
    const headers = { 'x-bank-site': 'classic' };
    expect(
      problem(await bank().send({ path: astray.callback, cookies: astray.cookies, headers })).status,
    ).toBe(400);
    const wrong = await visitProvider(bank(), { way: 'directory', userName: 'ada' });
    const path = wrong.callback.replace('directory', 'amazon');
    expect(problem(await bank().send({ path, cookies: wrong.cookies })).status).toBe(400);
  });

  it('15: a code is good once, for the browser whose verifier and nonce it was asked with', async () => {
    const one = await visitProvider(bank(), { way: 'directory', userName: 'ada' });
    const two = await visitProvider(bank(), { way: 'directory', userName: 'ada' });
    const codeOf = (callback: string): string => /code=([^&]+)/.exec(callback)?.[1] ?? '';
    // The state is right, the code was asked for with another verifier and nonce.
    const swapped = two.callback.replace(codeOf(two.callback), codeOf(one.callback));
    expect(problem(await bank().send({ path: swapped, cookies: two.cookies })).code).toBe('sign-in-outdated');
    // The wrong verifier has used the code up.
    expect(problem(await bank().send({ path: one.callback, cookies: one.cookies })).code).toBe(
      'sign-in-outdated',
    );
  });

  it('15: a refusal at the provider is told on the sign-in page', async () => {
    const { callback, cookies } = await visitProvider(bank(), { way: 'directory', userName: 'ada' });
    const path = callback.replace(/code=[^&]+/, 'error=access_denied');
    expect(place(await bank().send({ path, cookies }))).toEqual([303, '/sign-in?problem=sign-in-refused']);
  });

  it.each([
    '//evil.example',
    'https:evil.example',
    '/\\evil.example',
    '/%09/evil',
    'data:text/html,x',
    '/a\tb',
    '/..//evil.example',
  ])('26: leads home, never to %j', async (returnTo) => {
    const answer = await signInBy(bank(), { way: 'directory', userName: 'tess', returnTo });
    const [, location] = place(answer) as [number, string];
    expect(new URL(location, 'https://bank.example').host).toBe('bank.example');
    expect(location).toMatch(/^\/(?![/\\])/);
  });
});
