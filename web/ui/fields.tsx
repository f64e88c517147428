import { SelectField as LibrarySelectField, TextField as LibraryTextField } from '@aws-amplify/ui-react';
import type { HTMLInputAutoCompleteAttribute, HTMLInputTypeAttribute, ReactElement } from 'react';
import type { FieldProblem } from './error-summary.tsx';

interface FieldProps {
  /** Also the id, so that the error summary can point here. */
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly problems?: readonly FieldProblem[];
}

interface TextFieldProps extends FieldProps {
  readonly type?: HTMLInputTypeAttribute;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'search';
  readonly maxLength?: number;
}

const problemAt = (problems: readonly FieldProblem[] = [], name: string): string | undefined =>
  problems.find(({ field }) => field === name)?.message;

// A field for dates or times shows nothing else, and complains of it.
const formOfType: Readonly<Partial<Record<string, RegExp>>> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  'datetime-local': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/,
};

const fits = (value: string, type = 'text'): boolean => formOfType[type]?.test(value) !== false;

/** A line of text. Nothing is checked in the browser: the form's action says what is wrong, in the bank's words. */
export function TextField({ name, value = '', hint, problems, ...rest }: TextFieldProps): ReactElement {
  const problem = problemAt(problems, name);
  // What was typed before belongs to an earlier answer of the form; a password is never shown again in a refused one.
  const answer = rest.type === 'password' ? problems?.map(({ message }) => message).join(' ') : value;
  return (
    <LibraryTextField
      key={answer}
      id={name}
      name={name}
      defaultValue={fits(value, rest.type) ? value : ''}
      hasError={problem !== undefined}
      errorMessage={problem}
      descriptiveText={hint}
      {...labelled(rest)}
    />
  );
}

/** A file of the viewer's. A page can't fill it in again. */
export function FileField({ name, hint, problems, ...rest }: Omit<FieldProps, 'value'>): ReactElement {
  const problem = problemAt(problems, name);
  return (
    <LibraryTextField
      id={name}
      name={name}
      type="file"
      hasError={problem !== undefined}
      errorMessage={problem}
      descriptiveText={hint}
      {...labelled(rest)}
    />
  );
}

interface SelectFieldProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A choice of one, as the browser's own list. */
export function SelectField({
  name,
  value = '',
  hint,
  problems,
  options,
  ...rest
}: SelectFieldProps): ReactElement {
  const problem = problemAt(problems, name);
  return (
    <LibrarySelectField
      key={value}
      id={name}
      name={name}
      defaultValue={value}
      hasError={problem !== undefined}
      errorMessage={problem}
      descriptiveText={hint}
      // The library's own prints a style attribute, which the server-rendered site's policy forbids.
      icon={<span className="lb-select__icon" aria-hidden="true" />}
      {...labelled(rest)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </LibrarySelectField>
  );
}

/** Required is told to assistive technology; the browser's own refusal would hide the bank's. */
function labelled<T extends { readonly label: string; readonly required?: boolean }>({
  required = false,
  ...rest
}: T): Omit<T, 'required'> & { 'aria-required'?: boolean } {
  return required ? { ...rest, 'aria-required': true } : rest;
}
