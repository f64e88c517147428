import type { ReactElement } from 'react';
import { Link } from 'react-router';

interface PagerProps {
  readonly label: string;
  /** Addresses of the neighbouring pages; null at the ends. */
  readonly newer: string | null;
  readonly older: string | null;
  /** What the ways are called, in a list that is in no order of time. */
  readonly words?: { readonly newer: string; readonly older: string };
}

const wordsOfTime = { newer: 'Newer', older: 'Older' };

/** The way through a long list, by links. */
export function Pager({ label, newer, older, words = wordsOfTime }: PagerProps): ReactElement | null {
  if (newer === null && older === null) return null;
  return (
    <nav className="lb-pager" aria-label={label}>
      {newer === null ? null : <Link to={newer}>{words.newer}</Link>}
      {older === null ? null : <Link to={older}>{words.older}</Link>}
    </nav>
  );
}
