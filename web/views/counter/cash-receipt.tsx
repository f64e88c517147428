import type { ReactElement } from 'react';
import type { CashReceiptView } from '../../../functions/contract/counter.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Page } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';

function CashReceiptPage({ data: receipt }: ScreenProps<CashReceiptView>): ReactElement {
  return (
    <Page title={receipt.kind === 'deposit' ? 'Cash deposited' : 'Cash withdrawn'}>
      <Card>
        <Facts facts={factsOf(receipt)} />
      </Card>
      <div className="lb-actions">
        <ButtonLink to={screens.counter.path} tone="primary">
          Next customer
        </ButtonLink>
      </div>
    </Page>
  );
}

function factsOf(receipt: CashReceiptView): [string, ReactElement | string][] {
  const facts: [string, ReactElement | string][] = [
    ['Amount', <Money key="amount" value={receipt.amount} size="large" />],
    ['Account number', <Identifier key="account">{receipt.accountNumber}</Identifier>],
  ];
  if (receipt.reference !== '') facts.push(['Reference', receipt.reference]);
  facts.push(
    ['Balance afterwards', <Money key="balance" value={receipt.balanceAfter} />],
    ['Business date', formatDate(receipt.businessDate)],
    ['Recorded', formatInstant(receipt.recordedAt)],
    ['Journal', <Identifier key="journal">{receipt.journalId}</Identifier>],
  );
  return facts;
}

/** What the teller prints for the customer. */
export const cashReceiptScreen: ScreenModule<CashReceiptView> = {
  load: async (port, { params }) =>
    shown(await port.read('getCashReceipt', { params: { journalId: params['journalId'] ?? '' } })),
  View: CashReceiptPage,
};
