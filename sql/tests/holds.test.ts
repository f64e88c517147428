import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { anAccount, openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aTransfer, post, type JournalDraft } from '../../local/testing/journals.ts';
import { aHold, placeHold, releaseHold, stateOf } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;
let account: string;

beforeAll(async () => {
  cast = await openBank(database().operator);
});
beforeEach(async () => {
  account = await anAccount(database().operator, cast.alice.customerId, { balanceMinor: 1_000n });
});

/** A payment to Bob that takes money out of a hold. */
function aCapture(hold: string, minor: bigint, capture: Record<string, unknown> = {}): JournalDraft {
  return { ...aTransfer(account, cast.bob.accountId, minor), captures: [{ hold, ...capture }] };
}

describe('A hold', () => {
  it('counts against what is available and leaves the balance alone', async () => {
    const held = await placeHold(database().app, aHold(account, 300n));
    expect(held).toMatchObject({ outcome: 'placed', minor: '300', remainingMinor: '300', state: 'active' });
    expect(await stateOf(database().app, account)).toEqual({
      balance: '1000',
      held: '300',
      available: '700',
      version: '1',
    });
  });

  it('keeps held money from being paid, by either way of posting', async () => {
    const { app, owner } = database();
    await placeHold(app, aHold(account, 300n));
    const before = await wholeBooks(owner);
    const refusal = await refusalOf(post(app, aTransfer(account, cast.bob.accountId, 701n)));
    expect(refusal).toMatchObject({
      sqlState: 'LB001',
      detail: { heldMinor: '300', availableMinor: '700', wouldPassMinor: '700' },
    });
    expect(await wholeBooks(owner)).toEqual(before);
    const { id } = aHold(account, 1n);
    const byPair = app.query('SELECT bank.post_pair($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)', [
      id,
      'test',
      id,
      'hash',
      'P08',
      'Transfer',
      '',
      'tests',
      account,
      cast.bob.accountId,
      '701',
      'USD',
    ]);
    expect((await refusalOf(byPair)).sqlState).toBe('LB001');
    expect(await wholeBooks(owner)).toEqual(before);
    await post(app, aTransfer(account, cast.bob.accountId, 700n));
    expect(await stateOf(app, account)).toMatchObject({ balance: '300', available: '0' });
  });

  it('can’t promise money that is promised already', async () => {
    await placeHold(database().app, aHold(account, 600n));
    const refusal = await refusalOf(placeHold(database().app, aHold(account, 401n)));
    expect(refusal).toMatchObject({ sqlState: 'LB001', detail: { wouldPassMinor: '400' } });
  });

  it('placed twice by one request is placed once', async () => {
    const hold = aHold(account, 300n);
    const first = await placeHold(database().app, hold);
    const again = await placeHold(database().app, { ...hold, id: randomUUID() });
    expect(again).toEqual({ ...first, outcome: 'replayed' });
    expect((await stateOf(database().app, account)).held).toBe('300');
    const other = placeHold(database().app, { ...hold, requestHash: 'other' });
    expect((await refusalOf(other)).sqlState).toBe('LB008');
  });

  it('released gives back what is left, once', async () => {
    const { id } = await placeHold(database().app, aHold(account, 300n));
    const key = randomUUID();
    expect(await releaseHold(database().app, id, { key })).toMatchObject({
      outcome: 'released',
      remainingMinor: '0',
    });
    expect(await releaseHold(database().app, id, { key })).toMatchObject({
      outcome: 'replayed',
      state: 'released',
    });
    expect((await refusalOf(releaseHold(database().app, id))).sqlState).toBe('LB019');
    expect((await refusalOf(releaseHold(database().app, randomUUID()))).sqlState).toBe('LB020');
    expect(await stateOf(database().app, account)).toMatchObject({ held: '0', available: '1000' });
  });
});

