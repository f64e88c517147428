import { Heading } from '@aws-amplify/ui-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { AccountView, TransactionView } from '../../../functions/contract/accounts.ts';
import { ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';
import { Card } from '../../ui/card.tsx';
import { formatDate } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { signedAmount } from './signed-amount.ts';

/** A movement with the account it was on. */
export interface Movement {
  readonly account: AccountView;
  readonly transaction: TransactionView;
}

const shownAtMost = 8;

/**
 * What happened last on any of the accounts, newest first. While the ledger is away there is nothing to tell, and
 * the accounts are shown without it.
 */
export async function readLatest(port: Port, accounts: readonly AccountView[]): Promise<readonly Movement[]> {
  const lists = await Promise.all(accounts.map((account) => latestOf(port, account)));
  return lists
    .flat()
    .sort((a, b) => b.transaction.recordedAt.localeCompare(a.transaction.recordedAt))
    .slice(0, shownAtMost);
}

async function latestOf(port: Port, account: AccountView): Promise<readonly Movement[]> {
  if (account.staleAsOf !== null) return [];
  try {
    const query = { limit: String(shownAtMost) };
    const { items } = await port.read('listTransactions', { params: { accountId: account.id }, query });
    return items.map((transaction) => ({ account, transaction }));
  } catch (error) {
    if (error instanceof ProblemError && error.status >= 500) return [];
    throw error;
  }
}

export function Latest({ movements }: { readonly movements: readonly Movement[] }): ReactElement {
  return (
    <Card>
      <Heading level={2}>Latest movements</Heading>
      <ul className="lb-lately">
        {movements.map(({ account, transaction }) => (
          <li key={transaction.id}>
            <span>{transaction.description}</span>
            <Money value={signedAmount(transaction)} />
            <span className="lb-soft">
              {formatDate(transaction.businessDate)},{' '}
              <Link to={`/accounts/${account.id}`}>{account.name}</Link>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
