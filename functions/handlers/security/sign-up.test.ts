import { setTimeout as pause } from 'node:timers/promises';
import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { documents } from '../../adapters/dynamo/document-client.ts';
import { useBank, type Answer } from '../../../local/testing/bank.ts';
import { userPassword } from '../../../local/testing/bank-parts.ts';
import { problem } from '../../../local/testing/front-door.ts';
import { signInCalls } from '../../../local/testing/sign-in-calls.ts';

const bank = useBank();
const minute = 60_000;
afterEach(() => {
  jest.restoreAllMocks();
});

const { post, cookieOf, later } = signInCalls(bank);

const letterTo = (to: string): string =>
  /\d{6}/.exec(bank().parts.letters.findLast((letter) => letter.to === to)?.text ?? '')?.[0] ?? '';

describe('signing up and a forgotten password', () => {
  const userName = 'dora@example.com';
  const password = 'Correct-Horse-99';

  it('goes by codes that arrive by e-mail', async () => {
    const begun = await post('/auth/sign-up', { userName, displayName: 'Dora', password });
    expect(begun.status).toBe(204);
    const browser = [cookieOf(begun, 'su')];
    const confirm = (code: string): Promise<Answer> =>
      post('/auth/sign-up/confirm', { userName, code }, browser);
    expect(problem(await post('/auth/password', { userName, password })).code).toBe('credentials-refused');
    expect(problem(await confirm('000000')).code).toBe('code-refused');
    const confirmed = await confirm(letterTo(userName));
    expect([confirmed.status, cookieOf(confirmed, 'su')]).toEqual([204, '__Host-bank_su=']);
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
    // Who lost the answer asks again; another password under the code that is used up is refused.
    expect((await post('/auth/forgotten-password/reset', changed)).status).toBe(204);
    const other = { ...changed, password: 'Third-Horse-2222' };
    expect(problem(await post('/auth/forgotten-password/reset', other)).code).toBe('code-refused');
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
        /"traceId":"\w+"|"trace-id":"\w+"|r=\d+;t=\d+|bank_su=[\w-]{43}/g,
        '',
      );
    for (const [path, bodyOf] of flows) {
      const timed = async (name: string): Promise<[string, number]> => {
        const start = performance.now();
        const answer = await post(path, bodyOf(name));
        return [shape(answer), performance.now() - start];
      };
      const gap = async (attempt: number): Promise<number> => {
        const [known, knownMs] = await timed(userName);
        const [unknown, unknownMs] = await timed(`nobody-${path.length}-${attempt}@example.com`);
        expect([path, known]).toEqual([path, unknown]);
        return Math.abs(knownMs - unknownMs);
      };
      // What else the machine does shows once; a difference that tells something shows every time.
      const gaps = [await gap(1)];
      while (Math.min(...gaps) >= 300 && gaps.length < 3) gaps.push(await gap(gaps.length + 1));
      expect(Math.min(...gaps)).toBeLessThan(300);
    }
  });

  // Addresses of their own, whose limits nobody else has used up.
  const from = (sourceIp: string, body: object, path = '/auth/password'): Promise<Answer> =>
    bank().send({ method: 'POST', path, body, sourceIp });

  const six = [204, 204, 204, 204, 204, 429];
  const statusesOf = async (send: () => Promise<Answer>): Promise<number[]> => {
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) statuses.push((await send()).status);
    return statuses;
  };

  it('24: sends five codes an hour to an address that has forgotten its password, others unaffected', async () => {
    const forget = (name: string): Promise<Answer> =>
      from('203.0.113.8', { userName: name }, '/auth/forgotten-password');
    expect(await statusesOf(() => forget('eve@example.com'))).toEqual(six);
    const refused = await forget('eve@example.com');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['ratelimit']).toMatch(/^"address";r=\d+;t=\d+, "sign-in";r=\d+;t=\d+$/);
    expect((await forget('fay@example.com')).status).toBe(204);
    later(60 * minute);
    expect((await forget('eve@example.com')).status).toBe(204);
  });

  it('24: sends five codes an hour to an address that signs up', async () => {
    const begin = (): Promise<Answer> =>
      from('203.0.113.12', { userName: 'gil@example.com', displayName: 'Gil', password }, '/auth/sign-up');
    expect(await statusesOf(begin)).toEqual(six);
    expect(bank().parts.letters.filter(({ to }) => to === 'gil@example.com').length).toBe(5);
  });

  it('24: takes five guesses an hour at a code', async () => {
    const guess = (): Promise<Answer> =>
      from('203.0.113.13', { userName: 'hal@example.com', code: '000000' }, '/auth/sign-up/confirm');
    expect(await statusesOf(guess)).toEqual([422, 422, 422, 422, 422, 429]);
  });

  it('24: says what to do where the user pool has had enough', async () => {
    const name = { userName: 'ida@example.com' };
    const begun = await from('203.0.113.14', { ...name, displayName: 'Ida', password }, '/auth/sign-up');
    const cookies = [cookieOf(begun, 'su')];
    const guess = (): Promise<Answer> => post('/auth/sign-up/confirm', { ...name, code: '000000' }, cookies);
    for (let count = 0; count < 5; count += 1) await guess();
    later(60 * minute);
    const refused = await guess();
    expect(problem(refused)).toEqual({ status: 429, code: 'rate-limited' });
    expect(refused.headers['retry-after']).toBe('3600');
    expect((refused.body as { detail: string }).detail).toContain('ask for a new code');
  });

  it('says so where no e-mail can be sent', async () => {
    const lost = { userName: 'jim@unreachable.example', displayName: 'Jim', password };
    const refused = await from('203.0.113.15', lost, '/auth/sign-up');
    expect(problem(refused)).toEqual({ status: 422, code: 'code-not-sent' });
  });

  it('24: a right password during the lock tells nothing, and forgets nothing', async () => {
    const guess = (given: string): Promise<Answer> =>
      from('203.0.113.9', { userName: 'auditor', password: given });
    for (let count = 0; count < 10; count += 1) await guess('guessed');
    const [wrong, right] = [await guess('guessed'), await guess(userPassword)];
    expect([problem(wrong), problem(right)]).toEqual(Array(2).fill({ status: 429, code: 'rate-limited' }));
    expect((await from('203.0.113.10', { userName: 'teller', password: userPassword })).status).toBe(200);
  });
});

