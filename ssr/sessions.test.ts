import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createClient } from '../web/client/client.ts';
import { apiTransport } from './api-transport.ts';
import { readConfig } from './config.ts';
import { userPassword } from '../local/testing/bank-parts.ts';
import { publicId } from '../functions/domain/ids.ts';
import { aCashDeposit, post } from '../local/testing/journals.ts';
import { openSite, type PageAnswer, type Visitor } from './testing/site.ts';

const site = openSite();
afterEach(() => {
  jest.restoreAllMocks();
});
beforeAll(async () => {
  const { bank } = site();
  await post(bank.database.app, aCashDeposit(bank.cast.alice.accountId, 100_000n));
});

async function signedIn(userName: string): Promise<Visitor> {
  const visitor = site().visitor();
  await visitor.signIn(userName);
  return visitor;
}

/** The same person ends the session from another window, with the cookie both have. */
async function endSessionBehind(visitor: Visitor, place = '/accounts'): Promise<void> {
  const page = await visitor.get(place);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  const headers = { 'x-csrf': csrf };
  const cookies = [visitor.cookie() ?? ''];
  const answer = await site().bank.send({ method: 'POST', path: '/auth/sign-out', headers, cookies });
  expect(answer.status).toBe(200);
}

describe('somebody who is not signed in', () => {
  it('is asked to, in place of any page, and lands there afterwards', async () => {
    const visitor = site().visitor();
    const asked = await visitor.get('/transfers/new?draft=none');
    expect(asked.status).toBe(401);
    expect(asked.html).toMatch(/<h1[^>]*>Sign in<\/h1>/);
    const form = { ...visitor.formOf(asked), userName: 'alice', password: userPassword };
    const answer = await visitor.post('/sign-in', form);
    expect([answer.status, answer.location]).toEqual([303, '/transfers/new?draft=none']);
    expect((await visitor.get('/accounts')).html).toContain('Signed in as alice');
  });

  it('is told when the password is wrong; the name stays, the password does not', async () => {
    const visitor = site().visitor();
    const page = await visitor.post('/sign-in', { userName: 'alice', password: 'wrong-horse' });
    expect(page.status).toBe(422);
    expect(page.html).toContain('The user name or the password is wrong.');
    expect(visitor.formOf(page)).toMatchObject({ userName: 'alice', password: '' });
    expect(page.html).not.toContain('wrong-horse');
    const empty = await visitor.post('/sign-in', { userName: ' ', password: '' });
    expect(empty.html).toMatch(/Enter your user name[\s\S]*Enter your password/);
    expect(visitor.cookie()).toBeUndefined();
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/sign-in', 'x', '/a\tb'])(
    'is never led to %s',
    async (place) => {
      const visitor = site().visitor();
      const form = { userName: 'alice', password: userPassword, _returnTo: place, _kept: '{' };
      expect((await visitor.post('/sign-in', form)).location).toBe('/');
    },
  );

  it('does not stay at the sign-in page once signed in', async () => {
    const alice = await signedIn('alice');
    expect((await alice.get('/sign-in?returnTo=/accounts')).location).toBe('/accounts');
    expect((await site().visitor().get('/sign-in')).status).toBe(200);
  });
});

describe('a session', () => {
  it('ends at the sign-out, on the server too', async () => {
    const alice = await signedIn('alice');
    const cookie = alice.cookie() ?? '';
    const page = await alice.get('/accounts');
    const csrf = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    expect((await alice.post('/sign-out', { _csrf: csrf })).location).toBe('/sign-in');
    expect((await alice.get('/accounts')).status).toBe(401);
    expect((await site().bank.send({ path: '/api/v1/session', cookies: [cookie] })).status).toBe(401);
    expect((await alice.get('/sign-out')).location).toBe('/');
  });

  it('that is gone keeps the key of a money form, so that nothing is posted twice', async () => {
    const teller = await signedIn('teller');
    const form: Record<string, string> = {
      ...teller.formOf(await teller.get('/counter')),
      account: '1',
      kind: 'deposit',
      amount: '5',
    };
    await endSessionBehind(teller, '/counter');
    const asked = await teller.post('/counter', form);
    expect(asked.status).toBe(401);
    const back = await teller.post('/sign-in', {
      ...teller.formOf(asked),
      userName: 'teller',
      password: userPassword,
    });
    const again = teller.formOf(await teller.follow(back));
    expect([again['_idem'], again['amount']]).toEqual([form['_idem'], '5']);
  });

  it('that is gone when a form is sent costs nothing that was typed', async () => {
    const alice = await signedIn('alice');
    const form = alice.formOf(await alice.get('/transfers/new'));
    await endSessionBehind(alice);
    const typed = { from: publicId('account', site().bank.cast.alice.accountId), to: '5000000001' };
    const asked = await alice.post('/transfers/new', {
      ...form,
      ...typed,
      amount: '7.00',
      reference: 'Ré "x"',
    });
    expect(asked.status).toBe(401);
    expect(asked.html).toContain('Your session has ended');
    const again = { ...alice.formOf(asked), userName: 'alice', password: 'not this' };
    const refused = await alice.post('/sign-in', again);
    expect(refused.status).toBe(422);
    const back = await alice.post('/sign-in', { ...alice.formOf(refused), password: userPassword });
    expect(back.location).toMatch(/^\/transfers\/new\?draft=drf_/);
    const page = await alice.follow(back);
    expect(alice.formOf(page)).toMatchObject({ to: '5000000001', amount: '7.00', reference: 'Ré "x"' });
  });
});

describe('the page that asks to sign in', () => {
  const six = async (): Promise<void> => {
    for (let count = 0; count < 5; count += 1) await site().bank.signIn('carla');
  };
  const byTheBank = async (): Promise<void> => {
    const administrator = await site().bank.signIn('administrator');
    const customer = publicId('customer', site().bank.cast.carla.customerId);
    await administrator.post(`/api/v1/customers/${customer}/sign-ins`, { action: 'end' });
  };
  const byTime = (): Promise<void> => {
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 16 * 60_000);
    return Promise.resolve();
  };

  it.each<[string, () => Promise<void>, string]>([
    ['a sixth sign-in', six, 'signed in on a sixth browser'],
    ['the bank', byTheBank, 'ended from elsewhere'],
    ['its idle limit', byTime, 'ends when nothing is done for a while'],
  ])('says that a session was ended by %s', async (_by, end, text) => {
    const carla = await signedIn('carla');
    expect((await carla.get('/accounts')).status).toBe(200);
    await end();
    const asked = await carla.get('/accounts');
    expect([asked.status, asked.html]).toEqual([401, expect.stringContaining(text)]);
    expect((await carla.get('/sign-in')).html).toContain(text);
  });

  it('says nothing of a session to somebody who had none', async () => {
    const asked = await site().visitor().get('/accounts');
    expect(asked.html).not.toContain('Your session is over');
  });
});

