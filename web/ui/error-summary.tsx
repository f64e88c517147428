import { Heading } from '@aws-amplify/ui-react';
import { useEffect, useRef, type ReactElement } from 'react';

export interface FieldProblem {
  /** Name and id of the field; empty when the whole form is meant. */
  readonly field: string;
  readonly message: string;
}

interface ErrorSummaryProps {
  readonly problems: readonly FieldProblem[];
}

/** All that is wrong with a form, on top of it, each line a link to its field. */
export function ErrorSummary({ problems }: ErrorSummaryProps): ReactElement | null {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0) box.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <div ref={box} className="lb-notice lb-notice--error" role="alert" tabIndex={-1}>
      <Heading level={2}>Check what you entered</Heading>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={field + message}>{field === '' ? message : <a href={`#${field}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
