import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import type { Data, Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/fields.tsx';
import { Page } from '../../ui/page.tsx';
import { fieldProps, formState, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';
import { begun, readLimits, windowsOf } from './limits-form.ts';

interface LimitsData {
  readonly accountId: string;
  readonly limits: Data<'getAccountLimits'>;
  readonly idempotencyKey: string;
}

type State = Pick<Refused, 'fields' | 'problems'>;

function LimitsPage({ data, result, session }: ScreenProps<LimitsData, Refused>): ReactElement {
  const { accountId, limits, idempotencyKey } = data;
  const state = formState(begun(limits), result);
  return (
    <Page
      title="Limits of an account"
      lead="These are the limits as they are. They change once another person has approved it."
      status={state.status}
    >
      <ErrorSummary problems={state.problems} />
      <Form method="post" action={`/accounts/${accountId}/limits`} className="lb-form" noValidate>
        <Proof session={session} idempotencyKey={state.fields['_idem'] ?? idempotencyKey} />
        <TextField
          {...fieldProps(state, 'floor')}
          label="Lowest balance in dollars"
          hint="Nothing for no lowest balance at all."
          inputMode="decimal"
        />
        <TextField
          {...fieldProps(state, 'overdraft')}
          label="Agreed overdraft in dollars"
          inputMode="decimal"
        />
        {windowsOf(limits).map((place) => (
          <Window key={place} place={place} state={state} />
        ))}
        <TextField {...fieldProps(state, 'reason')} label="Reason" required />
        <div className="lb-actions">
          <Submit>Ask for it</Submit>
        </div>
      </Form>
    </Page>
  );
}

/** What may leave the account within some days; empty for no such limit. */
function Window({ place, state }: { readonly place: number; readonly state: State }): ReactElement {
  return (
    <div className="lb-line">
      <TextField
        {...fieldProps(state, `amount${place}`)}
        label={`Dollars of limit ${place}`}
        inputMode="decimal"
      />
      <TextField
        {...fieldProps(state, `count${place}`)}
        label={`Payments of limit ${place}`}
        inputMode="numeric"
      />
      <TextField
        {...fieldProps(state, `days${place}`)}
        label={`Business days of limit ${place}`}
        inputMode="numeric"
      />
    </div>
  );
}

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const read = readLimits(fields);
  if (!read.ok) return refused(read.problems, fields);
  const body = { ...read.value, accountId: params['accountId'] ?? '' };
  try {
    const { id } = await port.write('requestLimitsChange', { body }, proofOf(fields));
    return redirect(`/approvals/${id}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, { '/reason': 'reason' });
  }
}

/** Asks for other limits of a customer's account; another person approves them. */
export const limitsScreen: ScreenModule<LimitsData, Refused> = {
  load: async (port, { params }) => {
    const accountId = params['accountId'] ?? '';
    const limits = await port.read('getAccountLimits', { params: { accountId } });
    return shown({ accountId, limits, idempotencyKey: crypto.randomUUID() });
  },
  act,
  View: LimitsPage,
};
