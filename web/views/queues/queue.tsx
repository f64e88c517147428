import type { ReactElement } from 'react';
import { Form, Link, redirect } from 'react-router';
import type { DeadLetterView, QueueView } from '../../../functions/contract/queues.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import type { QueueName } from '../../../functions/domain/queue.ts';
import type { Data, Port } from '../../client/port.ts';
import { ButtonLink, Submit } from '../../ui/buttons.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatInstant } from '../../ui/format.ts';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { refusedByBank, type Refused } from '../shared/form.ts';
import { Proof, proofOf } from '../shared/hidden.tsx';
import {
  shown,
  type Outcome,
  type ScreenModule,
  type ScreenProps,
  type Submission,
} from '../shared/screen-module.ts';
import { letterPlace, letterTitle, queueTitles } from './names.ts';

interface QueueData extends Data<'getQueue'> {
  /** Somebody has pressed the button that asks whether they mean it. */
  readonly asked: boolean;
}

/** The API knows which there are. */
const queueOf = (text = ''): QueueName => text as QueueName;

const placeOf = (name: QueueName): string => `/queues/${name}`;

const columnsOf = (queue: QueueName): readonly Column<DeadLetterView>[] => [
  {
    title: 'What it asked for',
    heads: true,
    cell: (letter) => {
      const place = letterPlace(queue, letter);
      return place === undefined ? letterTitle(letter) : <Link to={place}>{letterTitle(letter)}</Link>;
    },
  },
  { title: 'Sent', cell: ({ sentAt }) => formatInstant(sentAt) },
  { title: 'Attempts', align: 'end', cell: ({ attempts }) => String(attempts) },
  {
    title: 'Why it failed',
    typed: true,
    cell: ({ problem }) => problem?.detail ?? 'Its function’s log tells why.',
  },
];

function QueuePage({ data, result, session }: ScreenProps<QueueData, Refused>): ReactElement {
  const { queue, letters } = data;
  return (
    <Page title={`Queue: ${queueTitles[queue.name]}`} width="wide" status={result?.status ?? 200}>
      <p>
        <Link to={screens.queues.path}>All queues</Link>
      </p>
      <ErrorSummary problems={result?.problems ?? []} />
      <Facts
        layout="tiles"
        facts={[
          ['Waiting', String(queue.waiting)],
          ['Delayed', String(queue.delayed)],
          ['In flight', String(queue.inFlight)],
          ['Dead letters', String(queue.deadLetters)],
        ]}
      />
      <Letters queue={queue} letters={letters} />
      {session.permissions.includes('queue:redrive') ? <WayBack data={data} session={session} /> : null}
    </Page>
  );
}

function Letters({ queue, letters }: Pick<QueueData, 'queue' | 'letters'>): ReactElement {
  if (queue.deadLetters === 0) {
    return (
      <Empty title="No dead letters">
        <p>What uses up its attempts appears here, with the reason.</p>
      </Empty>
    );
  }
  const more = queue.deadLetters - letters.length;
  return (
    <>
      <DataTable
        caption="Dead letters, the oldest first"
        columns={columnsOf(queue.name)}
        rows={letters}
        keyOf={({ id }) => id}
      />
      {more > 0 ? <p>{`${more} more are not shown.`}</p> : null}
    </>
  );
}

interface WayBackProps {
  readonly data: QueueData;
  readonly session: SessionView;
}

/** In two steps, because what goes back while its cause is there only uses up its attempts again. */
function WayBack({ data: { queue, asked }, session }: WayBackProps): ReactElement | null {
  if (queue.deadLetters === 0) return null;
  if (!asked) {
    return (
      <div className="lb-actions">
        <ButtonLink to={`${placeOf(queue.name)}?step=send-back`}>Send them back</ButtonLink>
      </div>
    );
  }
  return (
    <Notice title={questionOf(queue)} tone="waiting">
      <p>Each is tried anew. While its cause is there, it ends here again.</p>
      <Form method="post" action={placeOf(queue.name)} className="lb-form" noValidate>
        <Proof session={session} />
        <div className="lb-actions">
          <Submit>The cause is gone: send back</Submit>
          <ButtonLink to={placeOf(queue.name)}>Leave them here</ButtonLink>
        </div>
      </Form>
    </Notice>
  );
}

const questionOf = ({ deadLetters }: QueueView): string =>
  deadLetters === 1 ? 'Send 1 dead letter back?' : `Send ${deadLetters} dead letters back?`;

async function act(port: Port, { params, fields }: Submission): Promise<Outcome<Refused> | Response> {
  const queue = queueOf(params['queue']);
  try {
    await port.write('redriveQueue', { params: { queue } }, proofOf(fields));
    return redirect(placeOf(queue), 303);
  } catch (error) {
    return refusedByBank(error, fields);
  }
}

/** One queue with its dead letters; administrators send them back here. */
export const queueScreen: ScreenModule<QueueData, Refused> = {
  load: async (port, { params, url }) => {
    const page = await port.read('getQueue', { params: { queue: queueOf(params['queue']) } });
    return shown({ ...page, asked: url.searchParams.get('step') === 'send-back' });
  },
  act,
  View: QueuePage,
};
