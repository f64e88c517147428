import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules, wholeBooks } from '../../local/testing/books.ts';
import { openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aTransfer, post } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator);
  await post(database().app, aCashDeposit(cast.alice.accountId, 100_000n));
});

describe('When a request comes again', () => {
  it('with the same key and body, it is answered as before and nothing is posted', async () => {
    const { app, owner } = database();
    const transfer = aTransfer(cast.alice.accountId, cast.bob.accountId, 100n);
    const [first] = await post(app, transfer);
    await post(app, aTransfer(cast.alice.accountId, cast.bob.accountId, 7n));
    const before = await wholeBooks(owner);
    const [again] = await post(app, { ...transfer, id: crypto.randomUUID() });
    expect(again).toEqual({ ...first, outcome: 'replayed' });
    expect(await wholeBooks(owner)).toEqual(before);
  });

  it('with the same key and another body, it is refused', async () => {
    const { app } = database();
    const transfer = aTransfer(cast.alice.accountId, cast.bob.accountId, 100n);
    await post(app, transfer);
    const other = { ...aTransfer(cast.alice.accountId, cast.bob.accountId, 101n), key: transfer.key };
    expect((await refusalOf(post(app, other))).sqlState).toBe('LB008');
  });

  it('with the same key in another scope, it is another request', async () => {
    const { app } = database();
    const transfer = aTransfer(cast.alice.accountId, cast.bob.accountId, 100n);
    await post(app, transfer);
    const [result] = await post(app, { ...transfer, id: crypto.randomUUID(), scope: 'somebody else' });
    expect(result?.outcome).toBe('posted');
  });

  it('twice within one batch, it is posted once', async () => {
    const { app, owner } = database();
    const transfer = aTransfer(cast.alice.accountId, cast.bob.accountId, 100n);
    const results = await post(app, transfer, transfer, { ...transfer, id: crypto.randomUUID() });
    expect(results.map(({ outcome }) => outcome)).toEqual(['posted', 'replayed', 'replayed']);
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('among new ones, only the new ones are posted', async () => {
    const { app, owner } = database();
    const [old, ...fresh] = [1n, 2n, 3n].map((minor) =>
      aTransfer(cast.alice.accountId, cast.bob.accountId, minor),
    );
    if (!old) throw new Error('three transfers');
    await post(app, old);
    const results = await post(app, ...fresh, old);
    expect(results.map(({ outcome }) => outcome)).toEqual(['posted', 'posted', 'replayed']);
    expect(results.map(({ entries }) => entries[0]?.minor)).toEqual(['2', '3', '1']);
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('after a refusal, it is judged anew', async () => {
    const { app } = database();
    const transfer = aTransfer(cast.carla.accountId, cast.bob.accountId, 100n);
    expect((await refusalOf(post(app, transfer))).sqlState).toBe('LB001');
    await post(app, aCashDeposit(cast.carla.accountId, 100n));
    expect((await post(app, transfer))[0]?.outcome).toBe('posted');
  });

  it('on a later business date, it is answered with the date it was posted on', async () => {
    const { app } = database();
    const transfer = {
      ...aTransfer(cast.alice.accountId, cast.bob.accountId, 100n),
      businessDate: '2026-01-15',
    };
    await post(app, transfer);
    await database().operator.query("SELECT bank.roll_business_date('2026-01-16')");
    const [again] = await post(app, transfer);
    expect(again).toMatchObject({ outcome: 'replayed', businessDate: '2026-01-15' });
  });
});

describe('When many send the same request at once', () => {
  it('one posts it and all get its answer', async () => {
    const { app, owner } = database();
    const transfer = aTransfer(cast.alice.accountId, cast.bob.accountId, 50n);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post(app, { ...transfer, id: crypto.randomUUID() })),
    );
    const results = answers.flat();
    expect(results.filter(({ outcome }) => outcome === 'posted')).toHaveLength(1);
    expect(new Set(results.map(({ id, sequence }) => `${id} ${sequence}`)).size).toBe(1);
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('in batches that overlap in another order, none deadlocks and each is posted once', async () => {
    const { app, owner } = database();
    const transfers = Array.from({ length: 30 }, () =>
      aTransfer(cast.alice.accountId, cast.bob.accountId, 1n),
    );
    const shuffled = Array.from({ length: 12 }, (_, turn) => [
      ...transfers.slice(turn),
      ...transfers.slice(0, turn),
    ]);
    const answers = await Promise.all(shuffled.map((batch) => post(app, ...batch)));
    const posted = answers.flat().filter(({ outcome }) => outcome === 'posted');
    expect(posted).toHaveLength(transfers.length);
    expect(await brokenRules(owner)).toEqual([]);
  });
});
