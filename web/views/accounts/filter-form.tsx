import type { ReactElement } from 'react';
import { Form } from 'react-router';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import type { FieldProblem } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import type { Fields } from '../shared/screen-module.ts';

interface FilterFormProps {
  readonly path: string;
  readonly fields: Fields;
  readonly problems: readonly FieldProblem[];
}

const directions = [
  { value: '', label: 'In and out' },
  { value: 'credit', label: 'Money in' },
  { value: 'debit', label: 'Money out' },
];

/** A form that only changes the address, so that a filtered list can be kept and passed on. */
export function FilterForm({ path, fields, problems }: FilterFormProps): ReactElement {
  const isFiltered = Object.values(fields).some((value) => value !== '');
  return (
    <Form method="get" action={path} role="search" aria-label="Transactions" noValidate>
      <div className="lb-form lb-form--filters">
        <TextField name="q" label="Text" value={fields['q'] ?? ''} inputMode="search" problems={problems} />
        <TextField name="from" label="From" type="date" value={fields['from'] ?? ''} problems={problems} />
        <TextField name="to" label="To" type="date" value={fields['to'] ?? ''} problems={problems} />
        <SelectField
          name="direction"
          label="Direction"
          value={fields['direction'] ?? ''}
          options={directions}
          problems={problems}
        />
        <TextField
          name="min"
          label="Least amount"
          inputMode="decimal"
          value={fields['min'] ?? ''}
          problems={problems}
        />
        <TextField
          name="max"
          label="Largest amount"
          inputMode="decimal"
          value={fields['max'] ?? ''}
          problems={problems}
        />
        <div className="lb-actions">
          <Submit tone="plain">Filter</Submit>
          {isFiltered ? <ButtonLink to={path}>Clear</ButtonLink> : null}
        </div>
      </div>
    </Form>
  );
}
