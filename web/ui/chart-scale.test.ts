import { describe, expect, it } from '@jest/globals';
import { heightsOf, scaleOf } from './chart-scale.ts';

describe('The axis of a chart', () => {
  it.each([
    [[], [0, 1]],
    [
      [0, null],
      [0, 1],
    ],
    [[3], [0, 1, 2, 3]],
    [
      [412, 398, null],
      [0, 200, 400, 600],
    ],
    [[79_648], [0, 20_000, 40_000, 60_000, 80_000]],
    [
      [-30, 50],
      [-40, -20, 0, 20, 40, 60],
    ],
  ])('of %j is marked at %j', (values, ticks) => {
    const scale = scaleOf(values);
    expect(scale.ticks).toEqual(ticks);
    expect([scale.low, scale.high]).toEqual([ticks[0], ticks.at(-1)]);
  });

  it('is as high as the highest bar, whose parts stand on one another', () => {
    expect(
      heightsOf([
        [1, 2, null],
        [10, 20, 30],
      ]),
    ).toEqual([11, 22, 30]);
  });
});
