import * as z from 'zod';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { StandingOrderView } from '../../../functions/contract/standing-orders.ts';
import { isCalendarDate } from '../../../functions/domain/calendar-date.ts';
import { frequencies, holidayRules } from '../../../functions/domain/recurrence.ts';
import type { FieldProblem } from '../../ui/error-summary.tsx';
import { accountNumberText } from '../shared/account-number.ts';
import { amountText } from '../shared/amount.ts';
import { parseFields, type Parsed } from '../shared/form.ts';
import type { Fields } from '../shared/screen-module.ts';

const paymentFields = z.object({
  from: z.string().min(1, 'Choose the account that pays.'),
  to: accountNumberText('Enter the account number of the payee.'),
  amount: amountText,
  frequency: z.enum(frequencies, 'Choose how often.'),
  startsOn: z.string().refine(isCalendarDate, 'Enter the date of the first payment.'),
  holidays: z.enum(holidayRules, 'Choose a day.'),
  ends: z.enum(['never', 'on', 'after'], 'Choose when it ends.'),
  endsOn: z.string().default(''),
  endsAfter: z.string().trim().default(''),
  reference: z
    .string()
    .trim()
    .max(140, 'Use at most 140 characters.')
    .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'Remove line breaks and invisible characters.'),
});
type PaymentFields = z.output<typeof paymentFields>;

/** A standing order that can be asked for: all fields make sense. */
export interface Payment {
  readonly from: AccountView;
  /** As the API takes it. */
  readonly body: {
    readonly fromAccountId: string;
    readonly to: string;
    readonly amount: { readonly minor: string; readonly currency: string };
    readonly reference: string;
    readonly frequency: StandingOrderView['frequency'];
    readonly startsOn: string;
    readonly holidayRule: StandingOrderView['holidayRule'];
    readonly ends: StandingOrderView['ends'];
  };
}

/** Which field a refusal of the bank is about. */
export const fieldOfRefusal = {
  'account-not-found': 'to',
  'account-closed': 'to',
  'currency-mismatch': 'to',
  'standing-order-refused': 'startsOn',
  '/reference': 'reference',
  '/startsOn': 'startsOn',
};

/** Reads the form against the customer's own accounts. */
export function readPaymentForm(fields: Fields, accounts: readonly AccountView[]): Parsed<Payment> {
  const parsed = parseFields(paymentFields, fields);
  if (!parsed.ok) return parsed;
  const { from: fromId, to, amount, reference, frequency, startsOn, holidays } = parsed.value;
  const from = accounts.find(({ id }) => id === fromId);
  if (!from) return no('from', 'Choose one of your accounts.');
  if (from.number === to) return no('to', 'Enter another account than the one that pays.');
  const ends = endOf(parsed.value);
  if ('field' in ends) return { ok: false, problems: [ends] };
  const money = { minor: amount.toString(), currency: from.available.currency };
  const series = { frequency, startsOn, holidayRule: holidays, ends };
  return {
    ok: true,
    value: { from, body: { fromAccountId: from.id, to, amount: money, reference, ...series } },
  };
}

/** What is made once ends by itself, whatever the field says. */
function endOf(typed: PaymentFields): StandingOrderView['ends'] | FieldProblem {
  const { frequency, ends, startsOn, endsOn, endsAfter } = typed;
  if (frequency === 'once' || ends === 'never') return { kind: 'never' };
  if (ends === 'after') {
    return /^[1-9]\d{0,3}$/.test(endsAfter)
      ? { kind: 'after', times: Number(endsAfter) }
      : { field: 'endsAfter', message: 'Enter how many times, from 1 to 9999.' };
  }
  if (!isCalendarDate(endsOn)) return { field: 'endsOn', message: 'Enter the date after which it ends.' };
  return endsOn < startsOn
    ? { field: 'endsOn', message: 'Enter a date that is not before the first payment.' }
    : { kind: 'on', date: endsOn };
}

function no(field: string, message: string): { ok: false; problems: FieldProblem[] } {
  return { ok: false, problems: [{ field, message }] };
}
