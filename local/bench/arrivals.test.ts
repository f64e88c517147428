import { describe, expect, it } from '@jest/globals';
import { randomOf } from '../seed/random.ts';
import { arrivalTimes } from './arrivals.ts';

const draws = (seed: string): (() => number) => {
  const random = randomOf(seed);
  return () => random.below(2 ** 32) / 2 ** 32;
};

describe('Arrivals of an open loop', () => {
  const times = arrivalTimes(1000, 60, draws('arrivals'));
  const gaps = times.map((time, index) => time - (times[index - 1] ?? 0));

  it('come at the rate asked for, in order, within the time', () => {
    expect(times.length / 60).toBeGreaterThan(985);
    expect(times.length / 60).toBeLessThan(1015);
    expect(Math.min(...gaps.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(times.at(-1)).toBeLessThan(60_000);
  });

  it('bunch as independent callers do: the deviation of the gaps is their mean', () => {
    const mean = times.length / 60_000;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - 1) ** 2, 0) / gaps.length);
    expect(mean).toBeCloseTo(1, 1);
    expect(deviation).toBeGreaterThan(0.95);
    expect(deviation).toBeLessThan(1.05);
  });

  it('are the same for the same draws', () => {
    expect(arrivalTimes(50, 2, draws('same'))).toEqual(arrivalTimes(50, 2, draws('same')));
  });
});
