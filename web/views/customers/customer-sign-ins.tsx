import type { ReactElement } from 'react';
import { Form, Link, redirect } from 'react-router';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { Data, Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable } from '../../ui/table.tsx';
import { refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';
import { signInColumns } from '../shared/sign-in-columns.tsx';

interface SignInsData extends Data<'listCustomerSignIns'> {
  readonly customerId: string;
}

function CustomerSignInsPage({ data, result, session }: ScreenProps<SignInsData, Refused>): ReactElement {
  const { items, isBlocked, customerId } = data;
  return (
    <Page title="Sign-ins of the customer" width="wide" status={result?.status ?? 200}>
      <ErrorSummary problems={result?.problems ?? []} />
      {isBlocked ? (
        <Notice title="This customer is shut out" tone="waiting">
          <p>No way of signing in works until they are let in again.</p>
        </Notice>
      ) : null}
      {items.length === 0 ? (
        <Empty title="They are signed in nowhere" />
      ) : (
        <DataTable caption="Open sign-ins" columns={signInColumns} rows={items} keyOf={({ id }) => id} />
      )}
      <div className="lb-actions">
        {items.length === 0 ? null : (
          <Action action="end" label="End them all" {...{ customerId, session }} />
        )}
        {isBlocked ? (
          <Action action="unblock" label="Let them in again" {...{ customerId, session }} />
        ) : (
          <Action action="block" label="Shut them out" {...{ customerId, session }} />
        )}
      </div>
      <p>
        <Link to={`/customers/${customerId}`}>The customer</Link>
      </p>
    </Page>
  );
}

interface ActionProps {
  readonly action: 'end' | 'block' | 'unblock';
  readonly label: string;
  readonly customerId: string;
  readonly session: SessionView;
}

function Action({ action, label, customerId, session }: ActionProps): ReactElement {
  return (
    <Form method="post" action={`/customers/${customerId}/sign-ins`}>
      <Proof session={session} />
      <input type="hidden" name="_action" value={action} />
      <Submit tone="plain">{label}</Submit>
    </Form>
  );
}

const actions = ['end', 'block', 'unblock'] as const;

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const customerId = params['customerId'] ?? '';
  const action = actions.find((each) => each === fields['_action']);
  if (!action) return refused([{ field: '', message: 'Press one of the buttons of this page.' }], fields);
  try {
    await port.write('manageCustomerSignIns', { params: { customerId }, body: { action } }, proofOf(fields));
    return redirect(`/customers/${customerId}/sign-ins`, 303);
  } catch (error) {
    return refusedByBank(error, fields);
  }
}

/** Where a customer is signed in, for an administrator who has to end it. */
export const customerSignInsScreen: ScreenModule<SignInsData, Refused> = {
  load: async (port, { params }) => {
    const customerId = params['customerId'] ?? '';
    return shown({ ...(await port.read('listCustomerSignIns', { params: { customerId } })), customerId });
  },
  act,
  View: CustomerSignInsPage,
};
