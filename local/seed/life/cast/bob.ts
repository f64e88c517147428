import { businessDate } from '../../people.ts';
import { bill } from '../habits/bills.ts';
import { charged, chargeReversed } from '../habits/charges.ts';
import { paying } from '../habits/friends.ts';
import { earnings, received, salary } from '../habits/income.ts';
import { sweeping } from '../habits/saving.ts';
import { cash, shopping, shoppingOn } from '../habits/shopping.ts';
import type { Habit } from '../resident.ts';
import { ordinary } from '../town/merchants.ts';

const monthlyCharge = 600n;

/** A baker with a car to pay off, some checks on the side, and a monthly charge that was once given back. */
export const bobHabits: readonly Habit[] = [
  salary({ from: 'Old Town Bakehouse', minor: 172_040n, paydays: [10, 25] }),
  earnings({
    from: ['Wedding cake', 'Catering St. Anne', 'Farmers market'],
    lowest: 9_000n,
    highest: 42_000n,
    timesAMonth: 0.8,
    by: 'check',
  }),
  received('2026-03-30', 'US Treasury tax refund', 38_900n),
  bill({ to: 'Maple Court Homes', lowest: 112_000n, dayOfMonth: 1, by: 'transfer', about: 'Rent 12' }),
  bill({
    to: 'Tri-County Power',
    lowest: 4_100n,
    highest: 11_800n,
    dayOfMonth: 11,
    by: 'debit',
    about: 'Power',
  }),
  bill({ to: 'Bluebird Mobile', lowest: 3_900n, dayOfMonth: 19, by: 'debit', about: 'Phone' }),
  bill({ to: 'Summit Auto Finance', lowest: 31_200n, dayOfMonth: 14, by: 'debit', about: 'Car loan' }),
  bill({
    to: 'Evergreen Insurance',
    lowest: 41_700n,
    dayOfMonth: 6,
    months: [3, 9],
    by: 'debit',
    about: 'Car policy',
  }),
  paying({
    to: '1000000301',
    lowest: 1_000n,
    highest: 6_000n,
    timesAMonth: 0.7,
    for: ['Garden tools', 'Lunch', 'Birthday of Tom', 'Parking'],
  }),
  shopping(ordinary, 9),
  cash(1.8, 7),
  shoppingOn(businessDate, { name: 'Summit Fuel', lowest: 30, highest: 55 }),
  sweeping(900_000n, 500_000n),
  charged(monthlyCharge),
  chargeReversed('2026-08-31', '2026-09-02', monthlyCharge),
];
