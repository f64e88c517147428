import { describe, expect, it } from '@jest/globals';
import { isBusinessDay } from '../../../functions/domain/business-days.ts';
import { businessDate, openingDate, people } from '../people.ts';
import { planLife } from './life.ts';
import { depositId } from './resident.ts';

const days = [...planLife()];
const journals = days.flatMap((day) => day.journals);

/** Everything planned, as text; amounts are bigints, which JSON does not know. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_name, each: unknown) => (typeof each === 'bigint' ? each.toString() : each));

const ofAccount = (number: string): typeof journals =>
  journals.filter(({ draft }) =>
    draft.entries.some((entry) => 'account' in entry && entry.account === depositId(number)),
  );

describe('the life of the demo bank', () => {
  it('is the same each time it is planned', () => {
    expect(textOf([...planLife()])).toBe(textOf(days));
  });

  it('begins with the opening and goes on over every business day until today', () => {
    expect(days[0]?.date).toBe(openingDate);
    expect(days.at(-1)?.date).toBe(businessDate);
    expect(days.every(({ date }) => isBusinessDay(date))).toBe(true);
    expect(days).toHaveLength(1 + 250 + 192);
  });

  it('names every journal once', () => {
    expect(new Set(journals.map(({ key }) => key)).size).toBe(journals.length);
  });

  it('has a few tens of customers and some thousands of journals', () => {
    expect(days.flatMap(({ joining }) => joining).length).toBe(53);
    expect(days.filter(({ joining }) => joining.length > 0).length).toBeGreaterThan(4);
    expect(journals.length).toBeGreaterThan(8_000);
    expect(journals.length).toBeLessThan(20_000);
  });

  it.each([
    ['Alice', '1000000101', 200, 25],
    ['Bob', '1000000201', 100, 20],
    ['Carla', '1000000301', 100, 20],
  ])('gives %s a long and varied account %s', (_name, number, journalsAtLeast, kindsAtLeast) => {
    const own = ofAccount(number);
    expect(own.length).toBeGreaterThan(journalsAtLeast);
    expect(new Set(own.map(({ draft }) => draft.description)).size).toBeGreaterThan(kindsAtLeast);
    expect(new Set(own.map(({ reference }) => reference)).size).toBeGreaterThan(kindsAtLeast);
  });

  it('uses the posting rules of a whole bank', () => {
    const templates = new Set(journals.map(({ draft }) => draft.template));
    const numbered = 'P01 P02 P03 P04 P05 P07 P08 P09 P11 P12 D01 D02 L01 L02 L03 L06 L07';
    const house = 'T01 T02 T03 T05 T07 T08 T09 T10 T11 T12 T13';
    for (const template of `${numbered} ${house}`.split(' ')) expect(templates).toContain(template);
  });

  it.each([
    ['bank/coupon/treasuries', 900_000_000n, 395n],
    ['bank/coupon/bonds', 500_000_000n, 460n],
  ])(
    'bears interest on %s for each calendar day of every month, the first included',
    (key, balance, rate) => {
      const accrued = new Map(
        journals
          .filter((journal) => journal.key.endsWith(key))
          .map(({ reference, draft }) => [reference, draft.entries.find(({ minor }) => minor > 0n)?.minor]),
      );
      const daysOf = (month: string): bigint => {
        const [year = 0, number = 0] = month.split('-').map(Number);
        return BigInt(new Date(Date.UTC(year, number, 0)).getUTCDate());
      };
      expect(accrued.size).toBe(21);
      for (const [month, minor] of accrued)
        expect([month, minor]).toEqual([
          month,
          (balance * rate * daysOf(month) * 2n + 3_650_000n) / 7_300_000n,
        ]);
    },
  );

  it('leaves its people where they can pay today', () => {
    const today = days.at(-1)?.journals ?? [];
    const movedToday = new Set(
      today.flatMap(({ draft }) => draft.entries.map((entry) => ('account' in entry ? entry.account : ''))),
    );
    for (const { accounts } of people)
      if (accounts?.[0]) expect(movedToday).toContain(depositId(accounts[0].number));
  });
});