const password = 'Correct-Horse-99';
const send = (path: string, body: object, cookies: readonly string[] = []): Promise<Answer> =>
  bank().send({ method: 'POST', path, body, cookies, sourceIp: '203.0.113.16' });

/** A browser in which somebody signs up, and confirms with the code that they read or are told. */
interface Newcomer {
  signUp(): Promise<Answer>;
  confirm(code: string): Promise<Answer>;
  signIn(): Promise<Answer>;
}
function newcomer(userName: string, displayName: string, chosen: string): Newcomer {
  let cookies: string[] = [];
  return {
    async signUp() {
      const answer = await send('/auth/sign-up', { userName, displayName, password: chosen });
      cookies = [cookieOf(answer, 'su')];
      return answer;
    },
    confirm: (code) => send('/auth/sign-up/confirm', { userName, code }, cookies),
    signIn: () => send('/auth/password', { userName, password: chosen }),
  };
}

/** Lets something happen before a command reaches the pool, the first time. */
function beforeFirst(Command: new (...input: never[]) => object, happen: () => Promise<unknown>): void {
  const pool = new CognitoIdentityProviderClient({});
  const answerOf = pool.send.bind(pool) as (command: unknown) => Promise<unknown>;
  let isFirst = true;
  const held = async (command: unknown): Promise<unknown> => {
    if (command instanceof Command && isFirst) {
      isFirst = false;
      await happen();
    }
    return answerOf(command);
  };
  jest.spyOn(CognitoIdentityProviderClient.prototype, 'send').mockImplementation(held as never);
}

describe('two who sign up with one address', () => {
  const refused = { status: 422, code: 'code-refused' };

  it.each([
    ['first', 'lea@example.com'],
    ['second', 'leo@example.com'],
  ])('a stranger who comes %s puts no password of theirs on it', async (order, userName) => {
    const owner = newcomer(userName, 'Owner', password);
    const stranger = newcomer(userName, 'Stranger', 'Planted-Horse-66');
    const [one, other] = order === 'first' ? [stranger, owner] : [owner, stranger];
    await one.signUp();
    const firstCode = letterTo(userName);
    await other.signUp();
    const lastCode = letterTo(userName);
    // The owner reads both letters, and believes either.
    expect(problem(await one.confirm(lastCode))).toEqual(refused);
    if (firstCode !== lastCode) expect(problem(await other.confirm(firstCode))).toEqual(refused);
    if (order === 'second') await owner.signUp();
    expect((await owner.confirm(letterTo(userName))).status).toBe(204);
    expect((await owner.signIn()).body).toMatchObject({ displayName: 'Owner' });
    expect(problem(await stranger.signIn()).code).toBe('credentials-refused');
  });

  it('a code without the browser it was asked for in confirms nothing', async () => {
    const userName = 'lux@example.com';
    const owner = newcomer(userName, 'Lux', password);
    await owner.signUp();
    const elsewhere = newcomer(userName, 'Lux', password);
    expect(problem(await elsewhere.confirm(letterTo(userName)))).toEqual(refused);
    expect((await owner.confirm(letterTo(userName))).status).toBe(204);
  });

  it('a sign-up during a confirmation takes nothing from who is confirmed', async () => {
    const userName = 'max@example.com';
    const [owner, later] = [newcomer(userName, 'Max', password), newcomer(userName, 'M', 'Later-Horse-77')];
    await owner.signUp();
    let answer: Promise<Answer> | undefined;
    beforeFirst(ConfirmSignUpCommand, async () => {
      answer = later.signUp();
      await pause(300);
    });
    expect((await owner.confirm(letterTo(userName))).status).toBe(204);
    expect((await answer)?.status).toBe(204);
    expect((await owner.signIn()).body).toMatchObject({ displayName: 'Max' });
    expect(problem(await later.signIn()).code).toBe('credentials-refused');
  });

  it('a confirmation while the sign-up gives way to another confirms nobody', async () => {
    const userName = 'moe@example.com';
    const [owner, later] = [newcomer(userName, 'Moe', password), newcomer(userName, 'M', 'Later-Horse-77')];
    await owner.signUp();
    const code = letterTo(userName);
    let answer: Promise<Answer> | undefined;
    beforeFirst(AdminDeleteUserCommand, async () => {
      answer = owner.confirm(code);
      await pause(300);
    });
    expect((await later.signUp()).status).toBe(204);
    expect(answer && problem(await answer)).toEqual(refused);
    for (const each of [owner, later]) expect(problem(await each.signIn()).code).toBe('credentials-refused');
  });
});

