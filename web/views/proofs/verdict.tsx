import type { ReactElement } from 'react';
import { formatInstant } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import type { FoundProof } from './read-proof.ts';
import { nameOfStep } from './steps-table.tsx';

/** What the reckoning comes to, first of all. */
export function Verdict({ found: { proof, check } }: { readonly found: FoundProof }): ReactElement {
  const { number, sealedAt } = proof.block;
  const wrong = check.steps.find(({ matches }) => !matches);
  if (wrong) {
    return (
      <Notice title="It does not match" tone="error">
        <p>
          The first step that does not come out is “{nameOfStep(wrong.name, number)}”. What you are shown here
          is not what was sealed, or not what was published. Download the proof, keep it, and tell the bank.
        </p>
      </Notice>
    );
  }
  if (check.verdict === 'unpublished') {
    return (
      <Notice title="It matches, and waits to be published" tone="waiting">
        <p>
          Every step comes out. Block {number} was sealed on {formatInstant(sealedAt)} and is published within
          a minute; open this page again to hold it against that.
        </p>
      </Notice>
    );
  }
  return (
    <Notice title="It matches">
      <p>
        What you see is what was sealed on {formatInstant(sealedAt)}, and block {number}, which it is part of,
        is the one that was published then. It has not been changed since.
      </p>
    </Notice>
  );
}
