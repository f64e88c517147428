import type { ReactElement } from 'react';
import { Form } from 'react-router';
import { Submit } from '../../ui/buttons.tsx';
import { TextField } from '../../ui/fields.tsx';
import { formatDate, formatInstant, formatMoney } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import type { AsOf } from './as-of.ts';

interface AsOfFormProps extends AsOf {
  readonly path: string;
}

/** What the account had on another day, and as the books knew it then. */
export function AsOfForm({ path, fields, answer, problems }: AsOfFormProps): ReactElement {
  return (
    <Section title="Balance as of a date">
      {answer === null ? null : (
        <p role="status">
          In the books as they{' '}
          {answer.knownAt === null ? 'stand now' : `stood on ${formatInstant(answer.knownAt)}`}, this account
          had {formatMoney(answer.balance)} on {formatDate(answer.asOf)}.
        </p>
      )}
      <Form
        method="get"
        action={path}
        className="lb-form lb-form--filters"
        aria-label="Balance as of a date"
        noValidate
      >
        <TextField name="asOf" label="On" type="date" value={fields.asOf} problems={problems} />
        <TextField
          name="knownAt"
          label="As known at"
          type="datetime-local"
          hint="Bank time (New York); empty for what is known now."
          value={fields.knownAt}
          problems={problems}
        />
        <div className="lb-actions">
          <Submit tone="plain">Show balance</Submit>
        </div>
      </Form>
    </Section>
  );
}
