import { describe, expect, it } from '@jest/globals';
import { trendsOf, type PrintedQuarter } from './trends.ts';

const quarter = (period: string, values: Record<string, bigint>): PrintedQuarter => ({
  period,
  printed: new Map(Object.entries(values)),
});

describe('Trends over quarters', () => {
  it('tell the margin of each quarter alone, though schedules tell the year to date', () => {
    const [margin] = trendsOf([
      quarter('2025Q3', { RIAD4074: 900n, RCON3360: 40_000n }),
      quarter('2025Q4', { RIAD4074: 1_300n, RCON3360: 30_000n, RCON3381: 10_000n }),
      quarter('2026Q1', { RIAD4074: 410n, RCON3360: 40_000n }),
      quarter('2026Q2', { RIAD4074: 400n, RCON3360: 40_000n }),
      quarter('2026Q4', { RIAD4074: 1_000n, RCON3360: 40_000n }),
    ]);
    expect(margin?.parts[0]?.values).toEqual([null, 400n, 410n, -10n, null]);
  });

  it('add up to what the schedules print: deposits, loans and equity', () => {
    const [, deposits, loans, equity] = trendsOf([
      quarter('2026Q2', {
        ...{ RCON2215: 7n, RCON6810: 20n, RCON0352: 1n, RCON6648: 3n, RCONJ473: 4n, RCONJ474: 5n },
        ...{ RCON5367: 30n, RCON1766: 9n, RCONK137: 6n, RCON2165: 2n, RCON2123: 1n },
        ...{ RCONG105: 11n },
      }),
    ]);
    const values = (trend: typeof deposits): unknown => trend?.parts.map(({ values: [value] }) => value);
    expect(values(deposits)).toEqual([7n, 21n, 12n]);
    expect(values(loans)).toEqual([30n, 9n, 6n, 1n]);
    expect(values(equity)).toEqual([11n]);
  });
});
