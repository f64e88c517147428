import type { ReactElement } from 'react';

interface ChoicesProps {
  readonly legend: string;
  readonly options: readonly { readonly name: string; readonly label: string; readonly checked: boolean }[];
}

/** Things of which any number may be chosen, as the browser's own boxes. */
export function Choices({ legend, options }: ChoicesProps): ReactElement {
  return (
    <fieldset className="lb-choices">
      <legend>{legend}</legend>
      {options.map(({ name, label, checked }) => (
        <label key={`${name} ${checked}`}>
          <input type="checkbox" id={name} name={name} value="yes" defaultChecked={checked} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
