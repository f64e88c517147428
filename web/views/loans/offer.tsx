import type { ReactElement } from 'react';
import { Form } from 'react-router';
import type { LoanOffer } from '../../../functions/contract/loan-changes.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatDate } from '../../ui/format.ts';
import { Amount, Money } from '../../ui/money.tsx';
import { Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { Proof, typedOnly } from '../shared/hidden.tsx';
import type { Fields } from '../shared/screen-module.ts';
import { percentOf } from './terms.ts';

/** A loan as it would be made, and what was typed to ask for it. */
export interface Offered {
  readonly offer: LoanOffer;
  readonly fields: Fields;
}

interface OfferProps extends Offered {
  readonly path: string;
  readonly session: SessionView;
}

type Row = LoanOffer['installments'][number];

const columns: readonly Column<Row>[] = [
  { title: 'Number', cell: ({ n }) => String(n) },
  { title: 'Due', heads: true, cell: ({ dueOn }) => formatDate(dueOn) },
  { title: 'Payment, USD', align: 'end', beside: true, cell: ({ payment }) => <Amount value={payment} /> },
  { title: 'Interest', align: 'end', cell: ({ interest }) => <Amount value={interest} /> },
  { title: 'Principal', align: 'end', cell: ({ principal }) => <Amount value={principal} /> },
  { title: 'Balance after', align: 'end', cell: ({ balanceAfter }) => <Amount value={balanceAfter} /> },
];

/** Second step: what the borrower has to be told, the schedule, and the button that makes the loan. */
export function Offer({ offer, fields, path, session }: OfferProps): ReactElement {
  return (
    <>
      <Facts
        layout="tiles"
        facts={[
          ['Annual percentage rate', `${offer.apr} %`],
          ['Finance charge', <Money key="charge" value={offer.financeCharge} />],
          ['Amount financed', <Money key="financed" value={offer.amountFinanced} />],
          ['Total of payments', <Money key="total" value={offer.totalOfPayments} />],
        ]}
      />
      <Facts
        facts={[
          ['Principal', <Money key="principal" value={offer.principal} />],
          ['Interest rate', `${percentOf(offer.ratePpm)} a year`],
          ['Origination fee', <Money key="fee" value={offer.fee} />],
          ['Monthly payment', <Money key="payment" value={offer.payment} />],
          ['Paid out on', formatDate(offer.disbursedOn)],
        ]}
      />
      <Form method="post" action={path}>
        <Proof session={session} idempotencyKey={fields['_idem'] ?? ''} />
        {Object.entries(typedOnly(fields)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="_confirmed" value="yes" />
        <div className="lb-actions">
          <Submit>Make the loan</Submit>
          <ButtonLink to={path}>Change it</ButtonLink>
        </div>
      </Form>
      <Section title="Schedule">
        <DataTable
          caption="Installments"
          columns={columns}
          rows={offer.installments}
          keyOf={({ n }) => String(n)}
        />
      </Section>
    </>
  );
}