describe('what broke off half-way', () => {
  it.each([
    ['before the role', AdminAddUserToGroupCommand],
    ['behind the role', ConfirmSignUpCommand],
  ])('a confirmation, %s: asked for again it is whole', async (_where, Command) => {
    const name = { userName: `${Command.name.toLowerCase()}@example.com` };
    const lou = newcomer(name.userName, 'Lou', password);
    await lou.signUp();
    const confirm = (): Promise<Answer> => lou.confirm(letterTo(name.userName));
    const pool = new CognitoIdentityProviderClient({});
    const answerOf = pool.send.bind(pool) as (command: unknown) => Promise<unknown>;
    const failing = (command: unknown): Promise<unknown> =>
      command instanceof Command ? Promise.reject(new Error('The pool is away.')) : answerOf(command);
    jest.spyOn(CognitoIdentityProviderClient.prototype, 'send').mockImplementation(failing as never);
    expect((await confirm()).status).toBe(500);
    jest.restoreAllMocks();
    expect((await confirm()).status).toBe(204);
    expect((await send('/auth/password', { ...name, password })).body).toMatchObject({ roles: ['customer'] });
  });

  it('a new password: asked for again it ends what was signed in with the old one', async () => {
    const name = { userName: 'mia@example.com' };
    const mia = newcomer(name.userName, 'Mia', password);
    await mia.signUp();
    await mia.confirm(letterTo(name.userName));
    const old = await send('/auth/password', { ...name, password });
    const session = (): Promise<Answer> =>
      bank().send({ path: '/api/v1/session', cookies: [old.cookies[0]?.split(';')[0] ?? ''] });
    await send('/auth/forgotten-password', name);
    const reset = { ...name, code: letterTo(name.userName), password: 'Another-Horse-11' };
    const sendOn = documents.send.bind(documents) as (command: unknown) => Promise<unknown>;
    const away = (command: { input?: { Key?: { id?: string } } }): Promise<unknown> =>
      command.input?.Key?.id?.startsWith('person#') === true
        ? Promise.reject(new Error('The table is away.'))
        : sendOn(command);
    jest.spyOn(documents, 'send').mockImplementation(away as never);
    expect((await send('/auth/forgotten-password/reset', reset)).status).toBe(500);
    jest.restoreAllMocks();
    expect((await session()).status).toBe(200);
    expect((await send('/auth/forgotten-password/reset', reset)).status).toBe(204);
    expect(problem(await session())).toEqual({ status: 401, code: 'session-revoked' });
    const items = (await bank().parts.readLog()).filter(({ operation }) => operation === 'password-reset');
    expect(items.length).toBeGreaterThan(0);
  });

  it('a new password: who knows the password and makes a code up ends nothing, however often they ask', async () => {
    const name = { userName: 'ned@example.com' };
    const ned = newcomer(name.userName, 'Ned', password);
    await ned.signUp();
    await ned.confirm(letterTo(name.userName));
    const cookies = [cookieOf(await ned.signIn(), 'sid')];
    const events = async (): Promise<number> =>
      (await bank().parts.readLog()).filter(({ operation }) => operation === 'password-reset').length;
    const before = await events();
    await send('/auth/forgotten-password', name);
    const code = String((Number(letterTo(name.userName)) + 1) % 1_000_000).padStart(6, '0');
    const made = (): Promise<Answer> => send('/auth/forgotten-password/reset', { ...name, code, password });
    const answers = [await made(), ...(await Promise.all([made(), made()]))];
    expect(answers.map(problem)).toEqual(Array(3).fill({ status: 422, code: 'code-refused' }));
    expect((await bank().send({ path: '/api/v1/session', cookies })).status).toBe(200);
    expect(await events()).toBe(before);
  });
});
