import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import * as z from 'zod';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import type { ProductView } from '../../../functions/contract/deposits.ts';
import { maturityChoices } from '../../../functions/domain/certificate.ts';
import type { Data, Port } from '../../client/port.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { formatMoney } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { accountOption, isSpendable } from '../shared/account-option.ts';
import { amountText } from '../shared/amount.ts';
import { fieldProps, formState, parseFields, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
  type Visit,
} from '../shared/screen-module.ts';

interface OpenData {
  readonly customer: Data<'getCustomer'>['customer'];
  /** Deposits of the customer that can pay. */
  readonly payers: readonly AccountView[];
  readonly products: readonly ProductView[];
  /** One key for the one certificate this form is for. */
  readonly idempotencyKey: string;
}

function OpenPage(props: ScreenProps<OpenData, Refused>): ReactElement {
  const { customer, payers } = props.data;
  const { problems, status } = formState({}, props.result);
  return (
    <Page
      title="Open a certificate"
      status={status}
      lead={`For ${customer.name}, with money of an account of theirs.`}
    >
      <ErrorSummary problems={problems} />
      {payers.length === 0 ? (
        <Empty title="There is no account that the money could come from" />
      ) : (
        <OpenForm {...props} />
      )}
    </Page>
  );
}

const productOption = ({
  code,
  name,
  tiers,
  minimumOpening,
}: ProductView): { value: string; label: string } => ({
  value: code,
  label: `${name}: ${tiers[0]?.rate ?? '0.00'} %, APY ${tiers[0]?.highestApy ?? '0.00'} %, from ${formatMoney(minimumOpening)}`,
});

const choices = [
  { value: 'renew', label: 'It is renewed' },
  { value: 'pay-out', label: 'It is paid out to the account below' },
];

function OpenForm({ data, result, session }: ScreenProps<OpenData, Refused>): ReactElement {
  const { customer, payers, products, idempotencyKey } = data;
  const state = formState({ atMaturity: 'renew' }, result);
  const accounts = payers.map(accountOption);
  return (
    <Form
      method="post"
      action={`/customers/${customer.id}/certificates/new`}
      className="lb-form"
      autoComplete="off"
      noValidate
    >
      <Proof session={session} idempotencyKey={state.fields['_idem'] ?? idempotencyKey} />
      <SelectField
        {...fieldProps(state, 'product')}
        label="Certificate"
        options={products.map(productOption)}
        required
      />
      <TextField {...fieldProps(state, 'amount')} label="Amount in dollars" inputMode="decimal" required />
      <SelectField {...fieldProps(state, 'from')} label="From" options={accounts} required />
      <SelectField {...fieldProps(state, 'atMaturity')} label="At maturity" options={choices} required />
      <SelectField
        {...fieldProps(state, 'payout')}
        label="Paid out to"
        hint="Only if it is not renewed."
        options={accounts}
      />
      <div className="lb-actions">
        <Submit>Open it</Submit>
        <ButtonLink to={`/customers/${customer.id}`}>Cancel</ButtonLink>
      </div>
    </Form>
  );
}

const openFields = z.object({
  product: z.string().min(1, 'Choose a certificate.'),
  amount: amountText,
  from: z.string().min(1, 'Choose the account that pays.'),
  atMaturity: z.enum(maturityChoices, 'Choose what happens at maturity.'),
  payout: z.string().default(''),
});

async function load(port: Port, { params }: Visit): Promise<Outcome<OpenData>> {
  const customerId = params['customerId'] ?? '';
  const { customer, accounts } = await port.read('getCustomer', { params: { customerId } });
  const { items } = await port.read('listProducts', {});
  return shown({
    customer,
    payers: accounts.filter(isSpendable),
    products: items.filter(({ kind }) => kind === 'certificate'),
    idempotencyKey: crypto.randomUUID(),
  });
}

const fieldOf = {
  'insufficient-funds': 'amount',
  'velocity-exceeded': 'amount',
  'certificate-refused': 'amount',
  'account-closed': 'from',
};

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const parsed = parseFields(openFields, fields);
  if (!parsed.ok) return refused(parsed.problems, fields);
  const { product, amount, from, atMaturity, payout } = parsed.value;
  const body = {
    ...{ customerId: params['customerId'] ?? '', product, fromAccountId: from, atMaturity },
    amount: { minor: amount.toString(), currency: 'USD' },
    ...(atMaturity === 'pay-out' ? { payoutAccountId: payout } : {}),
  };
  try {
    const { accountId } = await port.write('openCertificate', { body }, proofOf(fields));
    return redirect(`/accounts/${accountId}/interest`, 303);
  } catch (error) {
    return refusedByBank(error, fields, fieldOf);
  }
}

/** A teller opens a certificate for a customer. */
export const newCertificateScreen: ScreenModule<OpenData, Refused> = { load, act, View: OpenPage };
