import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import { frequencies, holidayRules } from '../../../functions/domain/recurrence.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { formatMoney } from '../../ui/format.ts';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Steps } from '../../ui/steps.tsx';
import { screens } from '../screens.ts';
import { readDeposits } from '../shared/deposits.ts';
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
import { fieldOfRefusal, readPaymentForm } from './form.ts';
import { paymentSteps } from './steps.ts';
import { frequencyWords, holidayWords } from './words.ts';

interface EnterData {
  readonly accounts: readonly AccountView[];
  readonly fields: Fields;
  /** The address names a draft that is no longer kept. */
  readonly draftGone: boolean;
}

const title = 'New standing order';

function EnterPage(props: ScreenProps<EnterData, Refused>): ReactElement {
  const { data, result } = props;
  const { problems, status } = formState(data.fields, result);
  if (data.accounts.length === 0) {
    return (
      <Page title={title}>
        <Empty title="You have no account to pay from">
          <p>Open one at the counter first.</p>
        </Empty>
      </Page>
    );
  }
  return (
    <Page title={title} status={status} lead="A transfer that is made for you, once or again and again.">
      <Steps label="Steps of a standing order" steps={paymentSteps} current={0} />
      <ErrorSummary problems={problems} />
      {data.draftGone ? (
        <Notice title="Enter it again" tone="waiting">
          <p>What you had entered is no longer kept. Look at your payments to see whether it was set up.</p>
        </Notice>
      ) : null}
      <PaymentForm {...props} />
    </Page>
  );
}

const frequencyOptions = frequencies.map((value) => ({ value, label: frequencyWords[value] }));
const holidayOptions = holidayRules.map((value) => ({ value, label: holidayWords[value] }));
const endOptions = [
  { value: 'never', label: 'Not by itself' },
  { value: 'on', label: 'After a date' },
  { value: 'after', label: 'After a number of times' },
];

function PaymentForm({ data, result, session }: ScreenProps<EnterData, Refused>): ReactElement {
  const state = formState(data.fields, result);
  return (
    <Form method="post" action={screens.newPayment.path} className="lb-form" noValidate>
      <Proof session={session} />
      <SelectField {...fieldProps(state, 'from')} label="From" options={data.accounts.map(option)} required />
      <TextField
        {...fieldProps(state, 'to')}
        label="To account number"
        hint="Ten digits; one of your own accounts or somebody else’s at this bank."
        inputMode="numeric"
        required
      />
      <TextField {...fieldProps(state, 'amount')} label="Amount in dollars" inputMode="decimal" required />
      <SelectField
        {...fieldProps(state, 'frequency')}
        label="How often"
        options={frequencyOptions}
        required
      />
      <TextField
        {...fieldProps(state, 'startsOn')}
        label="First payment on"
        hint="The others keep its weekday or its day of the month; the 31st is the last day of a shorter month."
        type="date"
        required
      />
      <SelectField
        {...fieldProps(state, 'holidays')}
        label="On weekends and holidays"
        options={holidayOptions}
        required
      />
      <SelectField {...fieldProps(state, 'ends')} label="It ends" options={endOptions} required />
      <TextField
        {...fieldProps(state, 'endsOn')}
        label="Last date"
        hint="If it ends after a date."
        type="date"
      />
      <TextField
        {...fieldProps(state, 'endsAfter')}
        label="Number of times"
        hint="If it ends after a number of times."
        inputMode="numeric"
      />
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

function option({ id, name, number, available }: AccountView): { value: string; label: string } {
  return { value: id, label: `${name} ${number}: ${formatMoney(available)} available` };
}

const begun = { frequency: 'monthly', holidays: 'next', ends: 'never' };

async function load(port: Port, { url }: Visit): Promise<Outcome<EnterData>> {
  const accounts = await readDeposits(port);
  const kept = await draftFields(port, url.searchParams.get('draft'));
  return shown({ accounts, fields: { ...begun, ...kept }, draftGone: kept === undefined });
}

async function act(port: Port, { fields }: Submission): Promise<Outcome<Refused> | Response> {
  try {
    const accounts = await readDeposits(port);
    const parsed = readPaymentForm(fields, accounts);
    if (!parsed.ok) return refused(parsed.problems, fields);
    const proof = { csrf: proofOf(fields).csrf };
    await port.write('previewStandingOrder', { body: parsed.value.body }, proof);
    const body = { form: 'standingOrder', fields: typedOnly(fields) } as const;
    const draft = await port.write('saveDraft', { body }, proof);
    return redirect(`/payments/check/${draft.id}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, fieldOfRefusal);
  }
}

/** First step: what is to be paid, and when. What was typed waits on the server to be checked. */
export const newPaymentScreen: ScreenModule<EnterData, Refused> = { load, act, View: EnterPage };
