import type { ReactElement, ReactNode } from 'react';

interface DetailsProps {
  readonly summary: string;
  /** Whether it is open before anybody asks. */
  readonly isOpen?: boolean;
  readonly children: ReactNode;
}

/** What few want to see; opened by its summary, with or without JavaScript. */
export function Details({ summary, isOpen = false, children }: DetailsProps): ReactElement {
  return (
    <details className="lb-details" open={isOpen}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
