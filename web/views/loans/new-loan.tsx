import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { LoanProductView } from '../../../functions/contract/loan-changes.ts';
import type { Data, Port } from '../../client/port.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { accountOption, isSpendable } from '../shared/account-option.ts';
import { fieldProps, formState, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
  type Visit,
} from '../shared/screen-module.ts';
import { fieldOfRefusal, readLoanForm } from './new-loan-form.ts';
import { Offer, type Offered } from './offer.tsx';
import { percentOf } from './terms.ts';

interface NewLoanData {
  readonly customer: Data<'getCustomer'>['customer'];
  /** Deposits of the borrower that can pay it back. */
  readonly payers: readonly AccountView[];
  readonly products: readonly LoanProductView[];
  /** One key for the one loan this page is for. */
  readonly idempotencyKey: string;
}

type Answer = Refused | Offered;

function NewLoanPage({ data, result, session }: ScreenProps<NewLoanData, Answer>): ReactElement {
  const { customer, payers } = data;
  const path = `/customers/${customer.id}/loans/new`;
  if (result !== undefined && 'offer' in result)
    return (
      <Page title="Check the loan" width="wide" lead={`For ${customer.name}. Nothing is paid out yet.`}>
        <Offer {...result} path={path} session={session} />
      </Page>
    );
  return (
    <Page
      title="New loan"
      status={result?.status ?? 200}
      lead={`For ${customer.name}, in level monthly payments.`}
    >
      <ErrorSummary problems={result?.problems ?? []} />
      {payers.length === 0 ? (
        <Empty title="There is no account that could pay it back" />
      ) : (
        <LoanForm data={data} session={session} path={path} refusal={result} />
      )}
    </Page>
  );
}

const productOption = ({ code, name, ratePpm }: LoanProductView): { value: string; label: string } => ({
  value: code,
  label: `${name}: ${percentOf(ratePpm)}`,
});

const payees = [
  { value: 'payment-account', label: 'To the account that pays it back' },
  { value: 'settlement', label: 'To somebody at another bank, such as a car dealer' },
];

interface LoanFormProps extends Pick<ScreenProps<NewLoanData>, 'data' | 'session'> {
  readonly path: string;
  readonly refusal: Refused | undefined;
}

function LoanForm({ data, session, path, refusal }: LoanFormProps): ReactElement {
  const state = formState({ payTo: 'payment-account' }, refusal);
  return (
    <Form method="post" action={path} className="lb-form" autoComplete="off" noValidate>
      <Proof session={session} idempotencyKey={state.fields['_idem'] ?? data.idempotencyKey} />
      <SelectField
        {...fieldProps(state, 'product')}
        label="Kind of loan"
        options={data.products.map(productOption)}
        required
      />
      <TextField {...fieldProps(state, 'principal')} label="Amount in dollars" inputMode="decimal" required />
      <TextField
        {...fieldProps(state, 'rate')}
        label="Interest rate, percent a year"
        hint="That of the product where you leave this empty."
        inputMode="decimal"
      />
      <TextField {...fieldProps(state, 'months')} label="Months" inputMode="numeric" required />
      <TextField {...fieldProps(state, 'firstDueOn')} label="First payment on" type="date" required />
      <TextField
        {...fieldProps(state, 'fee')}
        label="Origination fee in dollars"
        hint="Kept back of what is paid out."
        inputMode="decimal"
      />
      <SelectField
        {...fieldProps(state, 'account')}
        label="Paid back from"
        options={data.payers.map(accountOption)}
        required
      />
      <SelectField {...fieldProps(state, 'payTo')} label="Where the money goes" options={payees} required />
      <div className="lb-actions">
        <Submit>Check</Submit>
        <ButtonLink to={`/customers/${data.customer.id}`}>Cancel</ButtonLink>
      </div>
    </Form>
  );
}

async function load(port: Port, { params }: Visit): Promise<Outcome<NewLoanData>> {
  const customerId = params['customerId'] ?? '';
  const { customer, accounts } = await port.read('getCustomer', { params: { customerId } });
  const { items } = await port.read('listLoanProducts', {});
  return shown({
    customer,
    payers: accounts.filter(isSpendable),
    products: items,
    idempotencyKey: crypto.randomUUID(),
  });
}

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Answer> | Response> {
  const parsed = readLoanForm(params['customerId'] ?? '', fields);
  if (!parsed.ok) return refused(parsed.problems, fields);
  const body = parsed.value;
  try {
    if (fields['_confirmed'] === undefined)
      return shown({ offer: await port.write('previewLoan', { body }, proofOf(fields)), fields });
    const { accountId } = await port.write('originateLoan', { body }, proofOf(fields));
    return redirect(`/loans/${accountId}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, fieldOfRefusal);
  }
}

/** An accountant makes a loan: its schedule and what it costs first, and then the loan. */
export const newLoanScreen: ScreenModule<NewLoanData, Answer> = { load, act, View: NewLoanPage };
