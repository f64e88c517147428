import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import * as z from 'zod';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { optionalAmountText } from '../shared/amount.ts';
import { fieldProps, formState, parseFields, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';

interface LimitsData {
  readonly accountId: string;
  readonly idempotencyKey: string;
}

function LimitsPage({ data, result, session }: ScreenProps<LimitsData, Refused>): ReactElement {
  const state = formState({ overdraft: '0', days: '1' }, result);
  const { accountId, idempotencyKey } = data;
  return (
    <Page
      title="Limits of an account"
      lead="All limits of the account are replaced by these once another person has approved them; what they are now is shown beside them then."
      status={state.status}
    >
      <ErrorSummary problems={state.problems} />
      <Form method="post" action={`/accounts/${accountId}/limits`} className="lb-form" noValidate>
        <Proof session={session} idempotencyKey={state.fields['_idem'] ?? idempotencyKey} />
        <TextField
          {...fieldProps(state, 'overdraft')}
          label="Agreed overdraft in dollars"
          inputMode="decimal"
          required
        />
        <TextField
          {...fieldProps(state, 'amount')}
          label="At most, in dollars"
          hint="What may leave the account within the days below; nothing for no such limit."
          inputMode="decimal"
        />
        <TextField
          {...fieldProps(state, 'count')}
          label="At most, in payments"
          hint="Nothing for no such limit."
          inputMode="numeric"
        />
        <TextField {...fieldProps(state, 'days')} label="Within business days" inputMode="numeric" />
        <TextField {...fieldProps(state, 'reason')} label="Reason" required />
        <div className="lb-actions">
          <Submit>Ask for it</Submit>
        </div>
      </Form>
    </Page>
  );
}

const whole = (most: number, message: string): z.ZodType<number | null, string> =>
  z
    .string()
    .trim()
    .regex(/^\d{0,7}$/, message)
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((count) => count === null || (count >= 1 && count <= most), message);

const limitFields = z.object({
  overdraft: optionalAmountText.transform((minor) => (minor ?? 0n).toString()),
  amount: optionalAmountText.transform((minor) => minor?.toString() ?? null),
  count: whole(1_000_000, 'Enter a number of payments, or nothing.'),
  days: whole(366, 'Enter a number of days from 1 to 366.'),
  reason: z.string().trim().min(1, 'Say why it is needed.').max(500, 'Use at most 500 characters.'),
});

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const blank = { overdraft: '', amount: '', count: '', days: '', reason: '' };
  const parsed = parseFields(limitFields, { ...blank, ...fields });
  if (!parsed.ok) return refused(parsed.problems, fields);
  const { overdraft, amount, count, days, reason } = parsed.value;
  const isBounded = amount !== null || count !== null;
  const velocity = isBounded ? [{ windowDays: days ?? 1, maxMinor: amount, maxCount: count }] : [];
  const accountId = params['accountId'] ?? '';
  const body = { reason, accountId, floorMinor: '0', overdraftMinor: overdraft, velocity };
  try {
    const { id } = await port.write('requestLimitsChange', { body }, proofOf(fields));
    return redirect(`/approvals/${id}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, { '/reason': 'reason' });
  }
}

/** Asks for other limits of a customer's account; another person approves them. */
export const limitsScreen: ScreenModule<LimitsData, Refused> = {
  load: (_port, { params }) =>
    Promise.resolve(shown({ accountId: params['accountId'] ?? '', idempotencyKey: crypto.randomUUID() })),
  act,
  View: LimitsPage,
};
