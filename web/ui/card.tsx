import { Card as LibraryCard } from '@aws-amplify/ui-react';
import type { ReactElement, ReactNode } from 'react';

/** A sheet on the page. */
export function Card({ children }: { readonly children: ReactNode }): ReactElement {
  return <LibraryCard className="lb-card">{children}</LibraryCard>;
}

/** Sheets side by side, as many as fit. */
export function Cards({ children }: { readonly children: readonly ReactElement[] }): ReactElement {
  return (
    <ul className="lb-cards">
      {children.map((card) => (
        <li key={card.key}>{card}</li>
      ))}
    </ul>
  );
}
