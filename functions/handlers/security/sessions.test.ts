import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../../local/testing/bank.ts';
import { userPassword } from '../../../local/testing/bank-parts.ts';
import { problem } from '../../../local/testing/front-door.ts';
import { newSessionToken, sessionIdOf } from '../../http/session-token.ts';

const bank = useBank();
const minute = 60_000;

afterEach(() => {
  jest.restoreAllMocks();
});

/** Moves the clock of everything in this process. */
function clockAt(start: number): (passed: number) => void {
  const clock = jest.spyOn(Date, 'now');
  return (passed) => clock.mockReturnValue(start + passed);
}

const session = (caller: Caller): Promise<Answer> => caller.get('/api/v1/session');
const tokenOf = (caller: Caller): string => caller.cookie?.split('=')[1] ?? '';

describe('sessions (security tests 1 to 5 and 9)', () => {
  it('1: every cookie is bound to its host, out of reach of scripts, and small', async () => {
    const answers = [
      await bank().send({
        method: 'POST',
        path: '/auth/password',
        body: { userName: 'bob', password: userPassword },
      }),
      await (await bank().signIn('bob')).post('/auth/sign-out', undefined),
    ];
    const cookies = answers.flatMap((answer) => answer.cookies);
    expect(cookies.length).toBe(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-[\w-]+=[\w-]*; /);
      expect(cookie.split('; ').slice(1).sort()).toEqual(
        expect.arrayContaining(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']),
      );
      expect(cookie).not.toContain('Domain');
      expect(Buffer.byteLength(cookie)).toBeLessThan(4096);
    }
  });

  it('2: a session id planted before the sign-in is worth nothing after it', async () => {
    const planted = await bank().signIn('carla');
    const made = `__Host-bank_sid=${newSessionToken()}`;
    const signIn = (cookie: string, csrf = ''): Promise<Answer> =>
      bank().send({
        method: 'POST',
        path: '/auth/password',
        body: { userName: 'carla', password: userPassword },
        cookies: [cookie],
        headers: { 'x-csrf': csrf },
      });
    const afterMade = await signIn(made);
    expect(afterMade.cookies[0]).not.toContain(made);
    expect((await bank().send({ path: '/api/v1/session', cookies: [made] })).status).toBe(401);
    const afterPlanted = await signIn(planted.cookie ?? '', planted.csrfToken);
    expect(afterPlanted.cookies[0]).not.toContain(tokenOf(planted));
    expect(problem(await session(planted))).toEqual({ status: 401, code: 'session-expired' });
  });

  it('3: ids are 256 random bits', () => {
    const tokens = Array.from({ length: 10_000 }, newSessionToken);
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const token of tokens) expect(Buffer.from(token, 'base64url').length).toBe(32);
    // Every bit is set about half of the time.
    const ones = tokens.reduce((sum, token) => sum + ((Buffer.from(token, 'base64url')[7] ?? 0) & 1), 0);
    expect(Math.abs(ones - 5000)).toBeLessThan(400);
  });

  it('3: the store knows only the hashes of ids', async () => {
    const alice = await bank().signIn('alice');
    const { Items } = await new DynamoDBClient({}).send(new ScanCommand({ TableName: 'sessions' }));
    const kept = JSON.stringify(Items);
    expect(kept).toContain(sessionIdOf(tokenOf(alice)));
    expect(kept).not.toContain(tokenOf(alice));
  });

  it('4: an idle session ends with session-expired, at the API as in a write', async () => {
    const alice = await bank().signIn('alice');
    const later = clockAt(Date.now());
    later(14 * minute);
    expect((await session(alice)).status).toBe(200);
    later(29 * minute + 1000);
    expect(problem(await session(alice))).toEqual({ status: 401, code: 'session-expired' });
    expect(problem(await alice.post('/api/v1/transfers', {}))).toEqual({
      status: 401,
      code: 'session-expired',
    });
  });

  it('5: a busy session ends after eight hours', async () => {
    const alice = await bank().signIn('alice');
    const later = clockAt(Date.now());
    for (let passed = 0; passed < 480; passed += 10) {
      later(passed * minute);
      expect((await session(alice)).status).toBe(200);
    }
    later(480 * minute);
    expect(problem(await session(alice))).toEqual({ status: 401, code: 'session-expired' });
  });

  it('9: a sixth sign-in ends the oldest, and tells it why', async () => {
    const start = Date.now();
    const later = clockAt(start);
    const callers: Caller[] = [];
    for (let count = 0; count < 6; count += 1) {
      later(count * 1000);
      callers.push(await bank().signIn('auditor'));
    }
    const answers = await Promise.all(callers.map(session));
    expect(answers.map(({ status }) => status)).toEqual([401, 200, 200, 200, 200, 200]);
    expect(answers[0] && problem(answers[0])).toEqual({ status: 401, code: 'session-superseded' });
  });

  it('9: also when six come at once', async () => {
    const callers = await Promise.all(Array.from({ length: 6 }, () => bank().signIn('accountant')));
    const statuses = (await Promise.all(callers.map(session))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 200, 200, 200, 200, 401]);
  });

  it('leaves an event for each sign-in and sign-out', async () => {
    const bob = await bank().signIn('bob');
    await bob.post('/auth/sign-out', undefined);
    const subject = bank().parts.subjects.get('bob');
    const items = (await bank().parts.readLog()).filter((item) => item['subject'] === subject);
    expect(items.map(({ kind, operation }) => `${String(kind)} ${String(operation)}`)).toEqual(
      expect.arrayContaining(['sign-in sign-in:password', 'sign-out signOut']),
    );
  });
});
