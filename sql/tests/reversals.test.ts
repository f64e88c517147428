import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { brokenRules } from '../../local/testing/books.ts';
import { openBank, openingDate, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, aTransfer, post, type JournalDraft } from '../../local/testing/journals.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator);
  await post(database().app, aCashDeposit(cast.alice.accountId, 100_000n));
});

const fromAliceToBob = (minor: bigint, overrides = {}): JournalDraft => ({
  ...aTransfer(cast.alice.accountId, cast.bob.accountId, minor),
  ...overrides,
});

const reversalOf = (transfer: JournalDraft, minor: bigint): JournalDraft =>
  fromAliceToBob(-minor, { type: 'REVERSAL', reversesId: transfer.id });

describe('A reversal', () => {
  it('undoes a journal by its mirror, and the original shows it only by the link', async () => {
    const { app } = database();
    const transfer = fromAliceToBob(300n);
    const [original] = await post(app, transfer);
    const reversal = reversalOf(transfer, 300n);
    const [result] = await post(app, reversal);
    expect(result?.entries[0]?.balanceMinor).toBe(
      (BigInt(original?.entries[0]?.balanceMinor ?? '') + 300n).toString(),
    );
    const { rows } = await app.query(
      'SELECT id, type, reverses_id, reversed_by_id FROM bank.journal WHERE id IN ($1, $2) ORDER BY sequence',
      [transfer.id, reversal.id],
    );
    expect(rows).toEqual([
      { id: transfer.id, type: 'STANDARD', reverses_id: null, reversed_by_id: reversal.id },
      { id: reversal.id, type: 'REVERSAL', reverses_id: transfer.id, reversed_by_id: null },
    ]);
  });

  it('that is repeated beside a journal whose id was used is not what is refused', async () => {
    const { app } = database();
    const transfer = fromAliceToBob(300n);
    await post(app, transfer);
    const reversal = reversalOf(transfer, 300n);
    await post(app, reversal);
    const again = { ...reversal, id: randomUUID() };
    const refusal = await refusalOf(post(app, again, fromAliceToBob(1n, { id: transfer.id })));
    expect(refusal).toMatchObject({ sqlState: 'LB012', message: 'A journal id was used before.' });
  });

  it('cannot come twice in one batch', async () => {
    const { app } = database();
    const transfer = fromAliceToBob(300n);
    await post(app, transfer, aCashDeposit(cast.bob.accountId, 1_000n));
    const refusal = await refusalOf(post(app, reversalOf(transfer, 300n), reversalOf(transfer, 300n)));
    expect(refusal.sqlState).toBe('LB011');
  });

  it('may list the lines in another order', async () => {
    const { app } = database();
    const transfer = fromAliceToBob(300n);
    await post(app, transfer);
    const swapped = {
      ...aTransfer(cast.bob.accountId, cast.alice.accountId, 300n),
      type: 'REVERSAL',
      reversesId: transfer.id,
    };
    expect((await post(app, swapped))[0]?.outcome).toBe('posted');
  });

  it('takes the value date of the original, on the business date of today', async () => {
    const { app } = database();
    const transfer = fromAliceToBob(300n, { valueDate: '2026-01-02' });
    await post(app, transfer);
    const [result] = await post(app, reversalOf(transfer, 300n));
    expect(result).toMatchObject({ businessDate: openingDate, valueDate: '2026-01-02' });
  });

  it('that takes only part back is refused', async () => {
    const { app } = database();
    const transfer = fromAliceToBob(300n);
    await post(app, transfer);
    const refusal = await refusalOf(post(app, reversalOf(transfer, 299n)));
    expect(refusal).toMatchObject({ sqlState: 'LB011', detail: { journalId: transfer.id } });
  });

  it('with a line more than the original is refused', async () => {
    const { app } = database();
    const transfer = fromAliceToBob(300n);
    await post(app, transfer);
    const longer = aJournal(
      [
        { account: cast.bob.accountId, minor: 300n },
        { account: cast.alice.accountId, minor: -300n },
        { account: '1010', minor: 1n },
        { account: '1010', minor: -1n },
      ],
      { type: 'REVERSAL', reversesId: transfer.id },
    );
    expect((await refusalOf(post(app, longer))).sqlState).toBe('LB011');
  });

  it('of a reversal is refused', async () => {
    const { app } = database();
    const transfer = fromAliceToBob(300n);
    const reversal = reversalOf(transfer, 300n);
    await post(app, transfer);
    await post(app, reversal);
    const again = fromAliceToBob(300n, { type: 'REVERSAL', reversesId: reversal.id });
    expect((await refusalOf(post(app, again))).sqlState).toBe('LB011');
  });

  it('of money that was spent meanwhile is refused like any overdraft', async () => {
    const { app } = database();
    const deposit = aCashDeposit(cast.carla.accountId, 500n);
    await post(app, deposit);
    await post(app, aTransfer(cast.carla.accountId, cast.alice.accountId, 500n));
    const reversal = aCashDeposit(cast.carla.accountId, -500n, { type: 'REVERSAL', reversesId: deposit.id });
    expect((await refusalOf(post(app, reversal))).sqlState).toBe('LB001');
  });

  it('happens at most once, however many try at the same time with keys of their own', async () => {
    const { app, owner } = database();
    const transfer = fromAliceToBob(300n);
    await post(app, transfer);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => post(app, reversalOf(transfer, 300n))),
    );
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    expect(refused).toHaveLength(19);
    expect(refused).toEqual(refused.map(() => expect.objectContaining({ code: 'LB011' })));
    expect(await brokenRules(owner)).toEqual([]);
  });

  it('happens at most once within a batch', async () => {
    const { app } = database();
    const transfer = fromAliceToBob(300n);
    await post(app, transfer);
    const refusal = await refusalOf(post(app, reversalOf(transfer, 300n), reversalOf(transfer, 300n)));
    expect(refusal.sqlState).toBe('LB011');
  });
});
