import { describe, expect, it } from '@jest/globals';
import { addressLines } from './postal-address.ts';

describe('The lines of an address', () => {
  it.each([
    ['1 Main Street, Springfield, IL 62701', ['1 Main Street', 'Springfield, IL 62701']],
    ['1 Main Street, Apt. 2, Springfield, IL 62701', ['1 Main Street, Apt. 2', 'Springfield, IL 62701']],
    ['1 Main Street , Springfield IL 62701,', ['1 Main Street', 'Springfield IL 62701']],
    ['500 Ledger St, Springfield, IL, 62701', ['500 Ledger St', 'Springfield, IL 62701']],
    ['500 Ledger St, Springfield IL, 62701-1234', ['500 Ledger St', 'Springfield IL 62701-1234']],
    ['500 Ledger St, 62701', ['500 Ledger St, 62701']],
    ['Rural route 5', ['Rural route 5']],
  ])('of "%s" are street and place, where it has both', (address, lines) => {
    expect(addressLines(address)).toEqual(lines);
  });
});
