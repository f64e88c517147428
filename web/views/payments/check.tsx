import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import type { Data, Port } from '../../client/port.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { Money } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Steps } from '../../ui/steps.tsx';
import { refused, refusedByBank, type Parsed, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import { readDeposits } from '../shared/deposits.ts';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
  type Visit,
} from '../shared/screen-module.ts';
import { DatesTable } from './dates-table.tsx';
import { fieldOfRefusal, readPaymentForm, type Payment } from './form.ts';
import { paymentSteps } from './steps.ts';
import { endWords, frequencyWords, holidayWords } from './words.ts';

type Preview = Data<'previewStandingOrder'>;

interface CheckData {
  readonly draftId: string;
  readonly checked: Parsed<{ readonly payment: Payment; readonly preview: Preview }>;
}

const title = 'Check your standing order';

function CheckPage({ data, result, session }: ScreenProps<CheckData, Refused>): ReactElement {
  const { checked, draftId } = data;
  const change = `/payments/new?draft=${draftId}`;
  if (!checked.ok) {
    return (
      <Page title={title} status={422}>
        <Notice title="This can’t be set up as it stands" tone="error">
          {checked.problems.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </Notice>
        <ButtonLink to={change}>Change it</ButtonLink>
      </Page>
    );
  }
  const { payment, preview } = checked.value;
  return (
    <Page title={title} status={result?.status ?? 200} lead="It begins once you set it up.">
      <Steps label="Steps of a standing order" steps={paymentSteps} current={1} />
      <ErrorSummary problems={result?.problems ?? []} />
      <Card>
        <Facts facts={factsOf(payment, preview)} />
      </Card>
      <Section title="When it is paid">
        <DatesTable dates={preview.upcoming} />
      </Section>
      <Form method="post" action={`/payments/check/${draftId}`} className="lb-actions">
        <Proof session={session} idempotencyKey={draftId} />
        <Submit>Set it up</Submit>
        {/* Another draft would be another order, while this one may have been set up. */}
        {result?.status === 503 ? null : <ButtonLink to={change}>Change</ButtonLink>}
      </Form>
    </Page>
  );
}

function factsOf({ from, body }: Payment, preview: Preview): [string, ReactElement | string][] {
  const facts: [string, ReactElement | string][] = [
    ['Amount', <Money key="amount" value={body.amount} size="large" />],
    ['From', `${from.name} ${from.number}`],
    ['To', <Identifier key="to">{preview.toNumber}</Identifier>],
    ['Payee', preview.toOwnAccount ? 'Another account of yours' : 'An open account at this bank, not yours'],
    ['How often', frequencyWords[body.frequency]],
  ];
  if (body.frequency !== 'once') facts.push(['It ends', endWords(body.ends)]);
  facts.push(['Holidays', holidayWords[body.holidayRule]]);
  if (body.reference !== '') facts.push(['Reference', body.reference]);
  return facts;
}

async function paymentOf(port: Port, draftId: string): Promise<Parsed<Payment>> {
  const [draft, accounts] = await Promise.all([
    port.read('getDraft', { params: { draftId } }),
    readDeposits(port),
  ]);
  return readPaymentForm(draft.fields, accounts);
}

async function load(port: Port, { params, session }: Visit): Promise<Outcome<CheckData>> {
  const draftId = params['draftId'] ?? '';
  const payment = await paymentOf(port, draftId);
  if (!payment.ok) return shown({ draftId, checked: payment }, 422);
  try {
    const { body } = payment.value;
    const preview = await port.write('previewStandingOrder', { body }, { csrf: session.csrfToken ?? '' });
    return shown({ draftId, checked: { ok: true, value: { payment: payment.value, preview } } });
  } catch (error) {
    const { value, status } = refusedByBank(error, {}, fieldOfRefusal);
    if (status === 503) throw error;
    return shown({ draftId, checked: { ok: false, problems: value.problems } }, 422);
  }
}

/** The draft's id is the key of the order: however often this is sent, it is set up once. */
async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const draftId = params['draftId'] ?? '';
  try {
    const payment = await paymentOf(port, draftId);
    if (!payment.ok) return refused(payment.problems, fields);
    const proof = { ...proofOf(fields), idempotencyKey: draftId };
    const { id } = await port.write('setStandingOrder', { body: payment.value.body }, proof);
    return redirect(`/payments/${id}?done=set`, 303);
  } catch (error) {
    return refusedByBank(error, fields);
  }
}

/** Second step: what exactly will be paid, on which dates. */
export const paymentCheckScreen: ScreenModule<CheckData, Refused> = { load, act, View: CheckPage };
