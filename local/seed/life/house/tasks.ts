import { depositInterest } from './deposit-interest.ts';
import { carryingCash } from './clearing.ts';
import type { Task } from './house.ts';
import { accruingLoans, chargingOff, collecting, granting, providing } from './lending.ts';
import { invoices, payroll, wear } from './overhead.ts';
import { closing, dividends, taxes } from './results.ts';
import { advances, coupons, fairValues, reserves } from './treasury.ts';

/** What counts the balance of each calendar day for the interest of its month. */
export const bearingInterest: readonly Task[] = [depositInterest, accruingLoans, reserves, coupons, advances];

/** The bank's own business after its customers' in the order of a close: interest, wear, values, provision, tax. */
export const tasks: readonly Task[] = [
  carryingCash,
  granting,
  collecting,
  chargingOff,
  payroll,
  invoices,
  dividends,
  ...bearingInterest,
  wear,
  fairValues,
  providing,
  taxes,
  closing,
];
