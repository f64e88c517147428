import { describe, expect, it } from '@jest/globals';
import { formatMinor, parseDecimal } from '../money.ts';
import { loanVector as vector } from '../../../local/testing/loan-vectors.ts';
import { randomOf } from '../../../local/seed/random.ts';
import {
  exactPayment,
  levelPayment,
  monthlyInterest,
  monthsAfter,
  scheduleOf,
  type LevelLoan,
} from './schedule.ts';
import { halfUp } from './half-up.ts';

/** A rate such as 0.065 in parts per million. */
const ppmOf = (rate: string): number => Number(rate.replace('0.', '').padEnd(6, '0'));
const text = (minor: bigint): string => formatMinor(minor).replaceAll(',', '');

function loanOf({ inputs }: { inputs: Record<string, string | number> }): LevelLoan {
  return {
    principalMinor: parseDecimal(String(inputs['principal'])),
    ratePpm: ppmOf(String(inputs['annual_rate'])),
    termMonths: Number(inputs['months'] ?? 360),
  };
}

describe('The level payment', () => {
  it('V39: 200,000 at 6.5 % over 360 months', () => {
    const v39 = vector('V39');
    const { numerator, denominator } = exactPayment(loanOf(v39));
    const millionths = halfUp(numerator * 10_000n, denominator).toString();
    expect(text(levelPayment(loanOf(v39)))).toBe(v39.expected['payment']);
    expect(`${millionths.slice(0, -6)}.${millionths.slice(-6)}`).toBe(v39.expected['unrounded']);
  });

  it('V40: splits the first payment of a mortgage', () => {
    const { inputs, expected } = vector('V40');
    const principal = parseDecimal(String(inputs['principal']));
    const interest = monthlyInterest(principal, ppmOf(String(inputs['annual_rate'])));
    const paid = parseDecimal(String(inputs['payment'])) - interest;
    expect({
      interest: text(interest),
      principal: text(paid),
      balance_after: text(principal - paid),
    }).toEqual(expected);
  });
});

describe('The schedule', () => {
  it('V42: is the table of 1,200 at 12 % over 12 months', () => {
    const v42 = vector('V42');
    const schedule = scheduleOf(loanOf(v42), '2026-02-01');
    const rows = schedule.map((row, index) => [
      index + 1,
      text(row.paymentMinor),
      text(row.interestMinor),
      text(row.principalMinor),
      text(row.balanceAfterMinor),
    ]);
    expect(rows).toEqual(v42.expected['rows']);
    expect(text(schedule.reduce((sum, row) => sum + row.interestMinor, 0n))).toBe(
      v42.expected['total_interest'],
    );
  });

  it('V44: has the totals and the last payment of a mortgage', () => {
    const v44 = vector('V44');
    const schedule = scheduleOf(loanOf(v44), '2026-02-01');
    expect({
      payment: text(schedule[0]?.paymentMinor ?? 0n),
      total_interest: text(schedule.reduce((sum, row) => sum + row.interestMinor, 0n)),
      last_payment: text(schedule.at(-1)?.paymentMinor ?? 0n),
      balance_after_60: text(schedule[59]?.balanceAfterMinor ?? 0n),
    }).toEqual(v44.expected);
  });

  it('pays back the principal, row by row, from 0 to 15 % over up to 30 years', () => {
    const draws = randomOf('loan-schedules');
    for (let round = 0; round < 60; round += 1) {
      const loan = {
        principalMinor: draws.between(1_000_000n, 90_000_000n),
        ratePpm: draws.below(150_001),
        termMonths: 1 + draws.below(360),
      };
      const schedule = scheduleOf(loan, '2026-01-31');
      expect(schedule.reduce((sum, row) => sum + row.principalMinor, 0n)).toBe(loan.principalMinor);
      expect(schedule.at(-1)?.balanceAfterMinor).toBe(0n);
      const odd = schedule.filter(
        (row, index) =>
          row.paymentMinor !== row.interestMinor + row.principalMinor ||
          (index < schedule.length - 1 && row.paymentMinor !== levelPayment(loan)),
      );
      expect(odd).toEqual([]);
    }
  });

  it('refuses a principal that installments would eat up before their time', () => {
    expect(() => scheduleOf({ principalMinor: 10n, ratePpm: 0, termMonths: 36 }, '2026-01-01')).toThrow(
      RangeError,
    );
  });

  it('is due on the day of the first payment, or on the last of a month that has none', () => {
    expect([0, 1, 2, 11, 13].map((months) => monthsAfter('2026-01-31', months))).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-12-31',
      '2027-02-28',
    ]);
  });
});

describe('Half up', () => {
  it.each([
    [1n, 2n, 1n],
    [-1n, 2n, 0n],
    [-3n, 2n, -1n],
    [-6n, 10n, -1n],
    [-5n, 10n, 0n],
    [4n, 10n, 0n],
  ])('rounds %s / %s to %s', (numerator, denominator, expected) => {
    expect(halfUp(numerator, denominator)).toBe(expected);
  });
});
