import { describe, expect, it } from '@jest/globals';
import { figureKinds } from './figures.ts';
import { readOptions } from './options.ts';
import { plans } from './plans.ts';

describe('Options of the benchmark', () => {
  it('measure everything in full unless told otherwise', () => {
    expect(readOptions([])).toEqual({ json: false, figures: figureKinds, plan: plans.full });
  });

  it('choose figures, JSON and how long', () => {
    const { json, figures, plan } = readOptions(['--json', '--only', 'single-1, batch-10', '--quick']);
    expect(json).toBe(true);
    expect(figures.map(({ name }) => name)).toEqual(['single-1', 'batch-10']);
    expect(plan).toBe(plans.quick);
    expect(readOptions(['--trial']).plan).toBe(plans.trial);
  });

  it('refuse what they do not know', () => {
    expect(() => readOptions(['--fast'])).toThrow("Unknown option '--fast'");
    expect(() => readOptions(['--only', 'speed'])).toThrow('There is no figure speed');
  });
});
