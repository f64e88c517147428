import { describe, expect, it } from '@jest/globals';
import { personalRules } from './personal-data.ts';

describe('The mask of an address', () => {
  const { mask } = personalRules.address;

  it.each([
    '12 Orchard Lane, Springfield, IL 62704',
    '12 Orchard Lane Springfield IL 62704',
    '12 Orchard Lane; Springfield; IL; 62704',
    '12 Orchard Lane\nSpringfield\nil 62704',
    '12 Orchard Lane\u2028Springfield, IL\u202862704.',
    '12 Orchard Lane, Springfield, IL, 62704 ',
  ])('of %j is its state and ZIP', (address) => {
    expect(mask(address)).toBe('••• IL 62704');
  });

  it('has all nine digits of a ZIP', () => {
    expect(mask('12 Orchard Lane Springfield IL 62704-0012')).toBe('••• IL 62704-0012');
  });

  it.each([
    '12 Orchard Lane Springfield',
    '12 Orchard Lane; Springfield',
    '12 Orchard Lane, Springfield, Illinois 62704',
    'Springfield, IL 62704, 12 Orchard Lane',
    'Rural Route 5 Box 12345',
    'Calle Mayor 5\n28013 Madrid',
  ])('of %j is nothing of it', (address) => {
    expect(mask(address)).toBe('•••');
  });
});