describe('a page', () => {
  it('may run no script and is kept nowhere', async () => {
    const { headers, html } = await (await signedIn('alice')).get('/accounts');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toMatch(/default-src 'none'/);
    expect(headers['content-security-policy']).not.toMatch(/script-src|unsafe/);
    expect(html).not.toMatch(/<script|\bon\w+="|\bstyle="/);
  });

  it('can be had without its frame', async () => {
    const alice = await signedIn('alice');
    const parts = [
      await alice.get('/accounts?_fragment=main'),
      await alice.get('/accounts', { 'x-fragment': 'main' }),
    ];
    for (const { html } of parts) {
      expect(html).toContain('Your accounts');
      expect(html).not.toMatch(/<html|<nav|<footer/);
    }
    expect(parts[0]?.headers['vary']).toContain('X-Fragment');
  });

  it('that does not exist says so within the frame', async () => {
    const page = await (await signedIn('alice')).get('/no/such/page');
    expect([page.status, page.html.includes('Page not found')]).toEqual([404, true]);
    expect(page.html).toContain('aria-label="Bank"');
  });
});

describe('a form', () => {
  const steps: [name: string, headers: Record<string, string>][] = [
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of a sibling of this site', { 'sec-fetch-site': 'same-site' }],
    ['of an old browser on another site', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
  ];
  it.each(steps)('%s is turned away', async (_name, headers) => {
    const alice = await signedIn('alice');
    expect(
      (await alice.post('/sign-in', { userName: 'alice', password: userPassword }, headers)).status,
    ).toBe(403);
  });

  it('without the session’s token is refused by the bank', async () => {
    const alice = await signedIn('alice');
    const form = {
      from: publicId('account', site().bank.cast.alice.accountId),
      to: '5000000001',
      amount: '1',
    };
    const page = await alice.post('/transfers/new', { ...form, reference: '', _csrf: 'guessed' });
    expect(page.status).toBe(403);
    expect(page.html).toContain('This page was out of date');
  });

  it('that is too large, or of another kind, can’t be read', async () => {
    const alice = await signedIn('alice');
    expect((await alice.post('/transfers/new', { reference: 'x'.repeat(70_000) })).status).toBe(413);
  });
});

describe('what nobody asks of a page', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is refused: %s', async (method) => {
    const answer = await site().visitor().send(method, '/accounts');
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
  });

  it.each([
    '?cursor=made-up',
    '?min=1,000,000,000,000,000',
    '?min=99999999999999',
    '?from=2026-02-31',
    '?from=0001-01-01',
    '?q=%E2%80%8B',
  ])('is never our fault: %s', async (query) => {
    const alice = await signedIn('alice');
    const account = publicId('account', site().bank.cast.alice.accountId);
    const page = await alice.get(`/accounts/${account}${query}`);
    expect([400, 422]).toContain(page.status);
    expect(page.html).not.toContain('on our side');
  });
});

