import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { totpCode, totpStep } from '../../../local/aws/cognito/totp.ts';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { userPassword } from '../../../local/testing/bank-parts.ts';
import { aliceHas, bobHas, problem, transferBody } from '../../../local/testing/front-door.ts';
import { signInBy, signInOutside } from '../../../local/testing/outside-browser.ts';
import { signInCalls } from '../../../local/testing/sign-in-calls.ts';

const bank = useBank();
const minute = 60_000;
afterEach(() => {
  jest.restoreAllMocks();
});

const { post, cookieOf, later } = signInCalls(bank);
const codeNow = (secret: string, ahead = 0): string => totpCode(secret, totpStep(new Date()) + ahead);

/** Goes to the provider as the answer of a link says, and comes back. */
async function comeBack(caller: Caller, linked: Answer, userName: string): Promise<Answer> {
  const path = await signInOutside((linked.body as { url: string }).url, userName);
  return bank().send({ path, cookies: [caller.cookie ?? '', cookieOf(linked, 'tx')] });
}

describe('linking an account', () => {
  it('makes it a way in of whoever is signed in, and of nobody else', async () => {
    const alice = await bank().signIn('alice');
    const linked = await alice.post('/auth/amazon/link', undefined);
    const home = await comeBack(alice, linked, 'alice');
    expect(home.headers['location']).toBe('/ways-to-sign-in?linked=amazon');
    expect((await alice.get('/auth/ways')).body).toMatchObject({
      outside: [{ way: 'amazon', isLinked: true }],
    });
    const answer = await signInBy(bank(), { way: 'amazon', userName: 'alice', returnTo: '/payments' });
    expect(answer.headers['location']).toBe('/payments');
    const session = await bank().send({ path: '/api/v1/session', cookies: [cookieOf(answer, 'sid')] });
    expect(session.body).toMatchObject({
      userName: 'alice',
      customerId: `cus_${bank().cast.alice.customerId}`,
    });

    const bob = await bank().signIn('bob');
    const taken = await comeBack(bob, await bob.post('/auth/amazon/link', undefined), 'alice');
    expect(taken.headers['location']).toBe('/ways-to-sign-in?problem=account-linked-before');
    expect((await bob.get('/auth/ways')).body).toMatchObject({ outside: [{ isLinked: false }] });

    expect((await alice.post('/auth/amazon/unlink', undefined)).status).toBe(204);
    const after = await signInBy(bank(), { way: 'amazon', userName: 'alice' });
    expect(after.headers['location']).toBe('/sign-in?problem=sign-in-not-linked');
    expect(problem(await alice.post('/auth/amazon/unlink', undefined))).toEqual({
      status: 404,
      code: 'not-found',
    });
  });

  it('comes to nothing once the session it was begun in has ended', async () => {
    const alice = await bank().signIn('alice');
    const begun = await alice.post('/auth/amazon/link', undefined);
    await alice.post('/auth/sign-out', undefined);
    const home = await comeBack(alice, begun, 'alice');
    expect(home.headers['location']).toBe('/ways-to-sign-in?problem=session-expired');
    const answer = await signInBy(bank(), { way: 'amazon', userName: 'alice' });
    expect(answer.headers['location']).toBe('/sign-in?problem=sign-in-not-linked');
  });

  it('comes to nothing in a browser that has another session by now', async () => {
    const [alice, bob] = [await bank().signIn('alice'), await bank().signIn('bob')];
    const home = await comeBack(bob, await alice.post('/auth/amazon/link', undefined), 'alice');
    expect(home.headers['location']).toBe('/ways-to-sign-in?problem=session-expired');
    expect((await alice.get('/auth/ways')).body).toMatchObject({ outside: [{ isLinked: false }] });
  });

  it('ends with what was signed in by it, and with nothing else', async () => {
    const alice = await bank().signIn('alice');
    await comeBack(alice, await alice.post('/auth/amazon/link', undefined), 'alice');
    const byAmazon = await signInBy(bank(), { way: 'amazon', userName: 'alice' });
    const session = (): Promise<Answer> =>
      bank().send({ path: '/api/v1/session', cookies: [cookieOf(byAmazon, 'sid')] });
    expect((await session()).status).toBe(200);
    expect((await alice.post('/auth/amazon/unlink', undefined)).status).toBe(204);
    expect(problem(await session())).toEqual({ status: 401, code: 'session-revoked' });
    expect((await alice.get('/api/v1/session')).status).toBe(200);
  });

  it('10: makes no sign-in that is a proof: the password is asked for all the same', async () => {
    const alice = await bank().signIn('alice');
    await comeBack(alice, await alice.post('/auth/amazon/link', undefined), 'alice');
    const cookies = [cookieOf(await signInBy(bank(), { way: 'amazon', userName: 'alice' }), 'sid')];
    const { body } = await bank().send({ path: '/api/v1/session', cookies });
    const headers = { 'x-csrf': (body as { csrfToken: string }).csrfToken, 'idempotency-key': 'by-amazon' };
    const send = (path: string, given: unknown): Promise<Answer> =>
      bank().send({ method: 'POST', path, body: given, cookies, headers });
    const transfer = transferBody(await aliceHas(bank(), 500n), await bobHas(bank(), 0n), 100n);
    expect(problem(await send('/api/v1/transfers', transfer)).code).toBe('step-up-required');
    expect(problem(await send('/auth/amazon/unlink', undefined)).code).toBe('step-up-required');
    expect((await send('/auth/step-up', { password: userPassword })).status).toBe(204);
    expect((await send('/api/v1/transfers', transfer)).status).toBe(201);
    expect((await alice.post('/auth/amazon/unlink', undefined)).status).toBe(204);
  });

  it('is for the ways of one’s own kind', async () => {
    const carla = await bank().signIn('carla');
    expect(problem(await carla.post('/auth/directory/link', undefined)).code).toBe('forbidden');
  });

  it('is for somebody who is signed in', async () => {
    expect((await bank().send({ method: 'POST', path: '/auth/amazon/link' })).status).toBe(401);
  });

  it('needs a fresh proof, as does every other change of the ways in', async () => {
    const carla = await bank().signIn('carla');
    later(6 * minute);
    expect(problem(await carla.post('/auth/amazon/link', undefined))).toEqual({
      status: 403,
      code: 'step-up-required',
    });
    expect(problem(await carla.post('/auth/amazon/unlink', undefined)).code).toBe('step-up-required');
    expect(problem(await carla.post('/auth/totp/remove', undefined)).code).toBe('step-up-required');
  });

  it('never happens by an address: the same e-mail leads nowhere', async () => {
    const answer = await signInBy(bank(), { way: 'amazon', userName: 'carla' });
    expect(cookieOf(answer, 'sid')).toBe('');
  });
});

