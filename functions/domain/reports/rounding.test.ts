import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { parseDecimal } from '../money.ts';
import { vectorsOf } from '../testing/vectors.ts';
import { apportion, apportionWholly, thousandsOf } from './rounding.ts';

const vector = vectorsOf('reports');
const inputs = z.object({ lines: z.array(z.string()), total: z.string() });
const cents = fc.bigInt({ min: -10_000_000_000_000n, max: 10_000_000_000_000n });
const sum = (parts: readonly bigint[]): bigint => parts.reduce((total, each) => total + each, 0n);

describe('largest-remainder rounding', () => {
  it.each(['V96', 'V97'])('rounds as %s says', (id) => {
    const { lines, total } = inputs.parse(vector(id).inputs);
    const rounded = thousandsOf(parseDecimal(total));
    expect({
      rounded_total: Number(rounded),
      lines: apportion(lines.map(parseDecimal), rounded).map(Number),
    }).toEqual(vector(id).expected);
  });

  it('gives parts that sum to the rounded total, each less than a thousand from its exact value', () => {
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 30 }), (minors) => {
        const total = thousandsOf(sum(minors));
        const parts = apportion(minors, total);
        expect(sum(parts)).toBe(total);
        for (const [index, part] of parts.entries()) {
          const off = part * 100_000n - (minors[index] ?? 0n);
          expect(-100_000n < off && off < 100_000n).toBe(true);
        }
      }),
    );
  });

  it('leaves nothing over when it must meet a total that was rounded otherwise', () => {
    const near = fc.bigInt({ min: -40n, max: 40n });
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 12 }), near, (minors, off) => {
        const total = thousandsOf(sum(minors)) + off;
        expect(sum(apportionWholly(minors, total))).toBe(total);
      }),
    );
  });

  it('never makes something of nothing', () => {
    expect(apportion([0n, 149_999n, 0n], 2n)).toEqual([0n, 2n, 0n]);
    expect(apportion([0n, 0n], 1n)).toEqual([0n, 0n]);
  });

  it('rounds halves upwards', () => {
    expect([50_000n, 49_999n, -50_000n, -50_001n].map(thousandsOf)).toEqual([1n, 0n, 0n, -1n]);
  });
});