describe('whoever walks around the CDN', () => {
  it('is turned away', async () => {
    expect((await site().visitor().get('/', { 'x-origin-verify': 'guessed' })).status).toBe(403);
  });
});

describe('while the API is out of reach', () => {
  const broken = (answer: PageAnswer): void => {
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.html).toMatch(/lb-header[\s\S]*The bank is out of reach[\s\S]*lb-footer/);
  };

  it('a page keeps its frame and says so, whether nobody answers or the ledger is away', async () => {
    const alice = await signedIn('alice');
    site().reachApiBy(() => Promise.reject(new Error('connect ECONNREFUSED')));
    broken(await alice.get('/accounts'));
    expect(site().printed.join()).toContain('"fault":{"name":"Error"');
    expect(site().printed.join()).not.toContain('ECONNREFUSED');
    const problem = { status: 503, code: 'books-unavailable', detail: 'Away.', traceId: 'abc123' };
    site().reachApiBy(() =>
      Promise.resolve({
        status: 503,
        headers: { get: () => null },
        text: () => Promise.resolve(JSON.stringify(problem)),
      }),
    );
    const told = await alice.get('/accounts');
    broken(told);
    expect(told.html).toMatch(/Trace id[\s\S]*abc123/);
    site().reachApiBy(undefined);
  });

  it('what was sent may have been done, and nothing says otherwise', async () => {
    const alice = await signedIn('alice');
    const form = alice.formOf(await alice.get('/transfers/new'));
    const { bank } = site();
    site().reachApiBy(async (path, { method, headers }) => {
      if (path !== '/api/v1/session') throw new Error('gone');
      const { cookie = '', ...rest } = headers;
      const answer = await bank.send({ method, path, headers: rest, cookies: [cookie] });
      return {
        status: answer.status,
        headers: { get: () => null },
        text: () => Promise.resolve(JSON.stringify(answer.body)),
      };
    });
    const typed = { from: publicId('account', bank.cast.alice.accountId), to: '5000000001', amount: '3' };
    const page = await alice.post('/transfers/new', { ...form, ...typed, reference: '' });
    site().reachApiBy(undefined);
    expect(page.status).toBe(503);
    expect(page.html).toContain('it may have been done');
    expect(page.html).not.toMatch(/nothing was (done|paid|posted)|money is where it was/i);
  });
});

describe('the connection to the API', () => {
  it('speaks TLS where the address says so, and fails when nobody listens', async () => {
    const call = (origin: string): Promise<unknown> => createClient(apiTransport(origin))('getLiveness', {});
    await expect(call('https://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED');
    await expect(call('http://api.bank.localhost:1')).rejects.toThrow('ECONNREFUSED');
  });
  it('needs an address', () => {
    expect(() => readConfig({})).toThrow('API_ORIGIN, EDGE_TOKEN, SITE_ORIGIN, STYLE_SHEET');
  });
});
