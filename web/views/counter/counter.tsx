import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import { checkKinds } from '../../../functions/domain/check-deposit.ts';
import type { Port } from '../../client/port.ts';
import { Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { draftFields } from '../shared/drafts.ts';
import { fieldProps, formState, parseFields, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Fields,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
  type Visit,
} from '../shared/screen-module.ts';
import { checkKindWords } from './check-words.ts';
import { cashFields, type CashFields } from './form.ts';

interface CounterData {
  readonly fields: Fields;
  readonly draftGone: boolean;
  /** One key for the one movement this form is for. */
  readonly idempotencyKey: string;
}

const kinds = [
  { value: 'deposit', label: 'Deposit: the customer brings cash' },
  { value: 'withdrawal', label: 'Withdrawal: the customer takes cash' },
  { value: 'check', label: 'Check deposit: the customer brings a check' },
];

const checks = checkKinds.map((value) => ({ value, label: checkKindWords[value] }));

function CounterPage(props: ScreenProps<CounterData, Refused>): ReactElement {
  const { data, result } = props;
  const { problems, status } = formState(data.fields, result);
  return (
    <Page
      title="Counter"
      status={status}
      lead="Cash into and out of customers’ accounts, and checks into them."
    >
      <ErrorSummary problems={problems} />
      {data.draftGone ? (
        <Notice title="Enter it again" tone="waiting">
          <p>What you had entered is no longer kept. Look at the account to see whether it was posted.</p>
        </Notice>
      ) : null}
      <CashForm {...props} />
    </Page>
  );
}

function CashForm({ data, result, session }: ScreenProps<CounterData, Refused>): ReactElement {
  const state = formState(data.fields, result);
  return (
    // A browser that fills in again, at its Back button, what was posted would do so beside a new key.
    <Form method="post" action={screens.counter.path} className="lb-form" autoComplete="off" noValidate>
      <Proof
        session={session}
        idempotencyKey={state.fields['_idem'] ?? state.fields['idempotencyKey'] ?? data.idempotencyKey}
      />
      <TextField
        {...fieldProps(state, 'account')}
        label="Account number"
        hint="Ten digits. Look it up under Customers."
        inputMode="numeric"
        required
      />
      <SelectField {...fieldProps(state, 'kind')} label="What happens" options={kinds} required />
      <TextField {...fieldProps(state, 'amount')} label="Amount in dollars" inputMode="decimal" required />
      <SelectField
        {...fieldProps(state, 'checkKind')}
        label="What check"
        hint="If it is a check: it decides when the money can be spent."
        options={checks}
      />
      <TextField {...fieldProps(state, 'reference')} label="Reference" />
      <div className="lb-actions">
        <Submit>Post</Submit>
      </div>
    </Form>
  );
}

async function load(port: Port, { url }: Visit): Promise<Outcome<CounterData>> {
  const kept = await draftFields(port, url.searchParams.get('draft'));
  const account = url.searchParams.get('account') ?? '';
  const fields = { account, kind: 'deposit', checkKind: 'other', ...kept };
  return shown({ fields, draftGone: kept === undefined, idempotencyKey: crypto.randomUUID() });
}

async function act(port: Port, { fields }: Submission): Promise<Outcome<Refused> | Response> {
  const parsed = parseFields(cashFields, fields);
  if (!parsed.ok) return refused(parsed.problems, fields);
  try {
    return await post(port, parsed.value, fields);
  } catch (error) {
    return refusedByBank(error, fields, fieldOf);
  }
}

const fieldOf = {
  'insufficient-funds': 'amount',
  'amount-too-large': 'amount',
  'account-closed': 'account',
  'loan-not-postable': 'account',
  'account-not-found': 'account',
  '/reference': 'reference',
};

async function post(
  port: Port,
  { account, kind, checkKind, amount, reference }: CashFields,
  fields: Fields,
): Promise<Outcome<Refused> | Response> {
  const { items } = await port.read('findCustomers', { query: { q: account } });
  const customers = await Promise.all(
    items.map(({ id }) => port.read('getCustomer', { params: { customerId: id } })),
  );
  const found = customers.flatMap(({ accounts }) => accounts).find(({ number }) => number === account);
  if (!found) {
    return refused([{ field: 'account', message: 'There is no account with this number.' }], fields);
  }
  const money = { minor: amount.toString(), currency: found.balance.currency };
  const body = { accountId: found.id, amount: money, reference };
  if (kind === 'check') {
    const check = { ...body, kind: checkKind };
    const { journalId } = await port.write('depositCheck', { body: check }, proofOf(fields));
    return redirect(`/counter/checks/${journalId}`, 303);
  }
  const operation = kind === 'deposit' ? 'depositCash' : 'withdrawCash';
  const { journalId } = await port.write(operation, { body }, proofOf(fields));
  return redirect(`/counter/receipts/${journalId}`, 303);
}

/** The teller's counter. */
export const counterScreen: ScreenModule<CounterData, Refused> = { load, act, View: CounterPage };
