import * as z from 'zod';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import { formatMoney } from '../../ui/format.ts';
import type { FieldProblem } from '../../ui/error-summary.tsx';
import { accountNumberText } from '../shared/account-number.ts';
import { amountText } from '../shared/amount.ts';
import { parseFields, type Parsed } from '../shared/form.ts';
import type { Fields } from '../shared/screen-module.ts';

const transferFields = z.object({
  from: z.string().min(1, 'Choose the account that pays.'),
  to: accountNumberText('Enter the account number of the payee.'),
  amount: amountText,
  reference: z
    .string()
    .trim()
    .max(140, 'Use at most 140 characters.')
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'Remove line breaks and invisible characters.'),
});

/** A transfer that can be asked for: all fields make sense. */
export interface Transfer {
  readonly from: AccountView;
  readonly to: string;
  readonly amount: { readonly minor: string; readonly currency: string };
  readonly reference: string;
}

/** Reads the form against the customer's own accounts. */
export function readTransferForm(fields: Fields, accounts: readonly AccountView[]): Parsed<Transfer> {
  const parsed = parseFields(transferFields, fields);
  if (!parsed.ok) return parsed;
  const { to, amount, reference } = parsed.value;
  const from = accounts.find(({ id }) => id === parsed.value.from);
  if (!from) return no('from', 'Choose one of your accounts.');
  if (from.number === to) return no('to', 'Enter another account than the one that pays.');
  const money = { minor: amount.toString(), currency: from.available.currency };
  return { ok: true, value: { from, to, amount: money, reference } };
}

/**
 * The same, and the money is there at this moment: told before anything is sent, to spare a round. Never asked of
 * a payment under way, which may have taken the money itself; the ledger decides when it posts.
 */
export function readAffordable(fields: Fields, accounts: readonly AccountView[]): Parsed<Transfer> {
  const parsed = readTransferForm(fields, accounts);
  if (!parsed.ok) return parsed;
  const { from, amount } = parsed.value;
  const missing = BigInt(amount.minor) - BigInt(from.available.minor);
  if (missing <= 0n) return parsed;
  const less = formatMoney({ minor: missing.toString(), currency: amount.currency });
  return no('amount', `You have ${less} less than this transfer needs.`);
}

function no(field: string, message: string): { ok: false; problems: FieldProblem[] } {
  return { ok: false, problems: [{ field, message }] };
}
