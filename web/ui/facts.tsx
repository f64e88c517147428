import type { ReactElement, ReactNode } from 'react';

interface FactsProps {
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
}

/** Names with their values: a receipt, an object’s particulars. */
export function Facts({ facts }: FactsProps): ReactElement {
  return (
    <dl className="lb-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An identifier to be compared or copied. */
export function Identifier({ children }: { readonly children: string }): ReactElement {
  return <span className="lb-id">{children}</span>;
}
