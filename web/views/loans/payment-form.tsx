import type { ReactElement } from 'react';
import { Form } from 'react-router';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { LoanView } from '../../../functions/contract/loans.ts';
import { Submit } from '../../ui/buttons.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { formatAmount, formatMoney } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { accountOption } from '../shared/account-option.ts';
import { fieldProps, formState, type Refused } from '../shared/form.ts';
import { Proof } from '../shared/hidden.tsx';
import type { ScreenProps } from '../shared/screen-module.ts';

export interface PaymentFormData {
  readonly loan: LoanView;
  /** Accounts the viewer can pay from; none for staff. */
  readonly deposits: readonly AccountView[];
  /** One key for the one payment this form is for. */
  readonly idempotencyKey: string;
}

const kinds = (loan: LoanView): readonly { value: string; label: string }[] => [
  { value: 'payment', label: 'An amount: what is due first, then principal' },
  { value: 'principal', label: 'Principal alone' },
  { value: 'payoff', label: `Everything: pay off ${formatMoney(loan.owed)}` },
];

/** Pays from an own account, beside what is collected when it is due. */
export function PaymentForm({ data, result, session }: ScreenProps<PaymentFormData, Refused>): ReactElement {
  const { loan, deposits } = data;
  const due = loan.due.minor === '0' ? loan.payment : loan.due;
  const state = formState(
    { from: loan.paymentAccountId, kind: 'payment', amount: formatAmount(due) },
    result,
  );
  return (
    <Section title="Pay now">
      <Form
        method="post"
        action={`/loans/${loan.accountId}`}
        className="lb-form"
        autoComplete="off"
        noValidate
      >
        <Proof session={session} idempotencyKey={state.fields['_idem'] ?? data.idempotencyKey} />
        <SelectField
          {...fieldProps(state, 'from')}
          label="From"
          options={deposits.map(accountOption)}
          required
        />
        <SelectField {...fieldProps(state, 'kind')} label="What to pay" options={kinds(loan)} required />
        <TextField
          {...fieldProps(state, 'amount')}
          label="Amount in dollars"
          hint="Not needed to pay everything."
          inputMode="decimal"
        />
        <div className="lb-actions">
          <Submit>Pay</Submit>
        </div>
      </Form>
    </Section>
  );
}
