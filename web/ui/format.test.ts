import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatAmount,
  formatDate,
  formatInstant,
  formatMonth,
  instantInBankTime,
  formatMoney,
} from './format.ts';

const usd = (minor: string): { minor: string; currency: string } => ({ minor, currency: 'USD' });

describe('an amount', () => {
  it.each([
    ['0', '$0.00'],
    ['5', '$0.05'],
    ['-5', '−$0.05'],
    ['123456', '$1,234.56'],
    ['-2500', '−$25.00'],
    ['9223372036854775807', '$92,233,720,368,547,758.07'],
  ])('of %s cents reads %s', (minor, text) => {
    expect(formatMoney(usd(minor))).toBe(text);
  });

  it('has the digits of its currency', () => {
    expect(formatMoney({ minor: '1500', currency: 'JPY' })).toBe('¥1,500');
    expect(formatAmount({ minor: '-1500', currency: 'JPY' })).toBe('−1,500');
    expect(formatAmount(usd('100'))).toBe('1.00');
  });

  it('loses no cent, however large', () => {
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (minor) => {
        const digits = formatAmount(usd(minor.toString())).replace('−', '-').replaceAll(/[,.]/g, '');
        expect(BigInt(digits)).toBe(minor);
      }),
    );
  });
});

describe('a date', () => {
  it('is the same day wherever it is read, an instant the bank’s own time', () => {
    expect(formatDate('2026-10-05')).toBe('Oct 5, 2026');
    expect(formatMonth('2026-01')).toBe('January 2026');
    expect(formatInstant('2026-10-05T14:42:07Z')).toBe('Oct 5, 2026, 10:42:07 AM EDT');
    expect(formatInstant('2026-01-05T14:42:07Z')).toMatch(/9:42:07 AM EST$/);
  });

  it('is understood as the bank’s clock shows it, in winter and in summer', () => {
    expect(instantInBankTime('2026-10-05T09:30')).toBe('2026-10-05T09:30:00-04:00');
    expect(instantInBankTime('2026-01-05T09:30:07')).toBe('2026-01-05T09:30:07-05:00');
    // The hour that comes twice is the first; the one that never comes is none.
    expect(instantInBankTime('2026-11-01T01:30')).toBe('2026-11-01T01:30:00-04:00');
    expect(instantInBankTime('2026-03-08T02:30')).toBeUndefined();
    expect(instantInBankTime('2026-02-30T99:99')).toBeUndefined();
    expect(instantInBankTime('soon')).toBeUndefined();
  });
});
