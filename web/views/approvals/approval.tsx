import type { ReactElement } from 'react';
import { Link, redirect } from 'react-router';
import type { ApprovalView } from '../../../functions/contract/approvals.ts';
import { approvalDecisions } from '../../../functions/domain/approval.ts';
import type { Data, Port } from '../../client/port.ts';
import { Chip } from '../../ui/chip.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatDate } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { formState, refused, refusedByBank, type Refused } from '../shared/form.ts';
import { proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';
import { Decision } from './decision.tsx';
import { kindWords, stateWords } from './words.ts';

type ApprovalData = Data<'getApproval'>;
type Line = ApprovalView['effect'][number];

const columns: readonly Column<Line>[] = [
  { title: 'What changes', heads: true, cell: ({ what }) => what },
  { title: 'Before', align: 'end', cell: ({ before }) => before },
  { title: 'After', align: 'end', cell: ({ after }) => after },
];

function ApprovalPage(props: ScreenProps<ApprovalData, Refused>): ReactElement {
  const { approval, now, refusal } = props.data;
  const state = formState({}, props.result);
  return (
    <Page title={kindWords[approval.kind]} width="wide" lead={approval.subject} status={state.status}>
      <ErrorSummary problems={state.problems} />
      <p>
        <Chip {...stateWords[approval.state]} />
      </p>
      <Facts facts={factsOf(approval)} />
      {refusal === null ? null : (
        <Notice title="It could not be carried out now" tone="waiting">
          <p>{refusal}</p>
        </Notice>
      )}
      <DataTable
        caption={now === null ? 'Effect when it was asked for' : 'Effect as of now'}
        columns={columns}
        rows={now ?? approval.effect}
        keyOf={({ what }) => what}
      />
      <Decision approval={approval} session={props.session} state={state} />
    </Page>
  );
}

function factsOf(approval: ApprovalView): [string, ReactElement | string][] {
  const { requestedBy, requestedOn, expiresOn, reason, decidedBy, decidedOn, note, journalId } = approval;
  const facts: [string, ReactElement | string][] = [
    ['Asked for', `${formatDate(requestedOn)} by ${requestedBy}`],
    ['Reason', reason],
  ];
  if (approval.state === 'pending') facts.push(['Can be approved until', formatDate(expiresOn)]);
  if (decidedBy !== null && decidedOn !== null)
    facts.push(['Decided', `${formatDate(decidedOn)} by ${decidedBy}`]);
  if (note !== null && note !== '') facts.push(['Note', note]);
  if (approval.state === 'approved' && !approval.carriedOut)
    facts.push(['Carried out', 'Not yet: approve it once more']);
  if (journalId !== null) {
    const link = (
      <Link key="journal" to={`/journals/${journalId}`}>
        {journalId}
      </Link>
    );
    facts.push(['Journal', link]);
  }
  return facts;
}

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const approvalId = params['approvalId'] ?? '';
  const decision = approvalDecisions.find((each) => each === fields['_decision']);
  if (!decision) return refused([{ field: '', message: 'Choose what is to become of it.' }], fields);
  try {
    const input = { params: { approvalId }, body: { decision, note: fields['note'] ?? '' } };
    await port.write('decideApproval', input, proofOf(fields));
    return redirect(`/approvals/${approvalId}`, 303);
  } catch (error) {
    return refusedByBank(error, fields, { '/note': 'note' });
  }
}

/** One thing that somebody asked for: what it changes, and the decision of another person. */
export const approvalScreen: ScreenModule<ApprovalData, Refused> = {
  load: async (port, { params }) =>
    shown(await port.read('getApproval', { params: { approvalId: params['approvalId'] ?? '' } })),
  act,
  View: ApprovalPage,
};
