import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { ApprovalView } from '../../../functions/contract/approvals.ts';
import { Chip } from '../../ui/chip.tsx';
import { formatDate } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { kindWords, stateWords } from './words.ts';

interface ApprovalsData {
  readonly pending: readonly ApprovalView[];
  readonly over: readonly ApprovalView[];
}

const subject: Column<ApprovalView> = {
  title: 'About',
  heads: true,
  typed: true,
  cell: ({ id, subject: text }) => <Link to={`/approvals/${id}`}>{text}</Link>,
};
const kind: Column<ApprovalView> = { title: 'What', cell: (each) => kindWords[each.kind] };
const by: Column<ApprovalView> = { title: 'Asked for by', cell: ({ requestedBy }) => requestedBy };

const pendingColumns: readonly Column<ApprovalView>[] = [
  subject,
  kind,
  by,
  { title: 'On', cell: ({ requestedOn }) => formatDate(requestedOn) },
  { title: 'Until', cell: ({ expiresOn }) => formatDate(expiresOn) },
];

const overColumns: readonly Column<ApprovalView>[] = [
  subject,
  { title: 'State', beside: true, cell: ({ state }) => <Chip {...stateWords[state]} /> },
  kind,
  by,
  { title: 'Decided by', cell: ({ decidedBy }) => decidedBy ?? 'Nobody' },
  {
    title: 'On',
    cell: ({ decidedOn, expiresOn }) => formatDate(decidedOn ?? expiresOn),
  },
];

function ApprovalsPage({ data: { pending, over } }: ScreenProps<ApprovalsData>): ReactElement {
  return (
    <Page title="Approvals" width="wide" lead="What one person asks for and another decides on.">
      {pending.length === 0 ? (
        <Empty title="Nothing waits for a decision" />
      ) : (
        <DataTable
          caption="Waiting for a second person"
          columns={pendingColumns}
          rows={pending}
          keyOf={({ id }) => id}
        />
      )}
      {over.length === 0 ? null : (
        <Section title="Decided">
          <DataTable caption="What became of it" columns={overColumns} rows={over} keyOf={({ id }) => id} />
        </Section>
      )}
    </Page>
  );
}

/** What waits for the decision of another person, and what became of the rest. */
export const approvalsScreen: ScreenModule<ApprovalsData> = {
  load: async (port) => {
    const [pending, over] = await Promise.all([
      port.read('listApprovals', { query: { which: 'pending' } }),
      port.read('listApprovals', { query: { which: 'over' } }),
    ]);
    return shown({ pending: pending.items, over: over.items });
  },
  View: ApprovalsPage,
};
