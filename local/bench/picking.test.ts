import { describe, expect, it } from '@jest/globals';
import { randomOf } from '../seed/random.ts';
import { evenPairs, hotPairs, type Pair } from './picking.ts';

const accounts = Array.from({ length: 20 }, (_, index) => `account-${index}`);
const take = (pick: () => Pair, count: number): Pair[] => Array.from({ length: count }, pick);

describe('Accounts of a posting', () => {
  it('are two different ones, every account as often as any other', () => {
    const pairs = take(evenPairs(accounts, randomOf('even')), 20_000);
    expect(pairs.filter(({ debit, credit }) => debit === credit)).toEqual([]);
    for (const account of accounts) {
      const sides = [
        pairs.filter(({ debit }) => debit === account),
        pairs.filter(({ credit }) => credit === account),
      ];
      for (const side of sides) {
        expect(side.length).toBeGreaterThan(850);
        expect(side.length).toBeLessThan(1150);
      }
    }
  });

  it('are the hot one in nine of ten postings, on either side', () => {
    const pairs = take(hotPairs('account-3', accounts, randomOf('hot')), 10_000);
    const debited = pairs.filter(({ debit }) => debit === 'account-3').length;
    const credited = pairs.filter(({ credit }) => credit === 'account-3').length;
    expect(debited + credited).toBeGreaterThan(8850);
    expect(debited + credited).toBeLessThan(9150);
    expect(Math.abs(debited - credited)).toBeLessThan(400);
    expect(pairs.filter(({ debit, credit }) => debit === credit)).toEqual([]);
  });

  it('are refused where there is nobody to pay', () => {
    expect(() => evenPairs(['only'], randomOf('one'))).toThrow('A posting needs two accounts.');
  });
});
