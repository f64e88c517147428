import type { ReactElement } from 'react';
import { redirect } from 'react-router';
import { ProblemError } from '../../client/client.ts';
import type { Data, Port } from '../../client/port.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { screens } from '../screens.ts';
import { amountText } from '../shared/amount.ts';
import { refused, refusedByBank, type Refused } from '../shared/form.ts';
import { isProofMissing, proveFirst } from '../shared/guard.ts';
import { proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Fields,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
  type Visit,
} from '../shared/screen-module.ts';
import { DatesTable } from './dates-table.tsx';
import { OrderChanges } from './order-changes.tsx';
import { RunsTable } from './runs-table.tsx';
import { endWords, frequencyWords, holidayWords, statusChips } from './words.ts';

interface PaymentData extends Data<'getStandingOrder'> {
  /** What was done right before, from the address. */
  readonly done: string | null;
  /** An amount that was typed here before a proof had to be given elsewhere. */
  readonly typedAmount: string | null;
}

const doneWords: Readonly<Partial<Record<string, string>>> = {
  set: 'Your standing order is set up',
  pause: 'It is paused',
  resume: 'It goes on',
  skip: 'The next date is skipped',
  cancel: 'It is cancelled',
  amend: 'The amount is changed',
};

function PaymentPage({ data, result, session }: ScreenProps<PaymentData, Refused>): ReactElement {
  const { order, upcoming, runs } = data;
  const done = result === undefined ? doneWords[data.done ?? ''] : undefined;
  return (
    <Page title="Standing order" width="wide" status={result?.status ?? 200}>
      <ErrorSummary problems={result?.problems ?? []} />
      {done === undefined ? null : <Notice title={done} />}
      {data.done === 'moved' ? (
        <Notice title="Look at it again" tone="waiting">
          <p>This order has changed since you looked, so nothing was done. This is how it stands now.</p>
        </Notice>
      ) : null}
      <Card>
        <Facts facts={factsOf(order)} />
      </Card>
      <OrderChanges order={order} session={session} result={result} typedAmount={data.typedAmount} />
      <Dates upcoming={upcoming} runs={runs} />
      <div className="lb-actions">
        <ButtonLink to={screens.payments.path}>Back to your payments</ButtonLink>
      </div>
    </Page>
  );
}

function Dates({ upcoming, runs }: Pick<PaymentData, 'upcoming' | 'runs'>): ReactElement {
  return (
    <>
      {upcoming.length === 0 ? null : (
        <Section title="What comes next">
          <DatesTable dates={upcoming} />
        </Section>
      )}
      {runs.length === 0 ? null : (
        <Section title="What became of it so far">
          <RunsTable runs={runs} />
        </Section>
      )}
    </>
  );
}

function factsOf(order: PaymentData['order']): [string, ReactElement | string][] {
  const facts: [string, ReactElement | string][] = [
    ['Amount', <Money key="amount" value={order.amount} size="large" />],
    ['State', <Chip key="state" {...statusChips[order.status]} />],
    ['From account', <Identifier key="from">{order.fromNumber}</Identifier>],
    ['To account', <Identifier key="to">{order.toNumber}</Identifier>],
    ['How often', frequencyWords[order.frequency]],
    ['First payment on', formatDate(order.startsOn)],
  ];
  if (order.frequency !== 'once') facts.push(['It ends', endWords(order.ends)]);
  facts.push(['Holidays', holidayWords[order.holidayRule]]);
  if (order.reference !== '') facts.push(['Reference', order.reference]);
  if (order.next !== null && order.attempts > 0) {
    const tried = order.attempts === 1 ? 'once' : 'twice';
    facts.push(['Not paid yet', `Tried ${tried}; tried again on ${formatDate(order.next.runsOn)}`]);
  }
  return facts;
}

async function load(port: Port, { params, url }: Visit): Promise<Outcome<PaymentData>> {
  const read = await port.read('getStandingOrder', { params: { standingOrderId: params['orderId'] ?? '' } });
  const { searchParams } = url;
  return shown({ ...read, done: searchParams.get('done'), typedAmount: searchParams.get('amount') });
}

type Change = 'pause' | 'resume' | 'cancel' | 'skip' | 'amend';
const isChange = (text: string): text is Change => text !== 'set' && Object.hasOwn(doneWords, text);

interface ChangeBody {
  readonly change: Change;
  readonly version: number;
  readonly amount?: { readonly minor: string; readonly currency: string };
}

/** What the form asks for, or what is wrong with it. */
function bodyOf(fields: Fields): ChangeBody | Outcome<Refused> {
  const asked = fields['change'] ?? '';
  const version = Number(fields['_version']);
  if (!isChange(asked)) return refused([{ field: '', message: 'Choose what to change.' }], fields);
  if (asked !== 'amend') return { change: asked, version };
  const amount = amountText.safeParse(fields['amount'] ?? '');
  if (!amount.success) {
    const message = amount.error.issues[0]?.message ?? 'Enter an amount.';
    return refused([{ field: 'amount', message }], fields);
  }
  const money = { minor: amount.data.toString(), currency: fields['_currency'] ?? 'USD' };
  return { change: 'amend', version, amount: money };
}

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const orderId = params['orderId'] ?? '';
  const body = bodyOf(fields);
  if ('value' in body) return body;
  try {
    await change(port, { orderId, body, csrf: proofOf(fields).csrf });
    return redirect(`/payments/${orderId}?done=${body.change}`, 303);
  } catch (error) {
    // The page shows the order anew: what stood on it can't be asked for again.
    if (error instanceof ProblemError && error.code === 'standing-order-changed') {
      return redirect(`/payments/${orderId}?done=moved`, 303);
    }
    if (isProofMissing(error))
      return proveFirst(`/payments/${orderId}?amount=${encodeURIComponent(fields['amount'] ?? '')}`);
    return refusedByBank(error, fields);
  }
}

function change(
  port: Port,
  { orderId, body, csrf }: { orderId: string; body: ChangeBody; csrf: string },
): Promise<Data<'changeStandingOrder'>> {
  return port.write('changeStandingOrder', { params: { standingOrderId: orderId }, body }, { csrf });
}

/** One standing order: what it says, what comes next, what became of it, and what can be done with it. */
export const paymentScreen: ScreenModule<PaymentData, Refused> = { load, act, View: PaymentPage };
