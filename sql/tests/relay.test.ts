import { beforeAll, describe, expect, it } from '@jest/globals';
import { openBank, type Cast } from '../../local/testing/cast.ts';
import { useTestDatabase } from '../../local/testing/database.ts';
import { aCashDeposit, aJournal, post } from '../../local/testing/journals.ts';
import { aHold, placeHold } from '../../local/testing/ledger-calls.ts';
import { refusalOf } from '../../local/testing/refusal.ts';

const database = useTestDatabase();
let cast: Cast;

beforeAll(async () => {
  cast = await openBank(database().operator);
});

async function taken(): Promise<string[]> {
  const { rows } = await database().app.query<{ sequence: string }>(
    'SELECT sequence FROM bank.take_outbox(100)',
  );
  return rows.map(({ sequence }) => sequence);
}

async function mark(sequences: unknown): Promise<number | undefined> {
  const { rows } = await database().app.query<{ marked: number }>(
    'SELECT bank.mark_outbox_sent($1::jsonb) AS marked',
    [JSON.stringify(sequences)],
  );
  return rows[0]?.marked;
}

const deposit = () => post(database().app, aCashDeposit(cast.alice.accountId, 5n));

describe('The relay', () => {
  it('takes journals in order and forgets what it has marked', async () => {
    await deposit();
    await deposit();
    const first = await taken();
    expect(first).toHaveLength(2);
    expect(await mark(first)).toBe(2);
    expect(await taken()).toEqual([]);
  });

  it('takes what holds change as well', async () => {
    await placeHold(database().app, aHold(cast.alice.accountId, 1n));
    const events = await taken();
    expect(events).toEqual([expect.stringMatching(/^e/)]);
    expect(await mark(events)).toBe(1);
  });

  it('never passes over a journal that nobody named', async () => {
    for (let n = 0; n < 3; n += 1) await deposit();
    const [one, , three] = await taken();
    expect(await mark([three])).toBe(0);
    expect(await mark([one, three])).toBe(1);
    expect(await taken()).toHaveLength(2);
    await mark(await taken());
  });

  it('is not led ahead by a sequence that no journal has yet', async () => {
    await deposit();
    await mark([...(await taken()), 'j999999']);
    await deposit();
    expect(await taken()).toHaveLength(1);
    await mark(await taken());
  });

  it('waits for a posting that is under way, because it may come before those that are seen', async () => {
    const client = await database().app.connect();
    await client.query('BEGIN');
    await post(client, aCashDeposit(cast.bob.accountId, 5n));
    const elsewhere = [
      { account: '1012', minor: 5n },
      { account: cast.carla.accountId, minor: -5n },
    ];
    await post(database().app, aJournal(elsewhere));
    expect(await taken()).toEqual([]);
    await client.query('COMMIT');
    client.release();
    expect(await taken()).toHaveLength(2);
  });

  it.each([
    ['nonsense', ['jabc']],
    ['no list', 7],
    ['another kind', ['x1']],
  ])('is refused %s', async (_, sequences) => {
    expect((await refusalOf(mark(sequences))).sqlState).toBe('LB012');
  });
});
