import { businessDate } from '../../people.ts';
import { bill } from '../habits/bills.ts';
import { paying } from '../habits/friends.ts';
import { earnings } from '../habits/income.ts';
import { sweeping } from '../habits/saving.ts';
import { cash, shopping, shoppingOn } from '../habits/shopping.ts';
import type { Habit } from '../resident.ts';
import { varied } from '../town/merchants.ts';

const clients = [
  'Northwind Instruments',
  'Harbor Museum',
  'Lakeside Press',
  'Fairview Schools',
  'Studio Onda',
];

/** A designer who lives on invoices, some paid by check, and pays her taxes by the quarter. */
export const carlaHabits: readonly Habit[] = [
  earnings({ from: clients, lowest: 42_000n, highest: 235_000n, timesAMonth: 3.6, by: 'transfer' }),
  earnings({ from: clients, lowest: 18_000n, highest: 96_000n, timesAMonth: 0.9, by: 'check' }),
  bill({ to: 'Riverside Lofts', lowest: 139_500n, dayOfMonth: 3, by: 'transfer', about: 'Rent 7A' }),
  bill({
    to: 'Tri-County Power',
    lowest: 4_600n,
    highest: 12_900n,
    dayOfMonth: 13,
    by: 'debit',
    about: 'Power',
  }),
  bill({ to: 'Lumen Fiber', lowest: 7_500n, dayOfMonth: 15, by: 'debit', about: 'Internet' }),
  bill({ to: 'Pixelworks Software', lowest: 5_499n, dayOfMonth: 21, by: 'debit', about: 'Subscription' }),
  bill({ to: 'Harmony Health Plan', lowest: 36_800n, dayOfMonth: 2, by: 'debit', about: 'Premium' }),
  bill({
    to: 'US Treasury',
    lowest: 128_000n,
    highest: 146_000n,
    dayOfMonth: 15,
    months: [1, 4, 6, 9],
    by: 'debit',
    about: 'Estimated tax',
  }),
  paying({
    to: '1000000101',
    lowest: 1_200n,
    highest: 8_000n,
    timesAMonth: 0.8,
    for: ['Yoga class', 'Dinner', 'Cinema', 'Share of the cabin'],
  }),
  shopping(varied, 9),
  cash(1, 5),
  shoppingOn(businessDate, { name: 'Main Street Books', lowest: 14, highest: 38 }),
  sweeping(1_400_000n, 800_000n),
];
