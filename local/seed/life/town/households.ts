import { businessDaysBetween } from '../../../../functions/domain/business-days.ts';
import { openingDate, type PersonAccount } from '../../people.ts';
import { randomOf, type Random } from '../../random.ts';
import { bill } from '../habits/bills.ts';
import { charged } from '../habits/charges.ts';
import { salary } from '../habits/income.ts';
import { drawing, saving, sweeping } from '../habits/saving.ts';
import { cash, shopping } from '../habits/shopping.ts';
import { residentOf, type Habit, type Resident } from '../resident.ts';
import { ordinary, varied } from './merchants.ts';
import { madeUpNames } from './names.ts';

const households = 34;
const firstNumber = 10_000_011;

const employers = [
  'Fairview Schools',
  'Northwind Instruments',
  'County Hospital',
  'Keystone Logistics',
  'Harbor Museum',
  'City of Fairview',
  'Lakeside Press',
];
const landlords = [
  'Elm Street Apartments',
  'Maple Court Homes',
  'Riverside Lofts',
  'Hillcrest Mortgage Servicing',
];

/** In whole dollars, from a lowest to a highest figure in steps. */
function dollars(random: Random, [lowest, highest]: readonly [number, number], step = 10): bigint {
  return BigInt(lowest + step * random.below((highest - lowest) / step + 1)) * 100n;
}

function accountsOf(number: string, index: number, random: Random): PersonAccount[] {
  const withInterest = index % 3 === 1;
  const daily = withInterest
    ? { ledgerAccount: '2020', product: 'interest-checking', name: 'Interest checking' }
    : { ledgerAccount: '2010', product: 'checking', name: 'Checking' };
  const savings = { ledgerAccount: '2030', product: 'savings', name: 'Savings' };
  const market = { ledgerAccount: '2040', product: 'money-market', name: 'Money market' };
  const certificate = { ledgerAccount: '2050', product: 'certificate', name: 'Certificate of deposit' };
  return [
    { ...daily, number: `${number}01`, openingMinor: dollars(random, [1_900, 14_800]) },
    ...(index % 4 === 3
      ? []
      : [{ ...savings, number: `${number}02`, openingMinor: dollars(random, [3_000, 78_000], 100) }]),
    ...(index % 5 === 2
      ? [{ ...market, number: `${number}03`, openingMinor: dollars(random, [45_000, 240_000], 500) }]
      : []),
    ...(index % 3 === 0
      ? [{ ...certificate, number: `${number}04`, openingMinor: dollars(random, [25_000, 240_000], 5_000) }]
      : []),
  ];
}

function habitsOf(random: Random): Habit[] {
  const payday = dollars(random, [1_250, 3_300]);
  const share = (percent: bigint): bigint => ((payday * percent) / 10_000n) * 100n;
  const paydays = random.pick([
    [15, 31],
    [7, 22],
    [10, 25],
  ]);
  return [
    salary({ from: random.pick(employers), minor: payday, paydays }),
    bill({
      to: random.pick(landlords),
      lowest: share(58n),
      dayOfMonth: 1,
      by: random.pick(['transfer', 'debit'] as const),
      about: 'Home',
    }),
    bill({
      to: 'Tri-County Power',
      lowest: 5_000n,
      highest: 15_500n,
      dayOfMonth: 5 + random.below(12),
      by: 'debit',
      about: 'Power',
    }),
    bill({
      to: random.pick(['Bluebird Mobile', 'Lumen Fiber']),
      lowest: 4_500n,
      highest: 8_900n,
      dayOfMonth: 18 + random.below(10),
      by: 'debit',
      about: 'Contract',
    }),
    bill({
      to: 'Evergreen Insurance',
      lowest: share(18n),
      dayOfMonth: 8 + random.below(14),
      months: [2, 5, 8, 11],
      by: 'debit',
      about: 'Policy',
    }),
    saving(share(11n), 17),
    shopping(random.pick([ordinary, varied]), 4 + random.below(4)),
    cash(1, 8),
    sweeping(payday * 5n, payday * 3n),
    drawing(30_000n, 50_000n),
    charged(600n, 150_000n),
  ];
}

/** Every sixth household comes to the bank while the demo lives, the others were there at its opening. */
function joining(index: number, random: Random): string {
  return index % 6 === 5 ? random.pick(businessDaysBetween('2025-02-03', '2026-08-31')) : openingDate;
}

/** Made-up people around the cast. */
export const townspeople: readonly Resident[] = madeUpNames(households).map((name, index) => {
  const number = String(firstNumber + index);
  const random = randomOf(`household/${number}`);
  return residentOf({
    number,
    name,
    joins: joining(index, random),
    accounts: accountsOf(number, index, random),
    habits: habitsOf(random),
  });
});