describe('an authenticator', () => {
  it('is a second half of the sign-in once a code of it was shown', async () => {
    const bob = await bank().signIn('bob');
    const begun = await bob.post('/auth/totp/enrolment', { password: userPassword });
    const { secret, address } = begun.body as { secret: string; address: string };
    expect(address).toBe(`otpauth://totp/Ledgerbank%3Abob?secret=${secret}&issuer=Ledgerbank`);
    const cookies = [bob.cookie ?? '', cookieOf(begun, 'tx')];
    const confirm = (code: string): Promise<Answer> => bob.post('/auth/totp/confirm', { code }, { cookies });
    expect(problem(await confirm('000000')).code).toBe('code-refused');
    expect((await confirm(codeNow(secret))).status).toBe(204);
    expect((await bob.get('/auth/ways')).body).toMatchObject({ hasTotp: true });

    const half = await post('/auth/password', { userName: 'bob', password: userPassword });
    expect([half.status, half.body]).toEqual([200, { challenge: 'totp' }]);
    expect(cookieOf(half, 'sid')).toBe('');
    const tx = [cookieOf(half, 'tx')];
    expect(problem(await post('/auth/totp', { code: codeNow(secret, 1) })).code).toBe('sign-in-outdated');
    expect(problem(await post('/auth/totp', { code: '123456' }, tx))).toEqual({
      status: 422,
      code: 'code-refused',
    });
    // The code that set it up is used up.
    expect(problem(await post('/auth/totp', { code: codeNow(secret) }, tx)).code).toBe('code-refused');
    const whole = await post('/auth/totp', { code: codeNow(secret, 1) }, tx);
    expect([whole.status, (whole.body as { userName: string }).userName]).toEqual([200, 'bob']);
    expect(problem(await post('/auth/totp', { code: codeNow(secret, 1) }, tx)).code).toBe('sign-in-outdated');

    const again = await bob.post('/auth/totp/enrolment', { password: userPassword });
    expect(problem(again).code).toBe('totp-in-use');
    expect(problem(await bob.post('/auth/step-up', { password: userPassword })).code).toBe('code-refused');
    expect((await bob.post('/auth/totp/remove', undefined)).status).toBe(204);
    expect(
      cookieOf(await post('/auth/password', { userName: 'bob', password: userPassword }), 'sid'),
    ).not.toBe('');
  });

  it('is set up without a token of the user pool reaching the browser', async () => {
    const sent = jest.spyOn(CognitoIdentityProviderClient.prototype, 'send');
    const carla = await bank().signIn('carla');
    const begun = await carla.post('/auth/totp/enrolment', { password: userPassword });
    const cookies = [carla.cookie ?? '', cookieOf(begun, 'tx')];
    const tried = await carla.post('/auth/totp/confirm', { code: '000000' }, { cookies });
    const answers = await Promise.allSettled(sent.mock.results.map(({ value }) => value as Promise<object>));
    const tokens = answers.flatMap((each) => {
      const answer = each.status === 'fulfilled' ? each.value : {};
      const result = (answer as { AuthenticationResult?: Record<string, unknown> }).AuthenticationResult;
      return [result?.['AccessToken'], result?.['IdToken'], result?.['RefreshToken']].filter(
        (token) => token !== undefined,
      );
    });
    expect(tokens.length).toBeGreaterThan(0);
    const told = JSON.stringify([begun, tried]);
    for (const token of tokens) expect(told).not.toContain(token);
  });

  it('is not set up with a wrong password', async () => {
    const carla = await bank().signIn('carla');
    const refused = await carla.post('/auth/totp/enrolment', { password: 'guessed' });
    expect(problem(refused)).toEqual({ status: 401, code: 'credentials-refused' });
  });
});
