import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aTransfer, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await openBank(database().owner);
});

type Json = Record<string, unknown>;

/** A return of a debit by the account; negative, of a credit. */
const aReturn = (account: string, minor: bigint, change: Json = {}): Json => ({
  id: randomUUID(),
  type: 'STANDARD',
  template: 'P14',
  description: 'Returned',
  entries: [
    { account, minor: minor.toString(), currency: 'USD' },
    { gl: '1040', minor: (-minor).toString(), currency: 'USD' },
  ],
  ...change,
});

const aBatch = (journals: readonly Json[], change: Json = {}): Json => ({
  id: randomUUID(),
  scope: 'import:nacha:returns',
  key: randomUUID(),
  requestHash: 'h',
  actor: 'test',
  mode: 'independent',
  journals,
  ...change,
});

interface Answer {
  readonly id: string;
  readonly outcome: string;
  readonly posted: number;
  readonly refused: number;
}

async function send(batch: Json): Promise<Answer> {
  const sql = 'SELECT bank.post_ach_returns($1::jsonb) AS answer';
  const { rows } = await database().app.query<{ answer: Answer }>(sql, [JSON.stringify(batch)]);
  if (!rows[0]) throw new Error('no answer');
  return rows[0].answer;
}

async function states({ id }: Answer): Promise<unknown[]> {
  const sql = 'SELECT sql_state FROM bank.journal_batch_item WHERE batch_id = $1 ORDER BY ord';
  const { rows } = await database().app.query<{ sql_state: string | null }>(sql, [id]);
  return rows.map((row) => row.sql_state);
}

describe('A returned ACH entry', () => {
  it('may overdraw the account, whose floor and limits stay as they are', async () => {
    const account = await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 500n });
    await database().operator.query('SELECT bank.set_account_limits($1::jsonb)', [
      JSON.stringify({
        account,
        floorMinor: '0',
        overdraftMinor: '0',
        velocity: [{ windowDays: 1, maxMinor: '100' }],
      }),
    ]);
    expect(await send(aBatch([aReturn(account, 900n)]))).toMatchObject({ posted: 1, refused: 0 });
    const drawn = await refusalOf(post(database().app, aTransfer(account, cast.bob.accountId, 1n)));
    expect([drawn.sqlState, drawn.detail['balanceMinor']]).toEqual(['LB001', '-400']);
    expect(await send(aBatch([aReturn(account, -450n)]))).toMatchObject({ posted: 1 });
    const limited = await refusalOf(post(database().app, aTransfer(account, cast.bob.accountId, 50n)));
    expect(limited.sqlState).toBe('LB021');
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('is posted once, however many send it at once, and not under another request', async () => {
    const batch = aBatch([aReturn(cast.bob.accountId, 100n)]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => send({ ...batch, id: randomUUID() })));
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
      'posted',
      ...Array<string>(4).fill('replayed'),
    ]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const before = await wholeBooks(database().owner);
    expect((await refusalOf(send({ ...batch, requestHash: 'other' }))).sqlState).toBe('LB008');
    expect(await wholeBooks(database().owner)).toEqual(before);
  });

  it('is refused by itself where it is none, and holds up no other', async () => {
    const closed = await anAccount(database().operator, cast.carla.customerId);
    await database().operator.query('SELECT bank.close_account($1)', [closed]);
    const loan = await anAccount(database().operator, cast.carla.customerId, { ledgerAccount: '1450' });
    const good = cast.carla.accountId;
    const usd = (target: Json, minor: string): Json => ({ ...target, minor, currency: 'USD' });
    const answer = await send(
      aBatch([
        aReturn(closed, 1n),
        aReturn(loan, 1n),
        aReturn(randomUUID(), 1n),
        aReturn(good, 1n, { template: 'P04' }),
        aReturn(good, 1n, { entries: [usd({ account: good }, '1'), usd({ gl: '5010' }, '-1')] }),
        aReturn(good, 1n, { entries: [usd({ account: good }, '1'), usd({ account: closed }, '-1')] }),
        aReturn(good, 1n, { adjustsOn: '2025-12-31' }),
        aReturn(good, 1n, { entries: [usd({ account: good }, '1'), usd({ gl: '1040' }, '-2')] }),
        aReturn(good, 1n),
      ]),
    );
    expect(answer).toMatchObject({ posted: 1, refused: 8 });
    expect(await states(answer)).toEqual([
      'LB004',
      'LB003',
      'LB002',
      ...['LB012', 'LB012', 'LB012', 'LB012'],
      'LB005',
      null,
    ]);
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('comes by the thousand in a moment, each seeing those before it', async () => {
    const account = await anAccount(database().operator, cast.bob.customerId);
    const returns = Array.from({ length: 1_000 }, () => aReturn(account, 2n));
    const closed = await anAccount(database().operator, cast.bob.customerId);
    await database().operator.query('SELECT bank.close_account($1)', [closed]);
    const begun = performance.now();
    const answer = await send(aBatch([...returns, aReturn(closed, 1n), aReturn(account, 1n)]));
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(answer).toMatchObject({ posted: 1_001, refused: 1 });
    expect(
      (await states(answer)).map((state, index) => [index, state]).filter(([, state]) => state !== null),
    ).toEqual([[1_000, 'LB004']]);
    const drawn = await refusalOf(post(database().app, aTransfer(account, cast.bob.accountId, 1n)));
    expect(drawn.detail['balanceMinor']).toBe('-2001');
    expect(await brokenRules(database().owner)).toEqual([]);
  });

  it('is never one of all or none', async () => {
    const batch = aBatch([aReturn(cast.bob.accountId, 1n)], { mode: 'atomic' });
    expect((await refusalOf(send(batch))).sqlState).toBe('LB012');
  });
});
