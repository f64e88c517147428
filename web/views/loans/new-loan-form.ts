import * as z from 'zod';
import type { RouteInput } from '../../../functions/contract/route.ts';
import type { Routes } from '../../../functions/contract/routes.ts';
import { isCalendarDate } from '../../../functions/domain/calendar-date.ts';
import type { Given } from '../../client/client.ts';
import { amountText, optionalAmountText } from '../shared/amount.ts';
import { parseFields, type Parsed } from '../shared/form.ts';
import type { Fields } from '../shared/screen-module.ts';

export type LoanBody = Given<RouteInput<Routes['originateLoan']>>['body'];

/** Percent with up to four decimals as parts per million: `7.25` is 72500. */
const rateText = z
  .string()
  .trim()
  .regex(/^(\d{1,2}(\.\d{1,4})?)?$/, 'Enter a rate such as 7.25, or nothing for that of the product.')
  .transform((text) => {
    const [whole = '', decimals = ''] = text.split('.');
    return text === '' ? undefined : Number(whole + decimals.padEnd(4, '0'));
  });

const loanFields = z.object({
  product: z.string().min(1, 'Choose what kind of loan.'),
  principal: amountText,
  rate: rateText,
  months: z
    .string()
    .trim()
    .regex(/^([1-9]\d?|[1-3]\d{2}|4[0-7]\d|480)$/, 'Enter a number of months from 1 to 480.')
    .transform(Number),
  firstDueOn: z.string().refine(isCalendarDate, 'Enter the date of the first payment.'),
  fee: optionalAmountText,
  account: z.string().min(1, 'Choose the account that pays it back.'),
  payTo: z.enum(['payment-account', 'settlement'], 'Choose where the money goes.'),
});

/** What the form asks for, as the API takes it. */
export function readLoanForm(customerId: string, fields: Fields): Parsed<LoanBody> {
  const parsed = parseFields(loanFields, fields);
  if (!parsed.ok) return parsed;
  const { product, principal, rate, months, firstDueOn, fee, account, payTo } = parsed.value;
  return {
    ok: true,
    value: {
      ...{ customerId, product, termMonths: months, firstDueOn, paymentAccountId: account, payTo },
      principal: { minor: principal.toString(), currency: 'USD' },
      ...(rate === undefined ? {} : { ratePpm: rate }),
      ...(fee === undefined || fee === 0n ? {} : { fee: { minor: fee.toString(), currency: 'USD' } }),
    },
  };
}

/** Which field a refusal of the bank is about. */
export const fieldOfRefusal = {
  'loan-terms-refused': 'principal',
  'account-closed': 'account',
  '/firstDueOn': 'firstDueOn',
};
