import * as z from 'zod';
import { amountText } from '../shared/amount.ts';

/** Cash over the counter as the teller types it. */
export const cashFields = z.object({
  account: z
    .string()
    .transform((text) => text.replace(/[\s-]/g, ''))
    .pipe(
      z
        .string()
        .min(1, 'Enter the account number.')
        .regex(/^\d{10}$/, 'Enter an account number of ten digits.'),
    ),
  kind: z.enum(['deposit', 'withdrawal'], 'Choose deposit or withdrawal.'),
  amount: amountText,
  reference: z.string().trim().max(140, 'Use at most 140 characters.'),
});
export type CashFields = z.output<typeof cashFields>;
