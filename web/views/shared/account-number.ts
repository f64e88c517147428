import * as z from 'zod';

/** An account number as people type it, with spaces or dashes. @param missing what to say where nothing was typed */
export function accountNumberText(missing: string): z.ZodType<string, string> {
  return z
    .string()
    .transform((text) => text.replace(/[\s-]/g, ''))
    .pipe(
      z
        .string()
        .min(1, missing)
        .regex(/^\d{10}$/, 'Enter an account number of ten digits.'),
    );
}
