import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { totpCode, totpStep } from '../local/aws/cognito/totp.ts';
import { userPassword } from '../local/testing/bank-parts.ts';
import { aCashDeposit, post } from '../local/testing/journals.ts';
import { signInOutside } from '../local/testing/outside-browser.ts';
import { publicId } from '../functions/domain/ids.ts';
import { openSite, type PageAnswer, type Visitor } from './testing/site.ts';

const site = openSite();
const minute = 60_000;
beforeAll(async () => {
  const { bank } = site();
  await post(bank.database.app, aCashDeposit(bank.cast.alice.accountId, 100_000n));
});
afterEach(() => {
  jest.restoreAllMocks();
});

async function signedIn(userName: string): Promise<Visitor> {
  const visitor = site().visitor();
  await visitor.signIn(userName);
  return visitor;
}

/** The hidden fields of the form that holds this text. */
function formWith(page: PageAnswer, text: string): Record<string, string> {
  const form = (page.html.match(/<form[\s\S]*?<\/form>/g) ?? []).find((each) => each.includes(text)) ?? '';
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)].map(([tag]) => [
    /\bname="([^"]*)"/.exec(tag)?.[1] ?? '',
    /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '',
  ]);
  return Object.fromEntries(inputs) as Record<string, string>;
}

describe('the sign-in page', () => {
  it('offers the other ways, back to where one wanted to be', async () => {
    const page = await site().visitor().get('/payments?x=1');
    expect(page.html).toContain('href="/auth/amazon/start?returnTo=%2Fpayments%3Fx%3D1"');
    expect(page.html).toContain('href="/auth/directory/start?returnTo=%2Fpayments%3Fx%3D1"');
    const refused = await site().visitor().get('/sign-in?problem=sign-in-not-linked');
    expect([refused.status, refused.html]).toEqual([403, expect.stringContaining('not a way into the bank')]);
  });

  it('asks for the code of an authenticator after the password, and keeps the place', async () => {
    const bob = await signedIn('bob');
    const begin = formWith(await bob.get('/ways-to-sign-in'), 'Set it up');
    const wrong = await bob.post('/ways-to-sign-in', { ...begin, password: 'guessed' });
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('The password is wrong.')]);
    const shown = await bob.post('/ways-to-sign-in', { ...begin, password: userPassword });
    const confirm = formWith(shown, 'Switch it on');
    const secret = confirm['_secret'] ?? '';
    expect(shown.html).toContain(secret);
    const again = await bob.post('/ways-to-sign-in', { ...confirm, code: '000000' });
    expect([again.status, formWith(again, 'Switch it on')['_secret']]).toEqual([422, secret]);
    const step = totpStep(new Date());
    const on = await bob.post('/ways-to-sign-in', { ...confirm, code: totpCode(secret, step) });
    expect(on.location).toBe('/ways-to-sign-in?done=totp-on');

    const visitor = site().visitor();
    const half = await visitor.post('/sign-in', {
      userName: 'bob',
      password: userPassword,
      _returnTo: '/payments',
    });
    expect([half.status, visitor.cookie()]).toEqual([200, undefined]);
    const wrongCode = await visitor.post('/sign-in', { ...visitor.formOf(half), code: '000000' });
    expect(wrongCode.status).toBe(422);
    const code = totpCode(secret, step + 1);
    expect((await visitor.post('/sign-in', { ...visitor.formOf(wrongCode), code })).location).toBe(
      '/payments',
    );
    expect((await visitor.get('/payments')).status).toBe(200);
    const remove = formWith(await visitor.get('/ways-to-sign-in'), 'Remove the authenticator');
    expect((await visitor.post('/ways-to-sign-in', remove)).location).toBe('/ways-to-sign-in?done=totp-off');
  });
});

describe('an account elsewhere', () => {
  it('is added on the page of one’s ways to sign in', async () => {
    const carla = await signedIn('carla');
    const add = formWith(await carla.get('/ways-to-sign-in'), 'Add Login with Amazon');
    const leaving = await carla.post('/ways-to-sign-in', add);
    expect(leaving.status).toBe(303);
    const path = await signInOutside(leaving.location ?? '', 'carla');
    const headers = { 'x-bank-site': 'classic' };
    const home = await site().bank.send({ path, headers, cookies: carla.cookies() });
    expect(home.headers['location']).toBe('/ways-to-sign-in?linked=amazon');
    expect((await carla.get('/ways-to-sign-in?linked=amazon')).html).toContain('Remove Login with Amazon');
  });
});

