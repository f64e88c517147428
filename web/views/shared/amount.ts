import * as z from 'zod';
import { maxAmountMinor, parseDecimal } from '../../../functions/domain/money.ts';

/** Thousands in groups of three or not at all; never more digits than can be read exactly. */
const typed = /^\$?\s?([1-9]\d{0,2}(,\d{3}){1,4}|\d{1,15})(\.\d{1,2})?$/;
const example = 'Enter an amount in dollars and cents, like 1,250.00.';

/** Dollars as people type them, `1,250.00` or `$25`, as minor units above zero. */
export const amountText = z
  .string()
  .trim()
  .min(1, 'Enter an amount.')
  .regex(typed, example)
  .transform((text) => parseDecimal(text.replace(/[$,\s]/g, '')))
  .refine((minor) => minor > 0n, 'Enter an amount above zero.')
  .refine((minor) => minor <= maxAmountMinor, 'Enter a smaller amount.');

/** The same where nothing needs to be typed; undefined then. */
export const optionalAmountText = z
  .string()
  .trim()
  .refine((text) => text === '' || typed.test(text), example)
  .transform((text) => (text === '' ? undefined : parseDecimal(text.replace(/[$,\s]/g, ''))))
  .refine((minor) => minor === undefined || minor <= maxAmountMinor, 'Enter a smaller amount.');
