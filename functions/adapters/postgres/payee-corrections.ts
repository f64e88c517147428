import * as z from 'zod';
import type { Correction } from '../../domain/reports/form-1099-int.ts';
import { jsonOf } from './database.ts';
import { minorText } from './parse.ts';

const corrections = z.array(
  z.object({ on: z.string(), interestMinor: minorText, withheldMinor: minorText, penaltyMinor: minorText }),
);

/** Corrections of a payee's year as bank.payee_years tells them, from the text of its column. */
export const correctionsOf = (column: unknown): readonly Correction[] => corrections.parse(jsonOf(column));
