import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { useBank, type Answer } from '../../../local/testing/bank.ts';
import {
  acc,
  aliceHas,
  journalBody,
  openDesk,
  problem,
  rollTo,
  usd,
  type Desk,
} from '../../../local/testing/front-door.ts';
import type { BalanceAsOfView } from '../../contract/balances.ts';

const bank = useBank();
let desk: Desk;
let account = '';

beforeAll(async () => {
  desk = await openDesk(bank());
  account = await aliceHas(bank(), 1_000n);
});
afterEach(() => {
  jest.useRealTimers();
});

/** The wall clock shows another time; everything that waits goes on waiting as usual. */
function setClock(now: string): void {
  jest.useFakeTimers({
    now: new Date(now),
    doNotFake: [
      'clearImmediate',
      'clearInterval',
      'clearTimeout',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'setInterval',
      'setTimeout',
    ],
  });
}

const asOf = (query: string): Promise<Answer> =>
  desk.alice.get(`/api/v1/accounts/${acc(account)}/balance?${query}`);
const pay = async (debit: string, credit: string, more: object = {}): Promise<unknown> => {
  const answer = await desk.accountant.post('/api/v1/journals', {
    ...journalBody(debit, credit, 100n),
    ...more,
  });
  expect(answer.status).toBe(201);
  return answer.body;
};

describe('Regression 18: a balance as of a date is answered from the latest snapshot', () => {
  it('each date has its own answer, whatever was posted and summed up since', async () => {
    const days = ['2026-01-15', '2026-01-16', '2026-01-20', '2026-02-02'];
    for (const day of days.slice(1)) {
      await pay(account, '1040');
      await rollTo(bank(), day);
    }
    const { handler: relay } = await import('../outbox-relay.lambda.ts');
    await relay();
    const told: unknown[] = [];
    for (const day of ['2026-01-14', ...days, '2026-01-17'])
      told.push(((await asOf(`asOf=${day}`)).body as BalanceAsOfView).balance.minor);
    expect(told).toEqual(['0', '900', '800', '700', '700', '800']);
    const list = `/api/v1/accounts/${acc(account)}/transactions`;
    const listed = async (query: string): Promise<unknown> =>
      ((await desk.alice.get(`${list}${query}`)).body as { items: { businessDate: string }[] }).items.map(
        ({ businessDate }) => businessDate,
      );
    // One after the other over the same cache.
    expect(await listed('')).toEqual(['2026-01-20', '2026-01-16', '2026-01-15', '2026-01-15']);
    expect(await listed('?to=2026-01-15')).toEqual(['2026-01-15', '2026-01-15']);
    expect(await listed('?from=2026-01-16&to=2026-01-19')).toEqual(['2026-01-16']);
    expect(await listed('')).toEqual(['2026-01-20', '2026-01-16', '2026-01-15', '2026-01-15']);
  });
});

describe('Regression 20: the offset of a time is ignored', () => {
  it('one moment is the same moment in every offset, and without an offset it is refused', async () => {
    const { recordedAt } = (await pay('1040', account)) as { recordedAt: string };
    const at = Date.parse(recordedAt);
    await pay('1040', account);
    const written = (offsetHours: number): string => {
      const sign = offsetHours < 0 ? '-' : '+';
      const local = new Date(at + offsetHours * 3_600_000).toISOString().slice(0, -1);
      return encodeURIComponent(`${local}${sign}${String(Math.abs(offsetHours)).padStart(2, '0')}:00`);
    };
    const answers = await Promise.all([-11, -5, 0, 9, 14].map((hours) => asOf(`knownAt=${written(hours)}`)));
    const balances = answers.map(({ body }) => (body as BalanceAsOfView).balance.minor);
    expect(new Set(balances)).toEqual(new Set(['800']));
    const now = await asOf('');
    expect((now.body as BalanceAsOfView).balance.minor).toBe('900');
    const bare = encodeURIComponent(recordedAt.replace('Z', ''));
    expect(problem(await asOf(`knownAt=${bare}`))).toEqual({ status: 400, code: 'validation-failed' });
  });

  it('what a caller says happened at a moment is kept as that moment', async () => {
    const { id } = (await pay('1040', '1010', { occurredAt: '2026-01-14T20:30:00-05:00' })) as { id: string };
    const { rows } = await bank().database.owner.query<{ at: Date }>(
      'SELECT occurred_at AS at FROM books.journal WHERE id = $1',
      [id.slice(4)],
    );
    expect(rows[0]?.at.toISOString()).toBe('2026-01-15T01:30:00.000Z');
    const bare = { ...journalBody('1040', '1010', 1n), occurredAt: '2026-01-14T20:30:00' };
    expect(problem(await desk.accountant.post('/api/v1/journals', bare))).toEqual({
      status: 400,
      code: 'validation-failed',
    });
  });
});

describe('Regression 21: the same question is answered differently at midnight and in the morning', () => {
  it('the business date decides what is asked and what is posted, whatever the clock shows', async () => {
    const moments = ['04:59:59', '05:00:00', '13:41:00', '23:59:59'].map((time) => `2026-02-02T${time}Z`);
    const answers: unknown[] = [];
    const posted: unknown[] = [];
    for (const moment of [...moments, '2026-02-04T00:00:00Z', '2031-12-31T23:59:59Z']) {
      setClock(moment);
      const [alice, accountant] = [await bank().signIn('alice'), await bank().signIn('accountant')];
      const held = await alice.get(`/api/v1/accounts/${acc(account)}/balance?asOf=2026-01-15`);
      const trial = await accountant.get('/api/v1/trial-balance?asOf=2026-01-31');
      const list = await alice.get(
        `/api/v1/accounts/${acc(account)}/transactions?from=2026-02-01&to=2026-02-02`,
      );
      answers.push([held.status, held.body, trial.body, list.body]);
      const body = { accountId: acc(bank().cast.carla.accountId), amount: usd(1) };
      const teller = await bank().signIn('teller');
      posted.push((await teller.post('/api/v1/cash-deposits', body)).body);
    }
    expect((answers[0] as unknown[])[0]).toBe(200);
    expect(answers).toEqual(answers.map(() => answers[0]));
    expect(posted).toEqual(posted.map(() => expect.objectContaining({ businessDate: '2026-02-02' })));
  });
});
