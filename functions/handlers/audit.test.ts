import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';

const bank = useBank();
let auditor: Caller;

interface Event {
  readonly key: string;
  readonly kind: string;
  readonly code: string;
  readonly operation: string;
  readonly subject: string | null;
  readonly userName: string | null;
  readonly traceId: string;
}

beforeAll(async () => {
  auditor = await bank().signIn('auditor');
});

const read = (query: string): Promise<Answer> => auditor.get(`/api/v1/audit-events${query}`);
const eventsOf = async (query = ''): Promise<Event[]> =>
  ((await read(query)).body as { items: Event[] }).items;

describe('The audit log', () => {
  it('has who signed in, and what was denied to whom, the latest first', async () => {
    const teller = await bank().signIn('teller');
    const denied = await teller.get('/api/v1/trial-balance');
    const [latest, before] = await eventsOf();
    expect(latest).toMatchObject({ kind: 'denial', operation: 'getTrialBalance', code: 'forbidden' });
    expect(latest?.traceId).toBe(denied.headers['trace-id']);
    expect(before).toMatchObject({ kind: 'sign-in', subject: latest?.subject, userName: 'teller' });
  });

  it('is searched by kind, person and trace', async () => {
    const administrator = await bank().signIn('administrator');
    await administrator.get('/api/v1/reports');
    const denials = await eventsOf('?kind=denial');
    expect(denials.length).toBeGreaterThan(0);
    expect(new Set(denials.map(({ kind }) => kind))).toEqual(new Set(['denial']));
    const [{ subject, traceId } = { subject: '', traceId: '' }] = denials;
    expect((await eventsOf(`?subject=${subject ?? ''}`)).map(({ kind }) => kind)).toEqual([
      'denial',
      'sign-in',
    ]);
    expect(await eventsOf(`?traceId=${traceId}`)).toHaveLength(1);
    const byName = await eventsOf('?userName=administrator');
    expect(new Set(byName.map(({ userName }) => userName))).toEqual(new Set(['administrator']));
    expect(await eventsOf('?userName=stranger')).toEqual([]);
  });

  it('goes on where a page ended, and misses nothing', async () => {
    const customer = await bank().signIn('bob');
    for (let i = 0; i < 55; i += 1) await customer.get('/api/v1/trial-balance');
    const { items, older } = (await read('?kind=denial')).body as { items: Event[]; older: string };
    expect(items).toHaveLength(50);
    const rest = await eventsOf(`?kind=denial&before=${encodeURIComponent(older)}`);
    const keys = [...items, ...rest].map(({ key }) => key);
    expect(keys).toEqual([...new Set(keys)].toSorted().toReversed());
    expect(keys.length).toBeGreaterThanOrEqual(55);
  });

  it('has subjects without names while the user pool is away', async () => {
    jest.spyOn(CognitoIdentityProviderClient.prototype, 'send').mockImplementation(() => {
      throw new Error('The user pool is away');
    });
    const events = await eventsOf('?kind=sign-in');
    jest.restoreAllMocks();
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map(({ userName }) => userName))).toEqual(new Set([null]));
  });

  it('has nothing of pages that ask who is signed in when nobody is', async () => {
    const before = await eventsOf('?kind=denial');
    expect((await bank().anonymous.get('/api/v1/session')).status).toBe(401);
    expect(await eventsOf('?kind=denial')).toEqual(before);
  });

  it('is of one day, and refuses what is none', async () => {
    expect(await eventsOf('?day=2026-01-01')).toEqual([]);
    expect((await read('?day=soon')).status).toBe(400);
    expect((await read('?kind=gossip')).status).toBe(400);
  });

  it.each(['alice', 'teller', 'accountant'])('is nothing for %s', async (name) => {
    expect((await (await bank().signIn(name)).get('/api/v1/audit-events')).status).toBe(403);
  });
});
