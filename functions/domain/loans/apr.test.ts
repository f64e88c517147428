import { describe, expect, it } from '@jest/globals';
import { annualPercentageRate, type DuePayment } from './apr.ts';
import { levelPayment, monthsAfter, scheduleOf } from './schedule.ts';

const level = (firstDueOn: string, count: number, paymentMinor: bigint): DuePayment[] =>
  Array.from({ length: count }, (_, month) => ({ dueOn: monthsAfter(firstDueOn, month), paymentMinor }));

describe('The annual percentage rate', () => {
  // Appendix J to 12 CFR part 1026, (c)(1): single advance, equal payments.
  it.each([
    ['a regular first period', '1978-01-10', 500_000n, level('1978-02-10', 24, 23_000n), 969n],
    ['a long first period', '1978-02-10', 600_000n, level('1978-04-01', 36, 20_000n), 1182n],
  ])('with %s is that of the regulation', (_what, on, amountFinancedMinor, payments, rate) => {
    expect(annualPercentageRate({ on, amountFinancedMinor }, payments)).toBe(rate);
  });

  it.each([0, 10_000, 65_000, 72_500, 109_000, 360_000])(
    'of a loan at %d ppm without charges is its rate, and above it with a fee',
    (ratePpm) => {
      const loan = { principalMinor: 5_000_000n, ratePpm, termMonths: 60 };
      expect(levelPayment(loan)).toBeGreaterThan(0n);
      const payments = scheduleOf(loan, '2026-11-05');
      const plain = annualPercentageRate({ on: '2026-10-05', amountFinancedMinor: 5_000_000n }, payments);
      expect(plain).toBe(BigInt(ratePpm / 100));
      const fee = annualPercentageRate({ on: '2026-10-05', amountFinancedMinor: 4_900_000n }, payments);
      expect(fee).toBeGreaterThan(plain);
    },
  );
});
