import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank, type Answer, type Caller } from '../../local/testing/bank.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { publicId } from '../domain/ids.ts';
import type { BalanceAsOfView } from '../contract/balances.ts';

const bank = useBank();
let alice: Caller;
let bob: Caller;
let teller: Caller;
let path = '';
/** Between the posting of the first deposit and what was posted later. */
let afterFirst = '';

async function roll(date: string): Promise<void> {
  await bank().database.owner.query('SELECT bank.roll_business_date($1::date)', [date]);
}
async function now(): Promise<string> {
  const { rows } = await bank().database.owner.query<{ now: Date }>(
    "SELECT pg_sleep(0.01), date_trunc('milliseconds', clock_timestamp()) + interval '1 ms' AS now, pg_sleep(0.01)",
  );
  return rows[0]?.now.toISOString() ?? '';
}

beforeAll(async () => {
  alice = await bank().signIn('alice');
  bob = await bank().signIn('bob');
  teller = await bank().signIn('teller');
  const { accountId } = bank().cast.alice;
  path = `/api/v1/accounts/${publicId('account', accountId)}/balance`;
  const { app } = bank().database;
  await post(app, aCashDeposit(accountId, 10_000n));
  afterFirst = await now();
  await roll('2026-01-20');
  await post(app, aCashDeposit(accountId, 500n));
  const correction = [
    { account: '1010', minor: 70n },
    { account: accountId, minor: -70n },
  ];
  await post(app, aJournal(correction, { valueDate: '2026-01-16' }));
});

const balance = ({ status, body }: Answer): unknown =>
  status === 200 ? (body as BalanceAsOfView).balance.minor : { status, ...(body as object) };

describe('the balance of an account', () => {
  it('is told as of any value date, backdated postings among it', async () => {
    expect(balance(await alice.get(path))).toBe('10570');
    expect(balance(await alice.get(`${path}?asOf=2026-01-19`))).toBe('10070');
    expect(balance(await alice.get(`${path}?asOf=2026-01-15`))).toBe('10000');
    expect(balance(await alice.get(`${path}?asOf=2026-01-14`))).toBe('0');
  });

  it('is told as the books knew it at a moment, whatever the offset it is written with', async () => {
    const knownAt = encodeURIComponent(afterFirst);
    const { body } = await alice.get(`${path}?asOf=2026-01-19&knownAt=${knownAt}`);
    expect(body).toMatchObject({ asOf: '2026-01-19', knownAt: afterFirst, balance: { minor: '10000' } });
    const shifted = new Date(Date.parse(afterFirst) - 4 * 3_600_000).toISOString().replace('Z', '-04:00');
    const same = await alice.get(`${path}?asOf=2026-01-19&knownAt=${encodeURIComponent(shifted)}`);
    expect((same.body as BalanceAsOfView).knownAt).toBe(afterFirst);
    expect(balance(await alice.get(`${path}?knownAt=2026-01-01T00:00:00Z`))).toBe('0');
  });

  it('is shown to staff, and to nobody else than its owner', async () => {
    expect(balance(await teller.get(path))).toBe('10570');
    expect(balance(await bob.get(path))).toMatchObject({ status: 404, code: 'not-found' });
    expect((await bank().anonymous.get(path)).status).toBe(401);
    const none = path.replace(/acc_[^/]+/, 'acc_00000000-0000-4000-8000-000000000000');
    expect(balance(await teller.get(none))).toMatchObject({ status: 404, code: 'not-found' });
  });

  it.each([
    ['a value date that is still to come', 'asOf=2026-01-21', '/query/asOf', 'in-the-future'],
    ['a day that is none', 'asOf=2026-02-30', '/query/asOf', 'invalid-format'],
    ['a moment without an offset', 'knownAt=2026-01-20T10:00:00', '/query/knownAt', 'invalid-format'],
    ['a moment that is still to come', 'knownAt=2999-01-01T00:00:00Z', '/query/knownAt', 'in-the-future'],
  ])('refuses %s at the field', async (_what, query, pointer, code) => {
    const answer = await alice.get(`${path}?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'validation-failed', errors: [{ pointer, code }] });
  });
});
