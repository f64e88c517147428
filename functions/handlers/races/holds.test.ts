import { beforeAll, describe, expect, it } from '@jest/globals';
import { useBank } from '../../../local/testing/bank.ts';
import { openDesk, type Desk } from '../../../local/testing/front-door.ts';
import { crowd, figures, pairsOf, race } from '../../../local/testing/races/race.ts';
import {
  capture,
  cashIn,
  close,
  confirmation,
  hold,
  release,
  spenders,
} from '../../../local/testing/races/rivals.ts';
import { aScene, whole, type Scene } from '../../../local/testing/races/scene.ts';

const bank = useBank();
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk(bank());
});

const heldScene = (): Promise<Scene> => aScene(bank(), desk, { held: true });
// There is no preview of spending what is held.
const others = spenders.filter((each) => each !== confirmation).map((each) => [each.name, each] as const);

describe('A hold on all the money of an account', () => {
  it.each(pairsOf([capture, release]))('is ended once by %s and %s at once', async (_1, _2, one, other) => {
    const ground = await heldScene();
    const { won, refusals } = await race(ground, one, other);
    expect([won[0] + won[1], refusals]).toEqual([1, ['hold-not-active']]);
    const captured = one === capture && won[0] + (other === capture ? won[1] : 0) === 1;
    expect(await figures(ground)).toEqual(captured ? [0n, 0n, 0n] : [whole, 0n, whole]);
  });

  it.each(others)('that is captured while %s wants the money goes to the capture', async (_name, spender) => {
    const ground = await heldScene();
    expect((await race(ground, capture, spender)).won).toEqual([1, 0]);
    expect(await figures(ground)).toEqual([0n, 0n, 0n]);
  });

  it.each(others)('that is released while %s wants the money gives it once', async (_name, spender) => {
    const ground = await heldScene();
    const { won } = await race(ground, release, spender);
    expect(won[0]).toBe(1);
    expect(won[1]).toBeLessThanOrEqual(1);
    const left = won[1] === 1 ? 0n : whole;
    const [balance, held, available] = await figures(ground);
    expect([available, held]).toEqual([left, spender === hold ? whole - left : 0n]);
    expect(balance).toBe(spender === hold ? whole : left);
  });

  it('that is captured while cash comes in takes nothing of the cash', async () => {
    const ground = await heldScene();
    expect((await race(ground, capture, cashIn)).won).toEqual([1, crowd]);
    expect(await figures(ground)).toEqual([BigInt(crowd), 0n, BigInt(crowd)]);
  });

  it('keeps the account open until it is captured', async () => {
    const ground = await heldScene();
    const { won } = await race(ground, capture, close);
    expect(won[0]).toBe(1);
    expect(await figures(ground)).toEqual([0n, 0n, 0n]);
  });

  it('that is released leaves an account that is not empty, so it stays open', async () => {
    const ground = await heldScene();
    expect((await race(ground, release, close)).won).toEqual([1, 0]);
    expect(await figures(ground)).toEqual([whole, 0n, whole]);
  });
});
