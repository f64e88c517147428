import { businessDate } from '../../people.ts';
import { bill } from '../habits/bills.ts';
import { paying } from '../habits/friends.ts';
import { received, salary } from '../habits/income.ts';
import { saving, sweeping } from '../habits/saving.ts';
import { cash, shopping, shoppingOn } from '../habits/shopping.ts';
import type { Habit } from '../resident.ts';
import { varied } from '../town/merchants.ts';

/** An engineer with a lease, who shops often, saves every month and owes Bob for tickets. */
export const aliceHabits: readonly Habit[] = [
  salary({ from: 'Northwind Instruments', minor: 248_065n, paydays: [15, 31] }),
  received('2025-04-14', 'US Treasury tax refund', 84_300n),
  received('2026-04-13', 'US Treasury tax refund', 61_250n),
  bill({ to: 'Elm Street Apartments', lowest: 165_000n, dayOfMonth: 1, by: 'transfer', about: 'Rent 4B' }),
  bill({
    to: 'Tri-County Power',
    lowest: 5_200n,
    highest: 14_600n,
    dayOfMonth: 9,
    by: 'debit',
    about: 'Power',
  }),
  bill({ to: 'City Water', lowest: 2_900n, highest: 4_400n, dayOfMonth: 18, by: 'debit', about: 'Water' }),
  bill({ to: 'Lumen Fiber', lowest: 6_500n, dayOfMonth: 12, by: 'debit', about: 'Internet' }),
  bill({
    to: 'Bluebird Mobile',
    lowest: 4_500n,
    highest: 5_900n,
    dayOfMonth: 22,
    by: 'debit',
    about: 'Phone',
  }),
  bill({ to: 'Evergreen Insurance', lowest: 13_840n, dayOfMonth: 5, by: 'debit', about: 'Policy 88-1204' }),
  bill({ to: 'Student Loan Servicing', lowest: 28_500n, dayOfMonth: 20, by: 'debit', about: 'Loan payment' }),
  saving(50_000n, 16),
  paying({
    to: '1000000201',
    lowest: 1_500n,
    highest: 9_500n,
    timesAMonth: 1.4,
    for: ['Concert tickets', 'Dinner on Friday', 'Half of the gift', 'Thanks for driving', 'Museum'],
  }),
  shopping(varied, 14),
  cash(1.4, 6),
  shoppingOn(businessDate, { name: 'Blue Kettle Coffee', lowest: 5, highest: 9 }),
  sweeping(1_800_000n, 1_200_000n),
];
