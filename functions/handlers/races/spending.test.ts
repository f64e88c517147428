import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank } from '../../../local/testing/bank.ts';
import { openDesk, type Desk } from '../../../local/testing/front-door.ts';
import { stateOf } from '../../../local/testing/ledger-calls.ts';
import { crowd, figures, pairsOf, race } from '../../../local/testing/races/race.ts';
import { cashIn, close, confirmation, hold, late, spenders } from '../../../local/testing/races/rivals.ts';
import { aScene, whole, type Scene } from '../../../local/testing/races/scene.ts';

const bank = useBank();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(bank());
});

const scene = (): Promise<Scene> => aScene(bank(), desk);
const paidTo = async ({ payee }: Scene): Promise<bigint> =>
  BigInt((await stateOf(bank().database.app, payee)).balance);

describe('When all the money of an account is wanted at once', () => {
  it.each(pairsOf(spenders))('by %s and %s, one gets it', async (_one, _other, one, other) => {
    const ground = await scene();
    const { won } = await race(ground, one, other);
    expect(won[0] + won[1]).toBe(1);
    const [balance, held, available] = await figures(ground);
    expect(available).toBe(0n);
    expect([balance, held]).toEqual(held === 0n ? [0n, 0n] : [whole, whole]);
    expect([0n, whole]).toContain(await paidTo(ground));
  });

  it.each(spenders.map((each) => [each.name, each] as const))(
    'by %s while cash comes in, all cash arrives and the money goes once at most',
    async (_name, spender) => {
      const ground = await scene();
      const { won } = await race(ground, spender, cashIn);
      expect(won[1]).toBe(crowd);
      // What was shown is no longer so once cash has come in between.
      if (spender !== confirmation) expect(won[0]).toBe(1);
      expect(won[0]).toBeLessThanOrEqual(1);
      const [, , available] = await figures(ground);
      expect(available).toBe(BigInt(crowd) + whole * BigInt(1 - won[0]));
    },
  );
});

describe('When cash comes in from several counters at once', () => {
  it('all of it arrives', async () => {
    const ground = await scene();
    expect((await race(ground, cashIn, cashIn)).won).toEqual([crowd, crowd]);
    expect((await figures(ground))[0]).toBe(whole + BigInt(crowd * 2));
  });
});

describe('When an account is closed', () => {
  const state = async ({ account }: Scene): Promise<unknown> => {
    const { rows } = await bank().database.app.query<{ status: string }>(
      'SELECT status FROM bank.account WHERE id = $1',
      [account],
    );
    return rows[0]?.status;
  };

  it.each(spenders.map((each) => [each.name, each] as const))(
    'while %s takes the money, the money goes once and only an empty account closes',
    async (_name, spender) => {
      const ground = await scene();
      const { won } = await race(ground, spender, close);
      expect(won[0]).toBe(1);
      const closed = (await state(ground)) === 'closed';
      expect(closed).toBe(won[1] > 0);
      if (spender === hold) expect(closed).toBe(false);
      expect((await figures(ground))[2]).toBe(0n);
    },
  );

  it('while cash comes in, it is either closed and empty or open and has the cash', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const ground = { ...(await scene()), account: (await scene()).payee };
      // The operator is the faster of the two; now and then the cash comes first.
      const { won, refusals } = await race(ground, cashIn, turn % 2 === 0 ? close : late(close));
      const [cash, closes] = won;
      const status = await state(ground);
      expect(refusals).toEqual(['account-closed']);
      expect((await figures(ground))[0]).toBe(BigInt(cash));
      expect([status, closes]).toEqual(cash === 0 ? ['closed', crowd] : ['open', 0]);
    }
  });
});
