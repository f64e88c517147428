import { describe, expect, it } from '@jest/globals';
import { countsOf, countText } from './business-day.ts';

describe('what a step of the day did', () => {
  const result = {
    accruedThrough: '2026-10-12',
    overdraft: { charged: 2, minor: '6000', capped: { items: 0 } },
    nothing: null,
  };

  it('stands in one row, parts before their counts', () => {
    expect(countsOf(result)).toEqual({
      accruedThrough: '2026-10-12',
      'overdraft charged': 2,
      'overdraft minor': '6000',
      'overdraft capped items': 0,
    });
  });

  it('is read without what did not occur', () => {
    expect(countText(countsOf(result))).toBe(
      'accrued through 2026-10-12, overdraft charged 2, overdraft minor 6000',
    );
    expect(countText({})).toBe('');
  });
});
