import type { ReactElement } from 'react';
import { Link } from 'react-router';

interface PagerProps {
  readonly label: string;
  /** Addresses of the neighbouring pages; null at the ends. */
  readonly newer: string | null;
  readonly older: string | null;
}

/** The way through a long list, by links. */
export function Pager({ label, newer, older }: PagerProps): ReactElement | null {
  if (newer === null && older === null) return null;
  return (
    <nav className="lb-pager" aria-label={label}>
      {newer === null ? null : <Link to={newer}>Newer</Link>}
      {older === null ? null : <Link to={older}>Older</Link>}
    </nav>
  );
}
