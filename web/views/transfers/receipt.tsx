import type { ReactElement } from 'react';
import type { ReceiptView } from '../../../functions/contract/transfers.ts';
import { publicId, uuidOf } from '../../../functions/domain/ids.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Page } from '../../ui/page.tsx';
import { Steps } from '../../ui/steps.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { transferSteps } from './steps.ts';

function ReceiptPage({ data: receipt }: ScreenProps<ReceiptView>): ReactElement {
  return (
    <Page
      title="Transfer done"
      lead="The money has been moved. Keep the reference number if you need to ask about it."
    >
      <Steps label="Steps of a transfer" steps={transferSteps} current={2} />
      <Card>
        <Facts facts={factsOf(receipt)} />
      </Card>
      <div className="lb-actions">
        <ButtonLink to={`/accounts/${receipt.fromAccountId}`} tone="primary">
          Back to the account
        </ButtonLink>
        <ButtonLink to={screens.transfer.path}>Another transfer</ButtonLink>
        <ButtonLink to={proofPathOf(receipt)}>Proof</ButtonLink>
      </div>
    </Page>
  );
}

function factsOf(receipt: ReceiptView): [string, ReactElement | string][] {
  const facts: [string, ReactElement | string][] = [
    ['Amount', <Money key="amount" value={receipt.amount} size="large" />],
    ['From account', <Identifier key="from">{receipt.fromNumber}</Identifier>],
    ['To account', <Identifier key="to">{receipt.toNumber}</Identifier>],
  ];
  if (receipt.reference !== '') facts.push(['Reference', receipt.reference]);
  facts.push(
    ['Balance afterwards', <Money key="balance" value={receipt.balanceAfter} />],
    ['Business date', formatDate(receipt.businessDate)],
    ['Recorded', formatInstant(receipt.recordedAt)],
    ['Reference number', <Identifier key="id">{receipt.id}</Identifier>],
  );
  return facts;
}

/** A transfer is a journal under another name. */
const proofPathOf = ({ id }: ReceiptView): string =>
  `/proofs/${publicId('journal', uuidOf('transfer', id) ?? '')}`;

/** Last step, and the receipt for good: reading it again pays nothing. */
export const transferReceiptScreen: ScreenModule<ReceiptView> = {
  load: async (port, { params }) =>
    shown(await port.read('getTransfer', { params: { transferId: params['transferId'] ?? '' } })),
  View: ReceiptPage,
};
