import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { parseDecimal } from '../money.ts';
import { vectorsOf } from '../testing/vectors.ts';
import {
  backupWithholding,
  creditedMinor,
  dayNumerator,
  earlyWithdrawalPenalty,
  interestUnit,
} from './accrual.ts';
import { decimalText, halfUp, rationalOf } from './rational.ts';

const vector = vectorsOf('deposit-interest');
const ppmOf = (rate: string): bigint => BigInt(decimalText(rationalOf(rate), 6).replace('.', ''));
const flat = (rate: string): { fromMinor: bigint; ratePpm: bigint }[] => [
  { fromMinor: 0n, ratePpm: ppmOf(rate) },
];
const aDay = (balance: string, rate: string): bigint =>
  dayNumerator(parseDecimal(balance), 'whole-balance', flat(rate));

describe('interest of a day, by the vectors', () => {
  it('V01', () => {
    const { balance, rate } = z.object({ balance: z.string(), rate: z.string() }).parse(vector('V01').inputs);
    const dollars = { numerator: aDay(balance, rate), denominator: interestUnit * 100n };
    expect({ interest_unrounded: decimalText(dollars, 12) }).toEqual(vector('V01').expected);
  });

  it('V03', () => {
    const shape = z.object({ balances: z.array(z.tuple([z.string(), z.number()])), rate: z.string() });
    const { balances, rate } = shape.parse(vector('V03').inputs);
    const days = balances.reduce((sum, [, count]) => sum + BigInt(count), 0n);
    const total = balances.reduce((sum, [balance, count]) => sum + parseDecimal(balance) * BigInt(count), 0n);
    const numerator = balances.reduce(
      (sum, [balance, count]) => sum + aDay(balance, rate) * BigInt(count),
      0n,
    );
    expect({
      sum_of_daily_balances: decimalText({ numerator: total, denominator: 100n }, 2),
      average_daily_balance: decimalText({ numerator: total, denominator: 100n * days }, 2),
      interest_unrounded: decimalText({ numerator, denominator: interestUnit * 100n }, 12),
      credited: decimalText({ numerator: creditedMinor(numerator), denominator: 100n }, 2),
    }).toEqual(vector('V03').expected);
  });

  it('V04, a leap year by 365 days as the bank reckons', () => {
    const shape = z.object({ balance: z.string(), rate: z.string(), days: z.number() });
    const { balance, rate, days } = shape.parse(vector('V04').inputs);
    const minor = creditedMinor(aDay(balance, rate) * BigInt(days));
    const by366 = halfUp({
      numerator: aDay(balance, rate) * BigInt(days),
      denominator: (interestUnit / 365n) * 366n,
    });
    expect({
      act_365: decimalText({ numerator: minor, denominator: 100n }, 2),
      act_366: decimalText({ numerator: by366, denominator: 100n }, 2),
    }).toEqual(vector('V04').expected);
  });

  it('V10, the penalty of an early withdrawal', () => {
    const shape = z.object({
      amount: z.string(),
      rate: z.string(),
      penalty_days: z.number(),
      interest_accrued_or_paid: z.string(),
    });
    const { amount, rate, penalty_days, interest_accrued_or_paid } = shape.parse(vector('V10').inputs);
    const { penaltyMinor, expenseReducedMinor } = earlyWithdrawalPenalty({
      minor: parseDecimal(amount),
      ratePpm: ppmOf(rate),
      penaltyDays: BigInt(penalty_days),
      earnedMinor: parseDecimal(interest_accrued_or_paid),
    });
    const dollars = (minor: bigint): string => decimalText({ numerator: minor, denominator: 100n }, 2);
    expect({
      penalty: dollars(penaltyMinor),
      reduces_interest_expense: dollars(expenseReducedMinor),
      other_noninterest_income: dollars(penaltyMinor - expenseReducedMinor),
    }).toEqual(vector('V10').expected);
  });

  it('V52 and V54, daily averages in which weekends carry the last close', () => {
    const { segments } = z
      .object({ segments: z.array(z.tuple([z.string(), z.number()])) })
      .parse(vector('V52').inputs);
    const days = segments.reduce((sum, [, count]) => sum + BigInt(count), 0n);
    const total = segments.reduce((sum, [balance, count]) => sum + BigInt(balance) * BigInt(count), 0n);
    expect({
      average: decimalText({ numerator: total, denominator: days }, 2),
      rc_k_thousands: decimalText({ numerator: total, denominator: days * 1000n }, 0),
    }).toEqual(vector('V52').expected);
    const { closes } = z
      .object({ closes: z.array(z.tuple([z.string(), z.string()])) })
      .parse(vector('V54').inputs);
    const [friday = 0n, monday = 0n] = closes.map(([, balance]) => parseDecimal(balance));
    const average = decimalText({ numerator: friday * 3n + monday, denominator: 400n }, 2);
    expect({ average }).toEqual(vector('V54').expected);
  });

  it('V58, backup withholding', () => {
    const interest = parseDecimal(z.object({ interest: z.string() }).parse(vector('V58').inputs).interest);
    const withheld = backupWithholding(interest);
    const dollars = (minor: bigint): string => decimalText({ numerator: minor, denominator: 100n }, 2);
    expect({ withheld: dollars(withheld), net_to_customer: dollars(interest - withheld) }).toEqual(
      vector('V58').expected,
    );
  });
});

describe('tiers', () => {
  const ascending = fc.uniqueArray(fc.bigInt(1n, 10n ** 9n), { maxLength: 4 }).chain((starts) =>
    fc
      .array(fc.bigInt(0n, 100_000n), { minLength: starts.length + 1, maxLength: starts.length + 1 })
      .map((rates) =>
        [0n, ...starts.sort((a, b) => (a < b ? -1 : 1))].map((fromMinor, index) => ({
          fromMinor,
          ratePpm: rates[index] ?? 0n,
        })),
      ),
  );

  it('by slices are continuous: a cent more never earns more than a cent at one of the rates', () => {
    fc.assert(
      fc.property(ascending, fc.bigInt(0n, 10n ** 10n), (tiers, minor) => {
        const more = dayNumerator(minor + 1n, 'slices', tiers) - dayNumerator(minor, 'slices', tiers);
        expect(tiers.map(({ ratePpm }) => ratePpm)).toContain(more);
      }),
    );
  });

  it('by the whole balance take one rate on all of it', () => {
    fc.assert(
      fc.property(ascending, fc.bigInt(1n, 10n ** 10n), (tiers, minor) => {
        const rate = tiers.findLast(({ fromMinor }) => fromMinor <= minor)?.ratePpm ?? 0n;
        expect(dayNumerator(minor, 'whole-balance', tiers)).toBe(minor * rate);
      }),
    );
  });

  it('pay nothing on what is owed to the bank', () => {
    expect(dayNumerator(-5n, 'slices', flat('0.05'))).toBe(0n);
  });
});

it('Rounding is half up on both sides of zero', () => {
  const cents = [-3n, -1n, 1n, 3n].map((numerator) => halfUp({ numerator, denominator: 2n }));
  expect(cents).toEqual([-1n, 0n, 1n, 2n]);
});
