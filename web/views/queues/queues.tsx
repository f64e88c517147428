import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { QueueView } from '../../../functions/contract/queues.ts';
import { Chip } from '../../ui/chip.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { queueTitles } from './names.ts';

interface QueuesData {
  readonly queues: readonly QueueView[];
}

const columns: readonly Column<QueueView>[] = [
  {
    title: 'Queue',
    heads: true,
    cell: ({ name }) => <Link to={`/queues/${name}`}>{queueTitles[name]}</Link>,
  },
  {
    title: 'State',
    beside: true,
    cell: ({ deadLetters }) =>
      deadLetters > 0 ? <Chip label="Dead letters" tone="failed" /> : <Chip label="In order" tone="good" />,
  },
  { title: 'Waiting', align: 'end', cell: ({ waiting }) => String(waiting) },
  { title: 'Delayed', align: 'end', cell: ({ delayed }) => String(delayed) },
  { title: 'In flight', align: 'end', cell: ({ inFlight }) => String(inFlight) },
  { title: 'Dead letters', align: 'end', cell: ({ deadLetters }) => String(deadLetters) },
];

function QueuesPage({ data: { queues } }: ScreenProps<QueuesData>): ReactElement {
  return (
    <Page
      title="Queues"
      width="wide"
      lead="Between schedules, requests and those who do the work. What used up its attempts is a dead letter."
    >
      <DataTable caption="Queues" columns={columns} rows={queues} keyOf={({ name }) => name} />
    </Page>
  );
}

/** What waits, is under way, and used up its attempts, for each queue. */
export const queuesScreen: ScreenModule<QueuesData> = {
  load: async (port) => shown({ queues: (await port.read('listQueues', {})).items }),
  View: QueuesPage,
};
