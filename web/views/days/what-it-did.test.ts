import { describe, expect, it } from '@jest/globals';
import { whatItDid } from './what-it-did.ts';

describe('What a step of the day did', () => {
  it('is told in dates and dollars, without what did not occur', () => {
    const counts = {
      accruedThrough: '2026-10-04',
      collectedMinor: '44515',
      'overdraft charged': 2,
      'checksCollected minor': '51000',
      missed: 0,
    };
    expect(whatItDid(counts)).toBe(
      'accrued through Oct 4, 2026, collected $445.15, overdraft charged 2, checks collected $510.00',
    );
    expect(whatItDid({ minor: '0' })).toBe('');
  });
});
