import * as z from 'zod';
import { checkKinds } from '../../../functions/domain/check-deposit.ts';
import { accountNumberText } from '../shared/account-number.ts';
import { amountText } from '../shared/amount.ts';

/** What comes over the counter as the teller types it. */
export const cashFields = z.object({
  account: accountNumberText('Enter the account number.'),
  kind: z.enum(['deposit', 'withdrawal', 'check'], 'Choose what happens.'),
  /** Asked of checks alone. */
  checkKind: z.enum(checkKinds, 'Choose what check it is.').default('other'),
  amount: amountText,
  reference: z.string().trim().max(140, 'Use at most 140 characters.'),
});
export type CashFields = z.output<typeof cashFields>;
