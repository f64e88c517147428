import type { ReactElement } from 'react';
import { Form } from 'react-router';
import type { ApprovalView } from '../../../functions/contract/approvals.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import { Submit } from '../../ui/buttons.tsx';
import { TextField } from '../../ui/fields.tsx';
import { fieldProps, type Refused } from '../shared/form.ts';
import { Proof } from '../shared/hidden.tsx';

interface DecisionProps {
  readonly approval: ApprovalView;
  readonly session: SessionView;
  /** What was typed, and what was wrong with it. */
  readonly state: Pick<Refused, 'fields' | 'problems'>;
}

/** Who asked can withdraw; another person who may decide approves or rejects. The bank refuses the same. */
export function Decision(props: DecisionProps): ReactElement | null {
  const { approval, session } = props;
  const unfinished = approval.state === 'approved' && !approval.carriedOut;
  const mayDecide = session.permissions.includes('approval:decide');
  if (unfinished && mayDecide && session.userName !== approval.requestedBy)
    return <Buttons {...props} again />;
  if (approval.state !== 'pending') return null;
  if (session.userName === approval.requestedBy) return <Withdrawal {...props} />;
  if (!session.permissions.includes('approval:decide'))
    return <p>It awaits the decision of a second person.</p>;
  return <Buttons {...props} />;
}

function Withdrawal({ approval, session }: DecisionProps): ReactElement {
  return (
    <>
      <p>You asked for this; it awaits the decision of another person.</p>
      <Form method="post" action={`/approvals/${approval.id}`} className="lb-form" noValidate>
        <Proof session={session} />
        <div className="lb-actions">
          <Submit name="_decision" value="withdrawn" tone="plain">
            Withdraw it
          </Submit>
        </div>
      </Form>
    </>
  );
}

function Buttons({
  approval,
  session,
  state,
  again = false,
}: DecisionProps & { again?: boolean }): ReactElement {
  return (
    <Form method="post" action={`/approvals/${approval.id}`} className="lb-form" noValidate>
      <Proof session={session} />
      {again ? null : (
        <TextField {...fieldProps(state, 'note')} label="Note" hint="Stays beside the decision." />
      )}
      <div className="lb-actions">
        <Submit name="_decision" value="approved">
          Approve
        </Submit>
        {again ? null : (
          <Submit name="_decision" value="rejected" tone="plain">
            Reject
          </Submit>
        )}
      </div>
    </Form>
  );
}
