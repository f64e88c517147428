import { describe, expect, it } from '@jest/globals';
import { median, percentile, rounded } from './statistics.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

describe('Statistics of a run', () => {
  it('take a percentile from the sample, whatever its order', () => {
    expect([0.5, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([50, 99, 100]);
    expect(percentile([7], 0.99)).toBe(7);
  });

  it('count what was never answered as slower than everything', () => {
    expect(percentile([...hundred, Infinity, Infinity], 0.99)).toBe(Infinity);
  });

  it('find the middle of odd and even samples', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([10, 1, 2, 4])).toBe(3);
  });

  it('refuse an empty sample', () => {
    expect(() => percentile([], 0.5)).toThrow('An empty sample has no percentiles.');
    expect(() => median([])).toThrow('An empty sample has no median.');
  });

  it('are rounded to what they are good for', () => {
    expect([1.23456, 0.0123456, 1234.5678].map(rounded)).toEqual([1.23, 0.0123, 1234.57]);
  });
});
