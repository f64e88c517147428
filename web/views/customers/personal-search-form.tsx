import type { ReactElement } from 'react';
import { Form } from 'react-router';
import type { SessionView } from '../../../functions/contract/session.ts';
import { Submit } from '../../ui/buttons.tsx';
import { TextField } from '../../ui/fields.tsx';
import { screens } from '../screens.ts';
import { fieldProps, formState, type Refused } from '../shared/form.ts';
import { Proof } from '../shared/hidden.tsx';

interface PersonalSearchFormProps {
  readonly session: SessionView;
  readonly refusal: Refused | undefined;
}

/** For those who may see personal data in clear. */
export function PersonalSearchForm({ session, refusal }: PersonalSearchFormProps): ReactElement {
  const state = formState({}, refusal);
  return (
    <Form method="post" action={screens.customers.path} className="lb-form" autoComplete="off" noValidate>
      <Proof session={session} />
      <TextField
        {...fieldProps(state, 'personal')}
        label="Find by personal data"
        hint="All of a tax number, an e-mail address or a phone number. The search is kept in the security log."
      />
      <div className="lb-actions">
        <Submit tone="plain">Search</Submit>
      </div>
    </Form>
  );
}
