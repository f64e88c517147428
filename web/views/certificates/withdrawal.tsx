import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import * as z from 'zod';
import type { AccountView } from '../../../functions/contract/accounts.ts';
import { ProblemError } from '../../client/client.ts';
import type { Data, Port } from '../../client/port.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { SelectField, TextField } from '../../ui/fields.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { accountOption, isCertificate, isSpendable } from '../shared/account-option.ts';
import { optionalAmountText } from '../shared/amount.ts';
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
import { Quote, type Quoted } from './quote.tsx';

interface WithdrawalData {
  readonly customer: Data<'getCustomer'>['customer'];
  readonly certificate: AccountView;
  readonly maturesOn: string | undefined;
  /** Where the money can go. */
  readonly payees: readonly AccountView[];
  /** One key for the one withdrawal this page is for. */
  readonly idempotencyKey: string;
}

type Answer = Refused | Quoted;

function WithdrawalPage({ data, result, session }: ScreenProps<WithdrawalData, Answer>): ReactElement {
  const path = `/customers/${data.customer.id}/certificates/${data.certificate.id}/withdrawal`;
  if (result !== undefined && 'quote' in result)
    return (
      <Page title="Check the withdrawal" lead={leadOf(data)}>
        <Quote {...result} path={path} session={session} />
      </Page>
    );
  return (
    <Page title="Withdraw from a certificate" status={result?.status ?? 200} lead={leadOf(data)}>
      <ErrorSummary problems={result?.problems ?? []} />
      <AskForm data={data} session={session} path={path} refusal={result} />
    </Page>
  );
}

function leadOf({ certificate, customer, maturesOn }: WithdrawalData): string {
  const matures = maturesOn === undefined ? '' : `; it matures on ${formatDate(maturesOn)}`;
  const { name, number, balance } = certificate;
  return `${name} ${number} of ${customer.name}: ${formatMoney(balance)}${matures}.`;
}

interface AskProps extends Pick<ScreenProps<WithdrawalData>, 'data' | 'session'> {
  readonly path: string;
  readonly refusal: Refused | undefined;
}

function AskForm({ data, session, path, refusal }: AskProps): ReactElement {
  const state = formState({}, refusal);
  return (
    <Form method="post" action={path} className="lb-form" autoComplete="off" noValidate>
      <Proof session={session} idempotencyKey={state.fields['_idem'] ?? data.idempotencyKey} />
      <TextField
        {...fieldProps(state, 'amount')}
        label="Amount in dollars"
        hint="All of it, with its interest, where you leave this empty."
        inputMode="decimal"
      />
      <SelectField
        {...fieldProps(state, 'to')}
        label="To"
        options={data.payees.map(accountOption)}
        required
      />
      <div className="lb-actions">
        <Submit>See what it costs</Submit>
        <ButtonLink to={`/customers/${data.customer.id}`}>Cancel</ButtonLink>
      </div>
    </Form>
  );
}

const withdrawalFields = z.object({
  amount: optionalAmountText.refine((minor) => minor !== 0n, 'Enter an amount above zero.'),
  to: z.string().min(1, 'Choose where the money goes.'),
});

async function load(port: Port, { params }: Visit): Promise<Outcome<WithdrawalData>> {
  const customerId = params['customerId'] ?? '';
  const { customer, accounts } = await port.read('getCustomer', { params: { customerId } });
  const certificate = accounts.find(
    (account) => account.id === params['accountId'] && isCertificate(account),
  );
  if (!certificate) throw new ProblemError({ status: 404, code: 'not-found', detail: '', traceId: '' });
  const terms = await port.read('getInterest', { params: { accountId: certificate.id } });
  return shown({
    customer,
    certificate,
    maturesOn: terms.certificate?.maturesOn,
    payees: accounts.filter(isSpendable),
    idempotencyKey: crypto.randomUUID(),
  });
}

const fieldOf = { 'withdrawal-refused': 'amount', 'account-closed': 'to' };

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Answer> | Response> {
  const parsed = parseFields(withdrawalFields, fields);
  if (!parsed.ok) return refused(parsed.problems, fields);
  try {
    if (fields['_penalty'] === undefined) return await ask(port, params['accountId'] ?? '', fields);
    const body = { ...bodyOf(parsed.value), penalty: { minor: fields['_penalty'], currency: 'USD' } };
    const input = { params: { accountId: params['accountId'] ?? '' }, body };
    await port.write('withdrawCertificate', input, proofOf(fields));
    return redirect(`/customers/${params['customerId'] ?? ''}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, fieldOf);
  }
}

type Wish = z.output<typeof withdrawalFields>;

const bodyOf = ({
  amount,
  to,
}: Wish): { toAccountId: string; amount?: { minor: string; currency: string } } => ({
  toAccountId: to,
  ...(amount === undefined ? {} : { amount: { minor: amount.toString(), currency: 'USD' } }),
});

/** First step: what it costs. Nothing is withdrawn yet. */
async function ask(port: Port, accountId: string, fields: Fields): Promise<Outcome<Quoted>> {
  const body = { ...bodyOf(withdrawalFields.parse(fields)), dryRun: true };
  const quote = await port.write('withdrawCertificate', { params: { accountId }, body }, proofOf(fields));
  if (quote.status !== 'quoted') throw new Error('The bank withdrew what was only asked about');
  return shown({ quote, fields });
}

/** A teller withdraws from a certificate before it matures: what it costs first, and then that. */
export const withdrawalScreen: ScreenModule<WithdrawalData, Answer> = { load, act, View: WithdrawalPage };
