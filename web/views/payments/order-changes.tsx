import type { ReactElement, ReactNode } from 'react';
import { Form } from 'react-router';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { StandingOrderView } from '../../../functions/contract/standing-orders.ts';
import { Submit } from '../../ui/buttons.tsx';
import { Details } from '../../ui/details.tsx';
import { TextField } from '../../ui/fields.tsx';
import { fieldProps, formState, type Refused } from '../shared/form.ts';
import { Proof } from '../shared/hidden.tsx';

interface OrderChangesProps {
  readonly order: StandingOrderView;
  readonly session: SessionView;
  readonly result: Refused | undefined;
  /** What was typed before the page was left for a proof. */
  readonly typedAmount: string | null;
}

/** What the owner can do with an order that is not over. Cancelling, which is for good, is a step further away. */
export function OrderChanges(props: OrderChangesProps): ReactElement | null {
  const { order, result, typedAmount } = props;
  if (order.status !== 'active' && order.status !== 'paused') return null;
  const isActive = order.status === 'active';
  return (
    <>
      <ChangeForm {...props}>
        <Submit name="change" value={isActive ? 'pause' : 'resume'}>
          {isActive ? 'Pause' : 'Resume'}
        </Submit>
        <Submit name="change" value="skip" tone="plain">
          Skip the next date
        </Submit>
      </ChangeForm>
      <Details summary="Change the amount" isOpen={typedAmount !== null}>
        <ChangeForm {...props}>
          <input type="hidden" name="_currency" value={order.amount.currency} />
          <TextField
            {...fieldProps(formState({ amount: typedAmount ?? '' }, result), 'amount')}
            label="Amount in dollars"
            inputMode="decimal"
            required
          />
          <Submit name="change" value="amend" tone="plain">
            Change
          </Submit>
        </ChangeForm>
      </Details>
      <Details summary="Cancel this standing order">
        <p>It can’t be taken up again afterwards; what was paid stays paid.</p>
        <ChangeForm {...props}>
          <Submit name="change" value="cancel" tone="plain">
            Cancel it for good
          </Submit>
        </ChangeForm>
      </Details>
    </>
  );
}

function ChangeForm({
  order,
  session,
  children,
}: OrderChangesProps & { readonly children: ReactNode }): ReactElement {
  return (
    <Form method="post" action={`/payments/${order.id}`} className="lb-actions" noValidate>
      <Proof session={session} />
      <input type="hidden" name="_version" value={order.version} />
      {children}
    </Form>
  );
}
