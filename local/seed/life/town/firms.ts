import { openingDate, type PersonAccount } from '../../people.ts';
import { randomOf, type Random } from '../../random.ts';
import { bill } from '../habits/bills.ts';
import { charged } from '../habits/charges.ts';
import { earnings } from '../habits/income.ts';
import { drawing, sweeping } from '../habits/saving.ts';
import { supplies, wages, wires } from '../habits/trade.ts';
import { residentOf, type Habit, type Resident } from '../resident.ts';

/** A firm with its name, and its sales of a month in thousands of dollars. */
const firms: readonly (readonly [string, number])[] = [
  ['Old Town Bakehouse LLC', 62],
  ['Harbor Grocery Co.', 410],
  ['Northwind Instruments Inc.', 540],
  ['Fairview Dental Group PC', 148],
  ['Keystone Logistics LLC', 385],
  ['Riverbend Title and Escrow', 260],
  ['Lakeside Press Inc.', 172],
  ['Tri-County Plumbing LLC', 118],
  ['Pine Street Diner', 54],
  ['Summit Fuel Stations LLC', 325],
  ['Bright Meadows Veterinary', 96],
  ['Granite Ridge Builders Inc.', 430],
  ['Willow Outfitters', 71],
  ['Ostrander and Quill Attorneys', 205],
  ['Fairview Family Medicine', 236],
  ['Blue Kettle Coffee Roasters', 84],
];
const firstNumber = 10_000_101;

const payers = ['Card settlement', 'Customer payments', 'Insurance remittance', 'Wholesale orders'];
const suppliers = ['Crescent Wholesale', 'Union Paper', 'Delta Equipment', 'Orchard Foods', 'Metro Freight'];

function accountsOf(number: string, sales: bigint, random: Random): PersonAccount[] {
  return [
    {
      number: `${number}01`,
      ledgerAccount: '2010',
      product: 'business-checking',
      name: 'Business checking',
      openingMinor: (sales * BigInt(120 + random.below(110))) / 100n,
    },
    {
      number: `${number}02`,
      ledgerAccount: '2040',
      product: 'money-market',
      name: 'Money market',
      openingMinor: sales * BigInt(6 + random.below(9)),
    },
  ];
}

function habitsOf(sales: bigint, random: Random): Habit[] {
  const percent = (part: bigint): bigint => (sales * part) / 100n;
  return [
    earnings({ from: payers, lowest: percent(17n), highest: percent(27n), timesAMonth: 4, by: 'transfer' }),
    earnings({ from: payers, lowest: percent(2n), highest: percent(6n), timesAMonth: 1, by: 'check' }),
    earnings({ from: ['Night deposit'], lowest: 80_000n, highest: 640_000n, timesAMonth: 1, by: 'cash' }),
    bill({ to: 'Fairview Properties', lowest: percent(4n), dayOfMonth: 1, by: 'transfer', about: 'Lease' }),
    bill({
      to: 'US Treasury',
      lowest: percent(8n),
      dayOfMonth: 15,
      months: [1, 4, 6, 9],
      by: 'debit',
      about: 'Estimated tax',
    }),
    wages(percent(17n)),
    supplies({ from: suppliers, lowest: percent(9n), highest: percent(17n), timesAMonth: 3 }),
    wires(percent(2n), percent(5n), 0.5),
    sweeping(sales * 3n, sales * 2n),
    drawing(percent(40n), percent(60n)),
    charged(BigInt(120 + 10 * random.below(26)) * 100n),
  ];
}

/** Made-up firms around the cast. */
export const businesses: readonly Resident[] = firms.map(([name, thousands], index) => {
  const number = String(firstNumber + index);
  const sales = BigInt(thousands) * 100_000n;
  const random = randomOf(`firm/${number}`);
  return residentOf({
    number,
    name,
    joins: openingDate,
    accounts: accountsOf(number, sales, random),
    habits: habitsOf(sales, random),
  });
});
