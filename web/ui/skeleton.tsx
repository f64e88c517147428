import type { ReactElement } from 'react';

const lines = ['title', 'line', 'line', 'line'] as const;

/** The shape of a page while a browser fetches its first figures; there is nothing to read out yet. */
export function Skeleton(): ReactElement {
  return (
    <div className="lb-frame lb-skeleton" aria-hidden="true">
      <div className="lb-header">
        <div className="lb-header__inner">
          <span className="lb-wordmark">Ledgerbank</span>
        </div>
      </div>
      <div className="lb-main">
        {lines.map((kind, index) => (
          <div key={index} className={`lb-skeleton__${kind}`} />
        ))}
      </div>
    </div>
  );
}
