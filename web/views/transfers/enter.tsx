import type { ReactElement } from 'react';
import { Form, Link, redirect } from 'react-router';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Steps } from '../../ui/steps.tsx';
import { screens } from '../screens.ts';
import { readDeposits } from '../shared/deposits.ts';
import { accountOption } from '../shared/account-option.ts';
import { draftFields } from '../shared/drafts.ts';
import { fieldProps, formState, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf, typedOnly } from '../shared/hidden.tsx';
import {
  shown,
  type Fields,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
  type Visit,
} from '../shared/screen-module.ts';
import { readAffordable } from './form.ts';
import { paidAs } from './paid-as.ts';
import { fieldOfRefusal, previewOf } from './preview.ts';
import { transferSteps } from './steps.ts';

interface EnterData {
  readonly accounts: readonly AccountView[];
  readonly fields: Fields;
  /** The address names a draft that is no longer kept. */
  readonly draftGone: boolean;
  /** The transfer that was made from this draft already. */
  readonly paidAs: string | null;
}

function EnterPage(props: ScreenProps<EnterData, Refused>): ReactElement {
  const { data, result } = props;
  const { problems, status } = formState(data.fields, result);
  if (data.accounts.length === 0) {
    return (
      <Page title="Make a transfer">
        <Empty title="You have no account to pay from">
          <p>Open one at the counter first.</p>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title="Make a transfer" status={status}>
      <Steps label="Steps of a transfer" steps={transferSteps} current={0} />
      <ErrorSummary problems={problems} />
      {data.draftGone ? (
        <Notice title="Enter it again" tone="waiting">
          <p>What you had entered is no longer kept. Look at your transactions to see whether it was paid.</p>
        </Notice>
      ) : null}
      {data.paidAs === null ? null : (
        <Notice title="You have paid this" tone="waiting">
          <p>
            <Link to={`/transfers/${data.paidAs}`}>Here is its receipt.</Link> What you send now is paid as
            well.
          </p>
        </Notice>
      )}
      <TransferForm {...props} />
    </Page>
  );
}

function TransferForm({ data, result, session }: ScreenProps<EnterData, Refused>): ReactElement {
  const state = formState(data.fields, result);
  return (
    <Form method="post" action={screens.transfer.path} className="lb-form" noValidate>
      <Proof session={session} />
      <SelectField
        {...fieldProps(state, 'from')}
        label="From"
        options={data.accounts.map(accountOption)}
        required
      />
      <TextField
        {...fieldProps(state, 'to')}
        label="To account number"
        hint="Ten digits; one of your own accounts or somebody else’s at this bank."
        inputMode="numeric"
        required
      />
      <TextField {...fieldProps(state, 'amount')} label="Amount in dollars" inputMode="decimal" required />
      <TextField
        {...fieldProps(state, 'reference')}
        label="Reference"
        hint="What it is for, if you like; the payee sees it too."
      />
      <div className="lb-actions">
        <Submit>Check</Submit>
      </div>
    </Form>
  );
}

async function load(port: Port, { url }: Visit): Promise<Outcome<EnterData>> {
  const draft = url.searchParams.get('draft');
  const accounts = await readDeposits(port);
  const fields = await draftFields(port, draft);
  return shown({
    accounts,
    fields: fields ?? {},
    draftGone: fields === undefined,
    paidAs: draft === null ? null : ((await paidAs(port, draft)) ?? null),
  });
}

async function act(port: Port, { fields }: Submission): Promise<Outcome<Refused> | Response> {
  try {
    const accounts = await readDeposits(port);
    const parsed = readAffordable(fields, accounts);
    if (!parsed.ok) return refused(parsed.problems, fields);
    await previewOf(port, proofOf(fields).csrf, parsed.value);
    const body = { form: 'transfer', fields: typedOnly(fields) } as const;
    const draft = await port.write('saveDraft', { body }, proofOf(fields));
    return redirect(`/transfers/check/${draft.id}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, fieldOfRefusal);
  }
}

/** First step: what is to be paid. Nothing is paid here; what was typed waits on the server to be checked. */
export const transferScreen: ScreenModule<EnterData, Refused> = { load, act, View: EnterPage };