describe('a transfer to somebody new', () => {
  it('leads through the password and back, with nothing lost', async () => {
    const alice = await signedIn('alice');
    const now = Date.now();
    jest.spyOn(Date, 'now').mockReturnValue(now + 6 * minute);
    const { cast } = site().bank;
    const enter = alice.formOf(await alice.get('/transfers/new'));
    const { body } = await site().bank.send({
      path: '/api/v1/accounts',
      cookies: [(await signedIn('bob')).cookie() ?? ''],
    });
    const to = (body as { items: { number: string }[] }).items[0]?.number ?? '';
    const typed = { from: publicId('account', cast.alice.accountId), to, amount: '7.00', reference: 'New' };
    const check = await alice.post('/transfers/new', { ...enter, ...typed });
    const place = check.location ?? '';
    const asked = await alice.post(place, alice.formOf(await alice.get(place)));
    expect(asked.location).toBe(`/prove-it?returnTo=${encodeURIComponent(place)}`);
    const page = await alice.get(asked.location ?? '');
    const wrong = await alice.post(asked.location ?? '', { ...alice.formOf(page), password: 'guessed' });
    expect([wrong.status, wrong.html]).toEqual([422, expect.stringContaining('The password is wrong.')]);
    const back = await alice.post(asked.location ?? '', { ...alice.formOf(page), password: userPassword });
    expect(back.location).toBe(place);
    const paid = await alice.post(place, alice.formOf(await alice.get(place)));
    expect(paid.location).toMatch(/^\/transfers\/trf_/);
    expect((await alice.get(paid.location ?? '')).html).toContain('New');
  });
});

describe('where one is signed in', () => {
  it('is a list with a way to end each, and all others', async () => {
    const [here, there] = [await signedIn('alice'), await signedIn('alice')];
    const page = await here.get('/sessions');
    expect(page.html).toContain('This one');
    const ended = await here.post('/sessions', formWith(page, 'End all others'));
    expect(ended.location).toBe('/sessions?ended=1');
    expect((await there.get('/accounts')).status).toBe(401);
    expect((await here.get('/accounts')).status).toBe(200);
  });

  it('leads over to the other site, at the same page', async () => {
    const alice = await signedIn('alice');
    const page = await alice.get('/payments?x=1');
    const over = await alice.post('/hand-off', formWith(page, 'Open this page on our other site'));
    const url = new URL(over.location ?? '');
    expect(url.origin).toBe('http://bank.localhost:8080');
    const there = await site().bank.send({
      path: url.pathname + url.search,
      headers: { 'sec-fetch-site': 'same-site' },
    });
    expect([there.status, there.headers['location']]).toEqual([303, '/payments?x=1']);
  });
});

describe('those who can’t sign in yet', () => {
  it('sign up, confirm their address and set a new password by codes', async () => {
    const visitor = site().visitor();
    const userName = 'gina@example.com';
    const codeFor = (): string =>
      /\d{6}/.exec(site().bank.parts.letters.findLast(({ to }) => to === userName)?.text ?? '')?.[0] ?? '';
    const password = 'Correct-Horse-99';
    const weak = await visitor.post('/sign-up', { userName, displayName: 'Gina', password: 'weak-password' });
    expect([weak.status, visitor.formOf(weak)]).toEqual([
      422,
      { userName, displayName: 'Gina', password: '' },
    ]);
    const sent = await visitor.post('/sign-up', { userName, displayName: 'Gina', password });
    expect(sent.location).toBe('/sign-up/confirm?for=gina%40example.com');
    expect(visitor.formOf(await visitor.get(sent.location ?? ''))['userName']).toBe(userName);
    const confirmed = await visitor.post('/sign-up/confirm', { userName, code: codeFor() });
    expect((await visitor.follow(confirmed)).html).toContain('Your address is confirmed.');
    const asked = await visitor.post('/forgotten-password', { userName });
    expect(asked.location).toBe('/forgotten-password/new?for=gina%40example.com');
    const next = { userName, code: codeFor(), password: 'Another-Horse-11' };
    const set = await visitor.post('/forgotten-password/new', next);
    expect(set.location).toBe('/sign-in?done=password-changed');
    const signedIn = await visitor.post('/sign-in', { userName, password: next.password });
    expect(signedIn.location).toBe('/');
  });

  it.each([
    ['/sign-up/confirm', '/sign-up', {}],
    ['/forgotten-password/new', '/forgotten-password', { password: 'Another-Horse-11' }],
  ])('%s leads whose code is refused to where a new one comes from', async (path, place, further) => {
    const visitor = site().visitor();
    const userName = 'gus@example.com';
    const named = '?for=gus%40example.com';
    const refused = await visitor.post(path + named, { userName, code: '000000', ...further });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('You can ask for a new one.');
    expect(refused.html).toContain(`action="${path}${named}"`);
    expect(refused.html).toContain(`href="${place}${named}"`);
    expect(visitor.formOf(await visitor.get(place + named))['userName']).toBe(userName);
  });
});
