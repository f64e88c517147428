import type { ReactElement, ReactNode } from 'react';

interface FactsProps {
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  /** `rows`: read from top to bottom. `tiles`: taken in at a glance, above what the page is about. */
  readonly layout?: 'rows' | 'tiles';
}

/** Names with their values: a receipt, an object’s particulars. */
export function Facts({ facts, layout = 'rows' }: FactsProps): ReactElement {
  return (
    <dl className={layout === 'tiles' ? 'lb-facts lb-facts--tiles' : 'lb-facts'}>
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
