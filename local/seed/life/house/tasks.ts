import { depositInterest } from './deposit-interest.ts';
import { carryingCash } from './clearing.ts';
import type { Task } from './house.ts';
import { accruingLoans, chargingOff, collecting, granting, providing } from './lending.ts';
import { invoices, payroll, wear } from './overhead.ts';
import { closing, dividends, taxes } from './results.ts';
import { advances, coupons, fairValues, reserves } from './treasury.ts';

/** The bank's own business after its customers' in the order of a close: interest, wear, values, provision, tax. */
export const tasks: readonly Task[] = [
  carryingCash,
  granting,
  collecting,
  chargingOff,
  payroll,
  invoices,
  dividends,
  depositInterest,
  accruingLoans,
  reserves,
  coupons,
  advances,
  wear,
  fairValues,
  providing,
  taxes,
  closing,
];
