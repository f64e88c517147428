import type { ReactElement, ReactNode } from 'react';

interface DetailsProps {
  readonly summary: string;
  readonly children: ReactNode;
}

/** What few want to see; opened by its summary, with or without JavaScript. */
export function Details({ summary, children }: DetailsProps): ReactElement {
  return (
    <details className="lb-details">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
