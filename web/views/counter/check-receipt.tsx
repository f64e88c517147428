import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import type { CheckDepositView } from '../../../functions/contract/checks.ts';
import { returnReasons } from '../../../functions/domain/check-deposit.ts';
import type { Port } from '../../client/port.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { Details } from '../../ui/details.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
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
import { checkKindWords, holdWords, returnWords } from './check-words.ts';

interface CheckData {
  readonly check: CheckDepositView;
  /** One key for the one return this page is for. */
  readonly idempotencyKey: string;
}

type Part = CheckDepositView['availability'][number];

const columns: readonly Column<Part>[] = [
  { title: 'From', heads: true, cell: ({ availableOn }) => formatDate(availableOn) },
  { title: 'Amount', align: 'end', beside: true, cell: ({ amount }) => <Money value={amount} /> },
  { title: 'Held longer because', cell: ({ reason }) => (reason === null ? '' : holdWords[reason]) },
];

function CheckPage(props: ScreenProps<CheckData, Refused>): ReactElement {
  const { check } = props.data;
  return (
    <Page title="Check deposited" status={props.result?.status ?? 200}>
      <ErrorSummary problems={props.result?.problems ?? []} />
      {check.returned === null ? null : (
        <Notice title="This check came back unpaid" tone="waiting">
          <p>
            It was returned on {formatDate(check.returned.on)}, and its amount taken out of the account again.
          </p>
        </Notice>
      )}
      <Card>
        <Facts facts={factsOf(check)} />
      </Card>
      {check.returned === null ? (
        <Section title="When it can be spent">
          <DataTable
            caption="Available from the start of a day"
            columns={columns}
            rows={check.availability}
            keyOf={({ availableOn }) => availableOn}
          />
        </Section>
      ) : null}
      <div className="lb-actions">
        <ButtonLink to={screens.counter.path} tone="primary">
          Next customer
        </ButtonLink>
      </div>
      {check.returned === null ? <ReturnForm {...props} /> : null}
    </Page>
  );
}

function factsOf(check: CheckDepositView): [string, ReactElement | string][] {
  const facts: [string, ReactElement | string][] = [
    ['Amount', <Money key="amount" value={check.amount} size="large" />],
    ['Account number', <Identifier key="account">{check.accountNumber}</Identifier>],
    ['Check', checkKindWords[check.kind]],
  ];
  if (check.reference !== '') facts.push(['Reference', check.reference]);
  facts.push(
    ['Balance afterwards', <Money key="balance" value={check.balanceAfter} />],
    ['Business date', formatDate(check.businessDate)],
    ['Collected', check.collectedOn === null ? 'Not yet' : formatDate(check.collectedOn)],
    ['Recorded', formatInstant(check.recordedAt)],
    ['Journal', <Identifier key="journal">{check.journalId}</Identifier>],
  );
  return facts;
}

const reasons = returnReasons.map((value) => ({ value, label: returnWords[value] }));

/** A check that came back, be it days later: a step further away than the next customer. */
function ReturnForm({ data, result, session }: ScreenProps<CheckData, Refused>): ReactElement {
  const state = formState({}, result);
  return (
    <Details summary="This check came back unpaid">
      <Form method="post" action={`/counter/checks/${data.check.journalId}`} className="lb-form" noValidate>
        <Proof session={session} idempotencyKey={state.fields['_idem'] ?? data.idempotencyKey} />
        <SelectField {...fieldProps(state, 'reason')} label="Why" options={reasons} required />
        <div className="lb-actions">
          <Submit tone="plain">Return it</Submit>
        </div>
      </Form>
    </Details>
  );
}

async function load(port: Port, { params }: Visit): Promise<Outcome<CheckData>> {
  const check = await port.read('getCheckDeposit', { params: { journalId: params['journalId'] ?? '' } });
  return shown({ check, idempotencyKey: crypto.randomUUID() });
}

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const journalId = params['journalId'] ?? '';
  const reason = returnReasons.find((each) => each === fields['reason']);
  if (!reason) return refused([{ field: 'reason', message: 'Choose why it came back.' }], fields);
  try {
    await port.write('returnCheck', { params: { journalId }, body: { reason } }, proofOf(fields));
    return redirect(`/counter/checks/${journalId}?returned=1`, 303);
  } catch (error) {
    return refusedByBank(error, fields);
  }
}

/** What the teller prints for the customer: when how much of the check can be spent. */
export const checkReceiptScreen: ScreenModule<CheckData, Refused> = { load, act, View: CheckPage };
