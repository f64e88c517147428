import type { ReactElement } from 'react';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import { formatInstant } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';

interface StaleNoticeProps {
  readonly accounts: readonly Pick<AccountView, 'staleAsOf'>[];
}

/** Says that figures are not live, and from when they are. */
export function StaleNotice({ accounts }: StaleNoticeProps): ReactElement | null {
  const asOf = accounts.find(({ staleAsOf }) => staleAsOf !== null)?.staleAsOf;
  if (asOf === null || asOf === undefined) return null;
  return (
    <Notice title={`As of ${formatInstant(asOf)}`} tone="waiting">
      <p>The ledger is out of reach, so this is the last state we know. Payments wait until it is back.</p>
    </Notice>
  );
}
