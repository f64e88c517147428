import { Heading } from '@aws-amplify/ui-react';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Card, Cards } from '../../ui/card.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { Money } from '../../ui/money.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { isDeposit } from '../shared/deposits.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { Latest, readLatest, type Movement } from './latest.tsx';
import { StaleNotice } from './stale-notice.tsx';
import { totalsOf } from './totals.ts';

interface AccountsData {
  readonly accounts: readonly AccountView[];
  readonly movements: readonly Movement[];
}

function AccountsPage({ data: { accounts, movements }, session }: ScreenProps<AccountsData>): ReactElement {
  const deposits = accounts.filter(isDeposit);
  return (
    <Page title="Your accounts" width="wide" lead={`Signed in as ${session.displayName}.`}>
      <StaleNotice accounts={accounts} />
      {accounts.length === 0 ? (
        <Empty title="You have no account yet">
          <p>Come to the counter with your identification, and we open one for you.</p>
        </Empty>
      ) : (
        <div className="lb-split">
          <div>
            <Totals accounts={deposits} />
            <Cards>{deposits.map((account) => accountCard(account))}</Cards>
            <div className="lb-actions">
              <ButtonLink to={screens.transfer.path} tone="primary">
                Make a transfer
              </ButtonLink>
              <ButtonLink to={screens.products.path}>Rates and fees</ButtonLink>
              <ButtonLink to={screens.taxDocuments.path}>Tax documents</ButtonLink>
            </div>
            <Loans loans={accounts.filter(({ kind }) => kind === 'loan')} />
          </div>
          {movements.length === 0 ? null : <Latest movements={movements} />}
        </div>
      )}
    </Page>
  );
}

function Totals({ accounts }: Pick<AccountsData, 'accounts'>): ReactElement {
  const facts = totalsOf(accounts).map(
    (total) =>
      [`In all, ${total.currency}`, <Money key={total.currency} value={total} size="display" />] as const,
  );
  return <Facts layout="tiles" facts={facts} />;
}

function accountCard(account: AccountView): ReactElement {
  return (
    <Card key={account.id}>
      <Heading level={2}>
        <Link to={`/accounts/${account.id}`}>{account.name}</Link>
      </Heading>
      <Facts
        layout="tiles"
        facts={[
          ['Available', <Money key="available" value={account.available} size="large" />],
          ['Posted balance', <Money key="balance" value={account.balance} />],
          ['Account number', <Identifier key="number">{account.number}</Identifier>],
        ]}
      />
    </Card>
  );
}

function Loans({ loans }: { readonly loans: readonly AccountView[] }): ReactElement | null {
  if (loans.length === 0) return null;
  return (
    <Section title="Your loans">
      <Cards>
        {loans.map(({ id, name, number, balance }) => (
          <Card key={id}>
            <Heading level={3}>
              <Link to={`/loans/${id}`}>{name}</Link>
            </Heading>
            <Facts
              layout="tiles"
              facts={[
                ['Principal you owe', <Money key="owed" value={balance} size="large" />],
                ['Loan number', <Identifier key="number">{number}</Identifier>],
              ]}
            />
          </Card>
        ))}
      </Cards>
    </Section>
  );
}

/** All accounts with what is available and what is posted. */
export const accountsScreen: ScreenModule<AccountsData> = {
  load: async (port) => {
    const { items } = await port.read('listAccounts', {});
    return shown({ accounts: items, movements: await readLatest(port, items.filter(isDeposit)) });
  },
  View: AccountsPage,
};