describe('A capture', () => {
  it('pays a part and keeps the rest held until the last one', async () => {
    const { app } = database();
    const { id } = await placeHold(app, aHold(account, 300n));
    await post(app, aCapture(id, 100n, { minor: '100', final: false }));
    expect(await stateOf(app, account)).toMatchObject({ balance: '900', held: '200', available: '700' });
    await post(app, aCapture(id, 150n, { minor: '150', final: true }));
    expect(await stateOf(app, account)).toMatchObject({ balance: '750', held: '0', available: '750' });
    const { rows } = await app.query(
      'SELECT kind, amount_minor FROM bank.hold_event WHERE hold_id = $1 ORDER BY sequence',
      [id],
    );
    expect(rows.map(({ kind, amount_minor: minor }) => `${kind} ${minor}`)).toEqual([
      'placed 300',
      'captured 100',
      'captured 150',
      'released 50',
    ]);
  });

  it('can pay with money that is available to nobody else', async () => {
    const { app } = database();
    const { id } = await placeHold(app, aHold(account, 1_000n));
    expect((await refusalOf(post(app, aTransfer(account, cast.bob.accountId, 1n)))).sqlState).toBe('LB001');
    await post(app, aCapture(id, 1_000n));
    expect(await stateOf(app, account)).toMatchObject({ balance: '0', held: '0' });
  });

  it('of one hold by two journals of a batch takes no more than there is', async () => {
    const { app, owner } = database();
    const { id } = await placeHold(app, aHold(account, 300n));
    const before = await wholeBooks(owner);
    const twice = post(
      app,
      aCapture(id, 200n, { minor: '200', final: false }),
      aCapture(id, 200n, { minor: '200', final: false }),
    );
    expect(await refusalOf(twice)).toMatchObject({
      sqlState: 'LB019',
      detail: { journal: 1, remainingMinor: '100' },
    });
    expect(await wholeBooks(owner)).toEqual(before);
  });

  it.each([
    ['of more than is held', 'LB019', { minor: '301' }, 301n],
    ['of nothing', 'LB019', { minor: '0' }, 1n],
    ['that pays less than it captures', 'LB012', { minor: '300' }, 299n],
  ])('%s is refused', async (_, sqlState, capture, paid) => {
    const { id } = await placeHold(database().app, aHold(account, 300n));
    expect((await refusalOf(post(database().app, aCapture(id, paid, capture)))).sqlState).toBe(sqlState);
  });

  it('of a hold that was released, or that nobody knows, is refused', async () => {
    const { id } = await placeHold(database().app, aHold(account, 300n));
    await releaseHold(database().app, id);
    expect((await refusalOf(post(database().app, aCapture(id, 300n)))).sqlState).toBe('LB019');
    expect((await refusalOf(post(database().app, aCapture(randomUUID(), 300n)))).sqlState).toBe('LB020');
  });

  it('raced by a release and by itself happens once or not at all', async () => {
    const { app, owner } = database();
    for (let turn = 0; turn < 20; turn += 1) {
      const { id } = await placeHold(app, aHold(account, 20n));
      const outcomes = await Promise.allSettled([
        post(app, aCapture(id, 20n)),
        post(app, aCapture(id, 20n)),
        releaseHold(app, id),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    expect((await stateOf(app, account)).held).toBe('0');
    expect(await brokenRules(owner)).toEqual([]);
  });
});

describe('A hold that nobody takes', () => {
  it('lapses when the day rolls past its last, and not before', async () => {
    const { app, operator, owner } = database();
    const { id } = await placeHold(app, aHold(account, 300n, { expiresOn: '2026-01-16' }));
    await operator.query("SELECT bank.roll_business_date('2026-01-16')");
    expect((await stateOf(app, account)).held).toBe('300');
    await operator.query("SELECT bank.roll_business_date('2026-01-20')");
    expect(await stateOf(app, account)).toMatchObject({ held: '0', available: '1000' });
    const { rows } = await app.query('SELECT state, remaining_minor FROM bank.hold WHERE id = $1', [id]);
    expect(rows).toEqual([{ state: 'expired', remaining_minor: '0' }]);
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('keeps its account from being closed', async () => {
    const overdrawn = await anAccount(database().operator, cast.alice.customerId, { floorMinor: -500n });
    await placeHold(database().app, aHold(overdrawn, 100n));
    const close = database().operator.query('SELECT bank.close_account($1)', [overdrawn]);
    expect((await refusalOf(close)).sqlState).toBe('LB004');
  });
});

describe('A hold is refused', () => {
  it.each([
    ['on an account that does not exist', 'LB002', () => aHold(randomUUID(), 1n)],
    ['on an account of the bank', 'LB003', () => aHold('00000000-0000-8000-8000-000000001010', 1n)],
    ['in another currency', 'LB007', () => aHold(account, 1n, { currency: 'EUR' })],
    ['of nothing', 'LB012', () => aHold(account, 0n)],
    ['without an actor', 'LB012', () => aHold(account, 1n, { actor: undefined })],
    ['that ended yesterday', 'LB013', () => aHold(account, 1n, { expiresOn: '2026-01-14' })],
    ['that ends on no day', 'LB012', () => aHold(account, 1n, { expiresOn: '2026-02-30' })],
  ])('%s', async (_, sqlState, hold) => {
    const before = await wholeBooks(database().owner);
    expect((await refusalOf(placeHold(database().app, hold()))).sqlState).toBe(sqlState);
    expect(await wholeBooks(database().owner)).toEqual(before);
  });
});
