import type { ReactElement } from 'react';
import { Form, redirect } from 'react-router';
import type { DayStepView, DayView, ReconciliationView } from '../../../functions/contract/days.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { Data, Port } from '../../client/port.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';
import { DayStatus, stepNames } from './status.tsx';
import { whatItDid } from './what-it-did.ts';

type DayData = Data<'getDay'>;

const stepColumns: readonly Column<DayStepView>[] = [
  { title: 'Step', heads: true, cell: ({ step }) => stepNames[step] ?? step },
  {
    title: 'Done',
    cell: ({ finishedAt }) => (finishedAt === null ? 'not yet' : formatInstant(finishedAt)),
  },
  { title: 'Seconds', align: 'end', cell: ({ seconds }) => (seconds === null ? '' : seconds.toFixed(2)) },
  { title: 'What it did', cell: ({ result }) => whatItDid(result) },
];

const reconciliationColumns: readonly Column<ReconciliationView>[] = [
  { title: 'Ledger account', heads: true, cell: ({ ledgerAccount, name }) => `${ledgerAccount} ${name}` },
  { title: 'Should be', align: 'end', cell: ({ expected }) => <Amount value={expected} /> },
  { title: 'Is', align: 'end', cell: ({ actual }) => <Amount value={actual} /> },
  {
    title: 'Difference',
    align: 'end',
    beside: true,
    cell: ({ difference }) => <Amount value={difference} />,
  },
  { title: 'Open since', cell: ({ openSince }) => (openSince === null ? '' : formatDate(openSince)) },
];

function DayPage({ data, result, session }: ScreenProps<DayData, Refused>): ReactElement {
  const { day, steps, reconciliation } = data;
  return (
    <Page title={formatDate(day.date)} width="wide" status={result?.status ?? 200}>
      <ErrorSummary problems={result?.problems ?? []} />
      <p>
        <DayStatus day={day} />
      </p>
      <EndOfDay day={day} session={session} />
      <DataTable caption="Steps" columns={stepColumns} rows={steps} keyOf={({ step }) => step} />
      <Section title="Reconciliation">
        {reconciliation.length === 0 ? (
          <Empty title="Nothing has been reconciled">
            <p>Control accounts are held against their accounts when the day ends.</p>
          </Empty>
        ) : (
          <DataTable
            caption="Control accounts and suspense"
            columns={reconciliationColumns}
            rows={reconciliation}
            keyOf={({ kind, ledgerAccount }) => `${kind} ${ledgerAccount}`}
          />
        )}
      </Section>
    </Page>
  );
}

function EndOfDay({
  day,
  session,
}: {
  readonly day: DayView;
  readonly session: SessionView;
}): ReactElement | null {
  if (day.status === 'over') return null;
  if (day.status === 'ending') {
    return (
      <div data-live>
        <Notice title="This day is being ended" tone="waiting">
          <p>{`${day.done} of ${day.of} steps are done.`}</p>
          <progress className="lb-progress" aria-label="Steps done" value={day.done} max={day.of} />
          <div className="lb-actions">
            <ButtonLink to={`/days/${day.date}`}>Look again</ButtonLink>
          </div>
        </Notice>
      </div>
    );
  }
  if (!session.permissions.includes('day:end')) return null;
  return (
    <Form method="post" action={`/days/${day.date}`} className="lb-form" noValidate>
      <Proof session={session} />
      <div className="lb-actions">
        <Submit>End this day</Submit>
      </div>
    </Form>
  );
}

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const date = params['date'] ?? '';
  try {
    await port.write('endDay', { params: { date } }, proofOf(fields));
    return redirect(`/days/${date}`, 303);
  } catch (error) {
    return refusedByBank(error, fields);
  }
}

/** The end of one business date: its steps, what was reconciled, and the button that asks for it. */
export const dayScreen: ScreenModule<DayData, Refused> = {
  load: async (port, { params }) =>
    shown(await port.read('getDay', { params: { date: params['date'] ?? '' } })),
  act,
  View: DayPage,
};
