import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { journalsAddress } from './addresses.ts';

interface JournalLinksProps {
  readonly text: string;
  /** Ledger accounts in whose journals it is found. */
  readonly accounts: readonly string[];
  readonly period: { readonly from: string; readonly to: string };
}

/** A figure's name that leads to its journals; with several ledger accounts, each of them does. */
export function JournalLinks({ text, accounts, period }: JournalLinksProps): ReactElement {
  const [first, ...others] = accounts;
  if (first === undefined) return <>{text}</>;
  if (others.length === 0) return <Link to={journalsAddress(first, period)}>{text}</Link>;
  return (
    <>
      {text}, on{' '}
      {accounts.map((account, index) => (
        <span key={account}>
          {index === 0 ? '' : ', '}
          <Link to={journalsAddress(account, period)}>{account}</Link>
        </span>
      ))}
    </>
  );
}
