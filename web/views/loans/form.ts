import * as z from 'zod';
import type { RouteInput } from '../../../functions/contract/route.ts';
import type { Routes } from '../../../functions/contract/routes.ts';
import { askedPaymentKinds } from '../../../functions/domain/loans/loan.ts';
import type { Given } from '../../client/client.ts';
import { optionalAmountText } from '../shared/amount.ts';
import { parseFields, type Parsed } from '../shared/form.ts';
import type { Fields } from '../shared/screen-module.ts';

type PaymentBody = Given<RouteInput<Routes['payLoan']>>['body'];

const paymentFields = z.object({
  from: z.string().min(1, 'Choose the account that pays.'),
  kind: z.enum(askedPaymentKinds, 'Choose what to pay.'),
  amount: optionalAmountText,
});

/** What the form asks for; a payoff needs no amount, everything else does. */
export function readPayment(fields: Fields): Parsed<PaymentBody> {
  const parsed = parseFields(paymentFields, fields);
  if (!parsed.ok) return parsed;
  const { from, kind, amount } = parsed.value;
  if (kind === 'payoff') return { ok: true, value: { fromAccountId: from, kind } };
  if (amount === undefined || amount === 0n)
    return { ok: false, problems: [{ field: 'amount', message: 'Enter an amount above zero.' }] };
  const money = { minor: amount.toString(), currency: 'USD' };
  return { ok: true, value: { fromAccountId: from, kind, amount: money } };
}
