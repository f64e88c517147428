import type { ReactElement } from 'react';
import { Form } from 'react-router';
import type { MaskedValueView } from '../../../functions/contract/personal-data.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import { personalFields, type PersonalField } from '../../../functions/domain/personal-data.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts } from '../../ui/facts.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { fieldProps, formState, type Refused } from '../shared/form.ts';
import { Proof } from '../shared/hidden.tsx';
import type { PersonalAnswer } from './personal-form.ts';

const names: Readonly<Record<PersonalField, string>> = {
  'tax-id': 'Tax number',
  email: 'E-mail address',
  phone: 'Phone number',
  address: 'Address',
  'birth-date': 'Date of birth',
};

interface PersonalDataProps {
  readonly customerId: string;
  readonly personal: readonly MaskedValueView[];
  readonly result: PersonalAnswer | undefined;
  readonly session: SessionView;
}

/** What identifies a customer, masked; in clear for those who may, say why, and only in the answer to that. */
export function PersonalData(props: PersonalDataProps): ReactElement {
  const { personal, result, session } = props;
  const unmasked = result && 'value' in result ? result : undefined;
  const refusal = result && 'problems' in result ? result : undefined;
  const facts = personal.map(({ field, masked }): [string, string] => [names[field], masked]);
  return (
    <Section title="Personal data">
      <ErrorSummary problems={formState({}, refusal).problems} />
      {unmasked ? (
        <Notice title={names[unmasked.field]}>
          <p>{unmasked.value}</p>
        </Notice>
      ) : null}
      {facts.length === 0 ? <p>Nothing is kept yet.</p> : <Facts facts={facts} />}
      {facts.length > 0 && session.permissions.includes('personal:unmask') ? (
        <UnmaskForm {...props} refusal={refusal} />
      ) : null}
      {session.permissions.includes('personal:write') ? <StoreForm {...props} refusal={refusal} /> : null}
    </Section>
  );
}

type FormProps = PersonalDataProps & { readonly refusal: Refused | undefined };

function UnmaskForm({ customerId, personal, session, refusal }: FormProps): ReactElement {
  const state = formState({}, refusal);
  const options = personal.map(({ field }) => ({ value: field, label: names[field] }));
  return (
    <Form method="post" action={`/customers/${customerId}`} className="lb-form" noValidate>
      <Proof session={session} />
      <SelectField {...fieldProps(state, 'unmask')} label="Show in clear" options={options} />
      <TextField
        {...fieldProps(state, 'reason')}
        label="Reason"
        hint="Kept in the security log with your name."
        required
      />
      <div className="lb-actions">
        <Submit name="_do" value="unmask" tone="plain">
          Show it
        </Submit>
      </div>
    </Form>
  );
}

function StoreForm({ customerId, session, refusal }: FormProps): ReactElement {
  const state = formState({}, refusal);
  const options = personalFields.map((field) => ({ value: field, label: names[field] }));
  return (
    <Form method="post" action={`/customers/${customerId}`} className="lb-form" autoComplete="off" noValidate>
      <Proof session={session} />
      <SelectField {...fieldProps(state, 'field')} label="What to keep" options={options} />
      <TextField {...fieldProps(state, 'value')} label="Value" required />
      <div className="lb-actions">
        <Submit name="_do" value="store" tone="plain">
          Keep it
        </Submit>
      </div>
    </Form>
  );
}
