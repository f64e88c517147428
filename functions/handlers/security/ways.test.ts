import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { totpCode, totpStep } from '../../../local/aws/cognito/totp.ts';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { userPassword } from '../../../local/testing/bank-parts.ts';
import { problem } from '../../../local/testing/front-door.ts';
import { signInBy, signInOutside } from '../../../local/testing/outside-browser.ts';

const bank = useBank();
const minute = 60_000;
afterEach(() => {
  jest.restoreAllMocks();
});

const post = (path: string, body: unknown, cookies: readonly string[] = []): Promise<Answer> =>
  bank().send({ method: 'POST', path, body, cookies });
const cookieOf = ({ cookies }: Answer, name: string): string =>
  cookies.find((each) => each.startsWith(`__Host-bank_${name}=`))?.split(';')[0] ?? '';
const setClock = (passed: number): void => {
  const now = Date.now();
  jest.restoreAllMocks();
  jest.spyOn(Date, 'now').mockReturnValue(now + passed);
};
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

  it('needs a fresh proof, and is for the ways of one’s own kind', async () => {
    const carla = await bank().signIn('carla');
    expect(problem(await carla.post('/auth/directory/link', undefined)).code).toBe('forbidden');
    setClock(6 * minute);
    expect(problem(await carla.post('/auth/amazon/link', undefined))).toEqual({
      status: 403,
      code: 'step-up-required',
    });
    expect(problem(await carla.post('/auth/amazon/unlink', undefined)).code).toBe('step-up-required');
    expect(problem(await carla.post('/auth/totp/remove', undefined)).code).toBe('step-up-required');
    expect((await bank().send({ method: 'POST', path: '/auth/amazon/link' })).status).toBe(401);
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

  it('is not set up with a wrong password', async () => {
    const carla = await bank().signIn('carla');
    const refused = await carla.post('/auth/totp/enrolment', { password: 'guessed' });
    expect(problem(refused)).toEqual({ status: 401, code: 'credentials-refused' });
  });
});

const letterTo = (to: string): string =>
  /\d{6}/.exec(bank().parts.letters.findLast((letter) => letter.to === to)?.text ?? '')?.[0] ?? '';

describe('signing up and a forgotten password', () => {
  const userName = 'dora@example.com';
  const password = 'Correct-Horse-99';

  it('goes by codes that arrive by e-mail', async () => {
    expect((await post('/auth/sign-up', { userName, displayName: 'Dora', password })).status).toBe(204);
    expect(problem(await post('/auth/password', { userName, password })).code).toBe('credentials-refused');
    expect(problem(await post('/auth/sign-up/confirm', { userName, code: '000000' })).code).toBe(
      'code-refused',
    );
    expect((await post('/auth/sign-up/confirm', { userName, code: letterTo(userName) })).status).toBe(204);
    const first = await post('/auth/password', { userName, password });
    expect(first.body).toMatchObject({ displayName: 'Dora', roles: ['customer'], customerId: null });
    const cookies = [cookieOf(first, 'sid')];
    expect((await bank().send({ path: '/api/v1/accounts', cookies })).body).toMatchObject({ items: [] });

    expect((await post('/auth/forgotten-password', { userName })).status).toBe(204);
    const code = letterTo(userName);
    const changed = { userName, code, password: 'Another-Horse-11' };
    expect(
      (await post('/auth/forgotten-password/reset', { ...changed, password: 'weak-password' })).status,
    ).toBe(422);
    expect((await post('/auth/forgotten-password/reset', changed)).status).toBe(204);
    expect(problem(await post('/auth/forgotten-password/reset', changed)).code).toBe('code-refused');
    expect(problem(await bank().send({ path: '/api/v1/session', cookies })).code).toBe('session-revoked');
    expect((await post('/auth/password', { userName, password: changed.password })).status).toBe(200);
    expect(problem(await post('/auth/password', { userName, password })).code).toBe('credentials-refused');
  });

  it('23: tells nobody who has an account, in words, headers or time', async () => {
    const flows: [string, (name: string) => object][] = [
      ['/auth/sign-up', (name) => ({ userName: name, displayName: 'X', password })],
      ['/auth/sign-up/confirm', (name) => ({ userName: name, code: '111111' })],
      ['/auth/forgotten-password', (name) => ({ userName: name })],
      ['/auth/forgotten-password/reset', (name) => ({ userName: name, code: '111111', password })],
      ['/auth/password', (name) => ({ userName: name, password: 'Wrong-Horse-99' })],
    ];
    const shape = ({ status, headers, body, cookies }: Answer): string =>
      JSON.stringify([status, headers, body, cookies]).replace(
        /"traceId":"\w+"|"trace-id":"\w+"|r=\d+;t=\d+/g,
        '',
      );
    for (const [path, bodyOf] of flows) {
      const timed = async (name: string): Promise<[string, number]> => {
        const start = performance.now();
        const answer = await post(path, bodyOf(name));
        return [shape(answer), performance.now() - start];
      };
      const [known, knownMs] = await timed(userName);
      const [unknown, unknownMs] = await timed(`nobody-${path.length}@example.com`);
      expect([path, known]).toEqual([path, unknown]);
      expect(Math.abs(knownMs - unknownMs)).toBeLessThan(300);
    }
  });

  it('24: takes five codes to one address and ten guesses in a quarter of an hour, others unaffected', async () => {
    const name = { userName: 'eve@example.com' };
    const mails: Answer[] = [];
    for (let count = 0; count < 6; count += 1) mails.push(await post('/auth/forgotten-password', name));
    expect(mails.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204, 429]);
    expect(Number(mails[5]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(mails[5]?.headers['ratelimit']).toMatch(/^"address";r=\d+;t=\d+, "sign-in";r=\d+;t=\d+$/);
    expect((await post('/auth/forgotten-password', { userName: 'fay@example.com' })).status).toBe(204);
  });

  // Addresses of their own, whose limits nobody else has used up.
  const from = (sourceIp: string, body: object): Promise<Answer> =>
    bank().send({ method: 'POST', path: '/auth/password', body, sourceIp });

  it('24: a right password during the lock tells nothing, and forgets nothing', async () => {
    const guess = (given: string): Promise<Answer> =>
      from('203.0.113.9', { userName: 'auditor', password: given });
    for (let count = 0; count < 10; count += 1) await guess('guessed');
    const [wrong, right] = [await guess('guessed'), await guess(userPassword)];
    expect([problem(wrong), problem(right)]).toEqual(Array(2).fill({ status: 429, code: 'rate-limited' }));
    expect((await from('203.0.113.10', { userName: 'teller', password: userPassword })).status).toBe(200);
  });
});
