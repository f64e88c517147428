import * as z from 'zod';
import { accountNumberText } from '../shared/account-number.ts';
import { amountText } from '../shared/amount.ts';

/** Cash over the counter as the teller types it. */
export const cashFields = z.object({
  account: accountNumberText('Enter the account number.'),
  kind: z.enum(['deposit', 'withdrawal'], 'Choose deposit or withdrawal.'),
  amount: amountText,
  reference: z.string().trim().max(140, 'Use at most 140 characters.'),
});
export type CashFields = z.output<typeof cashFields>;
