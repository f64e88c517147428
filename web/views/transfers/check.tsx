import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import type { TransferPreviewView } from '../../../functions/contract/transfers.ts';
import { posted, ProblemError } from '../../client/client.ts';
import type { Port } from '../../client/port.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { Money } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Steps } from '../../ui/steps.tsx';
import { refused, refusedByBank, type Parsed, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
  type Visit,
} from '../shared/screen-module.ts';
import { readAffordable, readTransferForm, type Transfer } from './form.ts';
import { paidAs } from './paid-as.ts';
import { previewOf } from './preview.ts';
import { transferSteps } from './steps.ts';

interface CheckData {
  readonly draftId: string;
  readonly draft: Parsed<Transfer>;
  /** The ledger has said so; it may be out of reach. */
  readonly isUnpaid: boolean;
  /** What the transfer would do; null while the ledger can't say. */
  readonly preview: TransferPreviewView | null;
  /** The accounts have moved since the viewer saw what would be done. */
  readonly hasMoved: boolean;
}

function CheckPage({ data, result, session }: ScreenProps<CheckData, Refused>): ReactElement {
  const { draft, draftId } = data;
  const change = `/transfers/new?draft=${draftId}`;
  if (!draft.ok) {
    return (
      <Page title="Check your transfer" status={422}>
        <Notice title="This can’t be paid as it stands" tone="error">
          {draft.problems.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </Notice>
        <ButtonLink to={change}>Change it</ButtonLink>
      </Page>
    );
  }
  return (
    <Page title="Check your transfer" status={result?.status ?? 200} lead={leadOf(data, result)}>
      <Steps label="Steps of a transfer" steps={transferSteps} current={1} />
      <ErrorSummary problems={result?.problems ?? []} />
      {data.hasMoved ? <MovedNotice /> : null}
      <Card>
        <TransferFacts transfer={draft.value} preview={data.preview} />
      </Card>
      <Form method="post" action={`/transfers/check/${draftId}`} className="lb-actions">
        <Proof session={session} idempotencyKey={draftId} />
        <input type="hidden" name="_preview" value={tokenOf(data, result)} />
        <Submit>Pay</Submit>
        {/* Another draft would be another payment, while this one may have been made. */}
        {result?.status === 503 ? null : <ButtonLink to={change}>Change</ButtonLink>}
      </Form>
    </Page>
  );
}

function MovedNotice(): ReactElement {
  return (
    <Notice title="Look at it again" tone="waiting">
      <p>
        Money has moved on one of the accounts since you looked, so nothing was paid. This is what the
        transfer would do now.
      </p>
    </Notice>
  );
}

/** A form that is sent again insists on what was shown when it was sent first. */
const tokenOf = ({ preview }: CheckData, result: Refused | undefined): string =>
  result?.fields['_preview'] ?? preview?.previewToken ?? '';

const leadOf = ({ isUnpaid }: CheckData, result: Refused | undefined): string =>
  isUnpaid && result?.status !== 503
    ? 'Nothing has been paid yet.'
    : 'This has not gone through yet as far as we know.';

interface TransferFactsProps {
  readonly transfer: Transfer;
  readonly preview: TransferPreviewView | null;
}

function TransferFacts({ transfer, preview }: TransferFactsProps): ReactElement {
  const { from, to, amount, reference } = transfer;
  const facts: [string, ReactElement | string][] = [
    ['Amount', <Money key="amount" value={amount} size="large" />],
    ['From', `${from.name} ${from.number}`],
    ['To', <Identifier key="to">{to}</Identifier>],
  ];
  if (reference !== '') facts.push(['Reference', reference]);
  if (preview !== null) {
    const payee = preview.toOwnAccount
      ? 'Another account of yours'
      : 'An open account at this bank, not yours';
    facts.push(['Payee', payee], ['After this transfer', <Money key="after" value={preview.balanceAfter} />]);
  }
  return <Facts facts={facts} />;
}

type Draft = Pick<CheckData, 'draftId' | 'draft'>;

async function draftOf(port: Port, { params }: Visit, read: typeof readTransferForm): Promise<Draft> {
  const draftId = params['draftId'] ?? '';
  const [draft, { items }] = await Promise.all([
    port.read('getDraft', { params: { draftId } }),
    port.read('listAccounts', {}),
  ]);
  return { draftId, draft: read(draft.fields, items) };
}

/** What was paid is not shown as if it could be paid again. */
async function load(port: Port, visit: Visit): Promise<Outcome<CheckData> | Response> {
  const paid = await paidAs(port, visit.params['draftId'] ?? '');
  if (typeof paid === 'string') return redirect(`/transfers/${paid}`);
  const { draftId, draft } = await draftOf(port, visit, readAffordable);
  const check = { draftId, isUnpaid: paid === null, hasMoved: visit.url.searchParams.has('moved') };
  if (!draft.ok) return shown({ ...check, draft, preview: null }, 422);
  try {
    const preview = await previewOf(port, visit.session.csrfToken, draft.value);
    return shown({ ...check, draft, preview });
  } catch (error) {
    const { problems } = refusedByBank(error, {}).value;
    return shown({ ...check, draft: { ok: false, problems }, preview: null }, 422);
  }
}

/** The draft's id is the key of the payment: however often this is sent, it is paid once. */
async function act(port: Port, submission: Submission): Promise<Outcome<Refused> | Response> {
  const { fields } = submission;
  try {
    const { draft, draftId } = await draftOf(port, submission, readTransferForm);
    if (!draft.ok) return refused(draft.problems, fields);
    const { from, to, amount, reference } = draft.value;
    const shownAs = fields['_preview'] ?? '';
    const insisting = shownAs === '' ? {} : { previewToken: shownAs };
    const body = { fromAccountId: from.id, to, amount, reference, ...insisting };
    const proof = { ...proofOf(fields), idempotencyKey: draftId };
    const { id } = posted(await port.write('transferFunds', { body }, proof));
    return redirect(`/transfers/${id}`, 303);
  } catch (error) {
    if (isOutdated(error))
      return redirect(`/transfers/check/${submission.params['draftId'] ?? ''}?moved=1`, 303);
    return refusedByBank(error, fields);
  }
}

const isOutdated = (error: unknown): boolean =>
  error instanceof ProblemError && error.code === 'preview-outdated';

/** Second step: what exactly is about to be paid, from which account to which. */
export const transferCheckScreen: ScreenModule<CheckData, Refused> = { load, act, View: CheckPage };
