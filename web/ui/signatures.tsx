import type { ReactElement } from 'react';

interface SignaturesProps {
  readonly lines: readonly string[];
}

/** Where people sign; on paper only. */
export function Signatures({ lines }: SignaturesProps): ReactElement {
  return (
    <div className="lb-signatures">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
