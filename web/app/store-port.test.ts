import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createClient, type Transport } from '../client/client.ts';
import type { Port } from '../client/port.ts';
import { storePort } from './store-port.ts';
import { createStore } from './store.ts';

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

let seen: Seen[];
/** What the bank answers next, by path; null: the connection breaks. */
let answers: Record<string, { status: number; body: unknown } | null>;
let port: Port;
const startAnew = jest.fn();

const transport: Transport = (path, init) => {
  seen.push({ path, ...init });
  const answer = answers[path.split('?')[0] ?? ''];
  if (answer === null || answer === undefined) return Promise.reject(new TypeError('Failed to fetch'));
  return Promise.resolve({
    status: answer.status,
    headers: { get: () => null },
    text: () => Promise.resolve(answer.body === undefined ? '' : JSON.stringify(answer.body)),
  });
};

const session = {
  userName: 'alice',
  displayName: 'Alice',
  roles: ['customer'],
  permissions: ['public'],
  customerId: null,
  signedInAt: '2026-10-05T10:00:00Z',
  expiresAt: '2026-10-05T11:00:00Z',
  csrfToken: 'token',
};
const problem = (status: number, code: string): { status: number; body: unknown } => ({
  status,
  body: { status, code, detail: 'No.', traceId: 'abc' },
});
const paths = (): string[] => seen.map(({ method, path }) => `${method} ${path}`);

beforeEach(() => {
  seen = [];
  answers = {
    '/api/v1/session': { status: 200, body: session },
    '/api/v1/accounts': { status: 200, body: { items: [] } },
    '/auth/password': { status: 200, body: session },
    '/auth/sign-out': { status: 200, body: { leaveAt: null } },
  };
  startAnew.mockClear();
  port = storePort(createStore(createClient(transport)), startAnew);
});

describe('the port of browsers', () => {
  it('asks once a page who is signed in: in another window that may have changed by now', async () => {
    const [forTheFrame, forThePage] = await Promise.all([port.session(), port.session()]);
    expect(forTheFrame).toEqual(forThePage);
    expect(paths()).toEqual(['GET /api/v1/session']);
    answers['/api/v1/session'] = { status: 200, body: { ...session, displayName: 'Alice A.' } };
    expect((await port.session())?.displayName).toBe('Alice A.');
    await port.write('signOut', {}, { csrf: 'token' });
    answers['/api/v1/session'] = problem(401, 'session-required');
    expect(await port.session()).toBeNull();
    expect(port.ending()).toBe('session-required');
    answers['/api/v1/session'] = { status: 200, body: session };
    await port.write('signIn', { body: { userName: 'alice', password: 'x' } }, {});
    expect((await port.session())?.userName).toBe('alice');
  });

  it('starts anew, and says nothing more, once somebody else is signed in', async () => {
    const answered = jest.fn();
    await port.session();
    answers['/api/v1/session'] = problem(401, 'session-expired');
    await port.session();
    expect(startAnew).not.toHaveBeenCalled();
    answers['/api/v1/session'] = { status: 200, body: { ...session, userName: 'carla' } };
    void port.session().then(answered);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(startAnew).toHaveBeenCalledTimes(1);
    expect(answered).not.toHaveBeenCalled();
  });

  it('goes on with whoever signs in in this window', async () => {
    await port.session();
    const carla = { status: 200, body: { ...session, userName: 'carla' } };
    answers = { ...answers, '/auth/password': carla, '/api/v1/session': carla };
    await port.write('signIn', { body: { userName: 'carla', password: 'x' } }, {});
    expect((await port.session())?.userName).toBe('carla');
    expect(startAnew).not.toHaveBeenCalled();
  });

  it('asks for figures anew at every visit', async () => {
    await port.read('listAccounts', {});
    await port.read('listAccounts', {});
    expect(paths()).toEqual(['GET /api/v1/accounts', 'GET /api/v1/accounts']);
  });

  it('sends the proof of a form as headers', async () => {
    answers['/api/v1/drafts'] = problem(403, 'csrf-refused');
    const proof = { csrf: 'token', idempotencyKey: 'key' };
    const sent = port.write('saveDraft', { body: { form: 'transfer', fields: {} } }, proof);
    await expect(sent).rejects.toMatchObject({ status: 403, code: 'csrf-refused', traceId: 'abc' });
    expect(seen[0]?.headers).toMatchObject({ 'x-csrf': 'token', 'idempotency-key': 'key' });
  });

  it('forgets who was signed in as soon as the bank has', async () => {
    await port.session();
    answers['/api/v1/accounts'] = problem(401, 'session-expired');
    answers['/api/v1/session'] = problem(401, 'session-expired');
    await expect(port.read('listAccounts', {})).rejects.toMatchObject({ status: 401 });
    expect(await port.session()).toBeNull();
  });

  it('knows who was there last while nobody can say, but not after the sign-out', async () => {
    await port.session();
    answers['/api/v1/session'] = null;
    expect((await port.session())?.userName).toBe('alice');
    await port.write('signOut', {}, { csrf: 'token' });
    await expect(port.session()).rejects.toMatchObject({ code: 'api-unreachable' });
  });

  it('turns a broken connection into a problem that says so', async () => {
    answers['/api/v1/accounts'] = null;
    await expect(port.read('listAccounts', {})).rejects.toMatchObject({
      status: 503,
      code: 'api-unreachable',
    });
    answers['/api/v1/session'] = null;
    await expect(port.session()).rejects.toMatchObject({ code: 'api-unreachable' });
  });
});
