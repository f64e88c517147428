import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { vectorsOf } from '../testing/vectors.ts';
import {
  annualYield,
  compositeRate,
  compoundedDaily,
  isAccurateYield,
  tierYields,
  yieldEarned,
  yieldOfRate,
} from './apy.ts';
import { power } from './power.ts';
import { decimalText, rationalOf, type Rational } from './rational.ts';

const find = vectorsOf('apy');
const inputsOf = <T>(id: string, shape: z.ZodType<T>): T => shape.parse(find(id).inputs);
const expectedOf = <T>(id: string, shape: z.ZodType<T>): T => shape.parse(find(id).expected);
const text = (value: Rational, like: string): string =>
  decimalText(value, like.includes('.') ? like.length - like.indexOf('.') - 1 : 0);

const general = z.object({ interest: z.string(), principal: z.string(), days_in_term: z.number() });
const apyAnswer = z.object({ apy: z.string(), apy_unrounded: z.string().optional() });

describe('annual percentage yield, by the published examples', () => {
  it.each(['V12', 'V14', 'V15', 'V17', 'V18', 'V20', 'V21'])('%s', (id) => {
    const { interest, principal, days_in_term } = inputsOf(id, general);
    const earned = annualYield({
      interest: rationalOf(interest),
      principal: rationalOf(principal),
      days: BigInt(days_in_term),
    });
    const { apy, apy_unrounded } = expectedOf(id, apyAnswer);
    expect(decimalText(earned, 2)).toBe(apy);
    if (apy_unrounded !== undefined) expect(text(earned, apy_unrounded)).toBe(apy_unrounded);
  });

  it('V29, the composite rate', () => {
    const { rates, days } = inputsOf(
      'V29',
      z.object({ rates: z.array(z.string()), days: z.array(z.number()) }),
    );
    const segments = rates.map((rate, index) => ({
      rate: rationalOf(rate),
      days: BigInt(days[index] ?? 0),
    }));
    expect(decimalText(compositeRate(segments), 2)).toBe(expectedOf('V29', apyAnswer).apy);
  });

  it('V30, a rate that compounds daily', () => {
    const { rate } = inputsOf('V30', z.object({ rate: z.string() }));
    const interest = compoundedDaily(rationalOf('1'), [{ rate: rationalOf(rate), days: 365n }]);
    const earned = annualYield({ interest, principal: rationalOf('1'), days: 365n });
    expect(decimalText(earned, 2)).toBe(expectedOf('V30', apyAnswer).apy);
  });

  it.each(['V23', 'V25', 'V26', 'V28'])('%s, interest that compounds daily', (id) => {
    const shape = z.object({
      principal: z.string(),
      segments: z.array(z.tuple([z.string(), z.number()])),
    });
    const { principal, segments } = inputsOf(id, shape);
    const interest = compoundedDaily(
      rationalOf(principal),
      segments.map(([rate, days]) => ({ rate: rationalOf(rate), days: BigInt(days) })),
    );
    const answer = expectedOf(id, z.object({ interest: z.string(), unrounded: z.string() }));
    expect(decimalText(interest, 2)).toBe(answer.interest);
    expect(text(interest, answer.unrounded)).toBe(answer.unrounded);
  });
});

describe('annual percentage yield earned', () => {
  it.each(['V32', 'V34', 'V35', 'V37'])('%s', (id) => {
    const shape = z.object({
      interest_earned: z.string(),
      average_daily_balance: z.string(),
      days_in_period: z.number(),
      compounding_days: z.number().optional(),
    });
    const { interest_earned, average_daily_balance, days_in_period, compounding_days } = inputsOf(id, shape);
    const earned = yieldEarned(
      {
        interest: rationalOf(interest_earned),
        averageDailyBalance: rationalOf(average_daily_balance),
        days: BigInt(days_in_period),
      },
      compounding_days === undefined ? undefined : BigInt(compounding_days),
    );
    const { apye, unrounded } = expectedOf(
      id,
      z.object({ apye: z.string(), unrounded: z.string().optional() }),
    );
    expect(decimalText(earned, 2)).toBe(apye);
    if (unrounded !== undefined) expect(text(earned, unrounded)).toBe(unrounded);
  });

  it('V38, how far a stated yield may be off', () => {
    const inputs = inputsOf('V38', z.object({ true: z.string(), stated: z.array(z.string()) }));
    const { accurate } = expectedOf('V38', z.object({ accurate: z.array(z.boolean()) }));
    const judged = inputs.stated.map((stated) =>
      isAccurateYield(rationalOf(inputs.true), rationalOf(stated)),
    );
    expect(judged).toEqual(accurate);
  });
});

describe('yields of tiers', () => {
  it('are one a tier where the whole balance takes its rate', () => {
    const tiers = [
      { fromMinor: 0n, ratePpm: 10_000n },
      { fromMinor: 1_000_000n, ratePpm: 19_000n },
    ];
    expect(tierYields('whole-balance', tiers, { timesAYear: 12n })).toEqual([
      { ...tiers[0], lowest: '1.00', highest: '1.00' },
      { ...tiers[1], lowest: '1.92', highest: '1.92' },
    ]);
  });

  it('are ranges where each slice takes its own, rising within the tier', () => {
    const tiers = [
      { fromMinor: 0n, ratePpm: 5_000n },
      { fromMinor: 5_000_000n, ratePpm: 6_500n },
    ];
    expect(tierYields('slices', tiers, { timesAYear: 12n })).toEqual([
      { ...tiers[0], lowest: '0.50', highest: '0.50' },
      { ...tiers[1], lowest: '0.50', highest: '0.64' },
    ]);
  });
});

describe('powers', () => {
  it('are the inverse of roots, to forty decimals', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 9n), fc.bigInt(1n, 10n ** 9n), fc.bigInt(1n, 730n), (n, d, degree) => {
        const base = { numerator: n, denominator: d };
        fc.pre(n < d * 4n && d < n * 4n);
        const root = power(base, { numerator: 1n, denominator: degree });
        const again = power(root, { numerator: degree, denominator: 1n });
        expect(decimalText(again, 40)).toBe(decimalText(base, 40));
      }),
      { numRuns: 20 },
    );
  });

  it('of a sum of exponents are products', () => {
    const base = rationalOf('1.0417');
    const [third, two] = [
      power(base, { numerator: 1n, denominator: 3n }),
      power(base, { numerator: 2n, denominator: 1n }),
    ];
    const product = {
      numerator: third.numerator * two.numerator,
      denominator: third.denominator * two.denominator,
    };
    expect(decimalText(product, 40)).toBe(decimalText(power(base, { numerator: 7n, denominator: 3n }), 40));
  });

  it('exist of positive bases alone', () => {
    expect(() => power({ numerator: 0n, denominator: 1n }, { numerator: 1n, denominator: 2n })).toThrow(
      RangeError,
    );
  });

  it('say what a rate yields', () => {
    expect(decimalText(yieldOfRate(40_000n, { timesAYear: 12n }), 4)).toBe('4.0742');
    expect(decimalText(yieldOfRate(40_000n, { timesAYear: 4n }), 4)).toBe('4.0604');
    expect(decimalText(yieldOfRate(40_000n, { termDays: 365n }), 4)).toBe('4.0000');
    // Half a year at 3.80 %: 1.8843 % in 181 days, which is 3.8364 % a year.
    expect(decimalText(yieldOfRate(38_000n, { termDays: 181n }), 4)).toBe('3.8364');
  });
});
