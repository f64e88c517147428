import type { ReactElement } from 'react';
import { Form } from 'react-router';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { Data } from '../../client/port.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Money } from '../../ui/money.tsx';
import { Proof } from '../shared/hidden.tsx';
import type { Fields } from '../shared/screen-module.ts';

/** What a withdrawal costs, and what was typed to ask for it. */
export interface Quoted {
  readonly quote: Extract<Data<'withdrawCertificate'>, { status: 'quoted' }>;
  readonly fields: Fields;
}

interface QuoteProps extends Quoted {
  readonly path: string;
  readonly session: SessionView;
}

/** Second step: the penalty in the open, and the button that withdraws at just that cost. */
export function Quote({ quote, fields, path, session }: QuoteProps): ReactElement {
  const { amount, penalty, penaltyDays, interest, paid, isAll } = quote;
  return (
    <>
      <Card>
        <Facts
          facts={[
            ['Withdrawn', <Money key="amount" value={amount} />],
            ['Penalty', <Money key="penalty" value={penalty} />],
            ...(isAll ? ([['Interest earned', <Money key="interest" value={interest} />]] as const) : []),
            ['The customer gets', <Money key="paid" value={paid} />],
          ]}
        />
      </Card>
      <p>
        {penaltyDays === 0
          ? 'Nothing is kept back.'
          : `The penalty is ${penaltyDays} days of interest on what is withdrawn.`}
      </p>
      {isAll ? <p>All of it is withdrawn: the certificate ends, and its account is closed.</p> : null}
      <Form method="post" action={path} className="lb-form">
        <Proof session={session} idempotencyKey={fields['_idem'] ?? ''} />
        <input type="hidden" name="amount" value={fields['amount'] ?? ''} />
        <input type="hidden" name="to" value={fields['to'] ?? ''} />
        <input type="hidden" name="_penalty" value={penalty.minor} />
        <div className="lb-actions">
          <Submit>Withdraw</Submit>
          <ButtonLink to={path}>Change it</ButtonLink>
        </div>
      </Form>
    </>
  );
}
