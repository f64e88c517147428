import { describe, expect, it } from '@jest/globals';
import { chooseFigures, figureKinds, figureTable, sizeInName } from './figures.ts';

const names = (only: readonly string[]): string[] => chooseFigures(only).map(({ name }) => name);

describe('The figures of the benchmark', () => {
  it('are all measured unless some are named', () => {
    expect(names([])).toEqual(figureKinds.map(({ name }) => name));
  });

  it('are chosen by name or by group, in the order of the table', () => {
    expect(names(['as-of', 'single-4', 'hot'])).toEqual([
      'single-4',
      'hot-strict-16',
      'hot-striped-16',
      'as-of-p99-ms',
    ]);
  });

  it('are refused by a name that none of them has', () => {
    expect(() => chooseFigures(['single-5'])).toThrow(
      'There is no figure single-5; there are single-1, single-4,',
    );
  });

  it('say their size in their name', () => {
    expect(['single-16', 'batch-8000', 'hot-strict-16'].map(sizeInName)).toEqual([16, 8000, 16]);
    expect(() => sizeInName('backdate-ratio')).toThrow('has no size');
  });

  it('are shown beside their goals, and a missed goal says so', () => {
    const shown = figureTable([
      { name: 'single-1', value: 2.345, unit: 'x' },
      { name: 'single-4', value: 1.8, unit: 'x' },
      { name: 'single-16', value: 1.59, unit: 'x' },
      { name: 'single-p99-ms', value: 50.1, unit: 'ms' },
    ]);
    expect(shown.split('\n')).toEqual([
      'single-1                2.35 x',
      'single-4                1.80 x    goal ≥ 1.8',
      'single-16               1.59 x    goal ≥ 1.6: MISSED',
      'single-p99-ms          50.10 ms   goal ≤ 50: MISSED',
    ]);
  });
});
