import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as z from 'zod';
import {
  availabilityOf,
  bankingDayOf,
  cashAvailabilityOf,
  depositClasses,
  type AvailablePart,
  type DepositFacts,
} from './availability.ts';
import { businessDaysBetween, isBusinessDay, isFederalReserveHoliday } from './business-days.ts';
import { nextDay, weekdayOf } from './calendar-date.ts';
import { formatMinor, parseDecimal } from './money.ts';

const file = z.array(
  z.object({
    id: z.string(),
    inputs: z.object({ amount: z.string().optional(), year: z.number().optional() }),
    expected: z.unknown(),
  }),
);

/** A vector of the accounting reference, its expectation read by a schema. */
function vector<E>(
  area: string,
  id: string,
  schema: z.ZodType<E>,
): { amount: string; year: number; expected: E } {
  const text = readFileSync(new URL(`testing/vectors/${area}.json`, import.meta.url), 'utf8');
  const found = file.parse(JSON.parse(text)).find((each) => each.id === id);
  if (!found) throw new Error(`There is no vector ${id}.`);
  const { amount = '0', year = 0 } = found.inputs;
  return { amount, year, expected: schema.parse(found.expected) };
}

const monday = '2026-06-01';
const deposit = (more: Partial<DepositFacts>): DepositFacts => ({
  depositClass: 'other-check',
  minor: 50_000n,
  bankingDay: monday,
  isNewAccount: false,
  ...more,
});
const told = (parts: readonly AvailablePart[]): [string, string][] =>
  parts.map(({ availableOn, minor }) => [availableOn, formatMinor(minor).replaceAll(',', '')]);
const tell = (more: Partial<DepositFacts>): [string, string][] => told(availabilityOf(deposit(more)));

const available = z.object({ available: z.array(z.tuple([z.string(), z.string()])) });

describe('Vectors of Regulation CC', () => {
  it('V66: an everyday check', () => {
    const { amount, expected } = vector('reg-cc', 'V66', available);
    expect(tell({ minor: parseDecimal(amount) })).toEqual(expected.available);
  });

  it('V68: a cashier’s check to a new account', () => {
    const { amount, expected } = vector('reg-cc', 'V68', available);
    const special = { depositClass: 'special-check', isNewAccount: true } as const;
    expect(tell({ ...special, minor: parseDecimal(amount) })).toEqual(expected.available);
  });

  it('V69: cash and wires', () => {
    const { expected } = vector('reg-cc', 'V69', z.record(z.string(), z.string()));
    const day = (depositClass: DepositFacts['depositClass']): string | undefined =>
      tell({ depositClass })[0]?.[0];
    expect([day('cash-at-teller'), day('cash-at-own-atm'), day('wire'), day('ach-credit')]).toEqual([
      expected['teller'],
      expected['own_atm'],
      expected['wire_or_ach'],
      expected['wire_or_ach'],
    ]);
  });
});

describe('Vectors of the calendar', () => {
  it.each(['V70', 'V72', 'V73'])('%s: the holidays of a year that close the Federal Reserve Banks', (id) => {
    const { year, expected } = vector('calendar', id, z.object({ holidays: z.array(z.string()) }));
    const closed: string[] = [];
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = nextDay(day))
      if (![0, 6].includes(weekdayOf(day)) && isFederalReserveHoliday(day)) closed.push(day);
    expect(closed).toEqual(expected.holidays);
  });

  it('V75: business days in a year', () => {
    const { expected } = vector('calendar', 'V75', z.object({ count: z.record(z.string(), z.number()) }));
    for (const [year, count] of Object.entries(expected.count))
      expect(businessDaysBetween(`${year}-01-01`, `${year}-12-31`)).toHaveLength(count);
  });
});

describe('Availability', () => {
  it('gives the first 275 dollars of a day once, however many checks there are', () => {
    const earlier = { specialMinor: 0n, otherMinor: 20_000n };
    expect(tell({ minor: 10_000n, earlier })).toEqual([
      ['2026-06-02', '75.00'],
      ['2026-06-03', '25.00'],
    ]);
    expect(tell({ minor: 10_000n, earlier: { ...earlier, otherMinor: 30_000n } })).toEqual([
      ['2026-06-03', '100.00'],
    ]);
  });

  it('holds what is above 6,725 dollars of a day’s checks five business days longer, and says why', () => {
    const parts = availabilityOf(deposit({ minor: 1_000_000n }));
    expect(told(parts)).toEqual([
      ['2026-06-02', '275.00'],
      ['2026-06-03', '6450.00'],
      ['2026-06-10', '3275.00'],
    ]);
    expect(parts.map(({ reason }) => reason)).toEqual([null, null, 'large-deposit']);
    expect(tell({ depositClass: 'on-us-check', minor: 672_501n })).toEqual([
      ['2026-06-02', '6725.00'],
      ['2026-06-03', '0.01'],
    ]);
  });

  it('counts a deposit after the cut-off, or on a day without business, on the next banking day', () => {
    expect(bankingDayOf('2026-06-05', false)).toBe('2026-06-05');
    expect([bankingDayOf('2026-06-05', true), bankingDayOf('2026-06-06', false)]).toEqual([
      '2026-06-08',
      '2026-06-08',
    ]);
    expect(bankingDayOf('2026-07-03', true)).toBe('2026-07-06');
  });

  it('takes the amounts that held on the day', () => {
    expect(tell({ bankingDay: '2025-06-30' })[0]).toEqual(['2025-07-01', '225.00']);
    expect(tell({ bankingDay: '2025-07-01' })[0]).toEqual(['2025-07-02', '275.00']);
    expect(() => tell({ bankingDay: '2019-01-02' })).toThrow(RangeError);
  });

  it('lets a bank wait a day longer with cash, but for 550 dollars', () => {
    expect(told(cashAvailabilityOf(deposit({ minor: 200_000n })))).toEqual([
      ['2026-06-02', '275.00'],
      ['2026-06-03', '550.00'],
      ['2026-06-04', '1175.00'],
    ]);
    expect(told(cashAvailabilityOf(deposit({})))).toEqual(tell({}));
  });

  it('makes all of a deposit available, on rising business days after it, and a new account waits no less', () => {
    const facts = fc.record({
      depositClass: fc.constantFrom(...depositClasses),
      minor: fc.bigInt({ min: 1n, max: 5_000_000n }),
      bankingDay: fc.constantFrom(...businessDaysBetween('2025-07-01', '2027-12-31')),
      isNewAccount: fc.boolean(),
      earlier: fc.record({
        specialMinor: fc.bigInt({ min: 0n, max: 1_000_000n }),
        otherMinor: fc.bigInt({ min: 0n, max: 1_000_000n }),
      }),
    });
    fc.assert(
      fc.property(facts, (each) => {
        for (const parts of [availabilityOf(each), cashAvailabilityOf(each)]) {
          const dates = parts.map(({ availableOn }) => availableOn);
          expect(parts.reduce((sum, { minor }) => sum + minor, 0n)).toBe(each.minor);
          expect(dates).toEqual([...new Set(dates)].sort());
          for (const part of parts)
            expect([
              isBusinessDay(part.availableOn),
              part.availableOn > each.bankingDay,
              part.minor > 0n,
            ]).toEqual([true, true, true]);
        }
      }),
    );
  });
});
