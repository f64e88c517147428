import type { ReactElement } from 'react';
import type { SessionView } from '../../../functions/contract/session.ts';

interface ProofProps {
  readonly session: SessionView;
  readonly idempotencyKey?: string;
}

/** What every form of a signed-in page carries unseen: that it is ours, and which one intention it is. */
export function Proof({ session, idempotencyKey }: ProofProps): ReactElement {
  return (
    <>
      <input type="hidden" name="_csrf" value={session.csrfToken ?? ''} />
      {idempotencyKey === undefined ? null : <input type="hidden" name="_idem" value={idempotencyKey} />}
    </>
  );
}

/** The proof of a form that was sent. */
export function proofOf(fields: Readonly<Record<string, string>>): {
  csrf: string;
  idempotencyKey: string;
} {
  return { csrf: fields['_csrf'] ?? '', idempotencyKey: fields['_idem'] ?? '' };
}

/** What people typed themselves; names of hidden fields begin with an underscore. */
export function typedOnly(fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.startsWith('_')));
}
