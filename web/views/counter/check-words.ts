import type { CheckDepositView } from '../../../functions/contract/checks.ts';
import type { ReturnReason } from '../../../functions/domain/check-deposit.ts';

/** How checks are spoken of at the counter. */

export const checkKindWords: Readonly<Record<CheckDepositView['kind'], string>> = {
  other: 'Any other check',
  special: 'Cashier’s, certified, Treasury or government check of the payee',
};

export const returnWords: Readonly<Record<ReturnReason, string>> = {
  'insufficient-funds': 'Not enough money',
  'account-closed': 'The drawer’s account is closed',
  stopped: 'Payment was stopped',
  'no-account': 'The drawer has no such account',
  altered: 'The check was altered',
};

type Reason = NonNullable<CheckDepositView['availability'][number]['reason']>;

export const holdWords: Readonly<Record<Reason, string>> = {
  'new-account': 'New account',
  'large-deposit': 'Large deposit',
};
