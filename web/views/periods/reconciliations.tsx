import type { ReactElement } from 'react';
import { Form } from 'react-router';
import type { ReconciliationView } from '../../../functions/contract/periods.ts';
import type { SessionView } from '../../../functions/contract/session.ts';
import { Submit } from '../../ui/buttons.tsx';
import { Chip } from '../../ui/chip.tsx';
import { formatDate, formatInstant, formatMoney } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { Proof } from '../shared/hidden.tsx';

interface ReconciliationsProps {
  readonly month: string;
  readonly found: readonly ReconciliationView[];
  readonly session: SessionView;
}

/** Whether the books agreed at the month's end, and whenever somebody looked again. */
export function Reconciliations({ month, found, session }: ReconciliationsProps): ReactElement {
  return (
    <Section title="Reconciliation">
      <DataTable
        caption="Control accounts and interest, the latest first"
        columns={columns}
        rows={found.map((each, index) => [index, each] as const)}
        keyOf={([index]) => String(index)}
      />
      {session.permissions.includes('period:change') ? (
        <Form method="post" action={`/periods/${month}`}>
          <Proof session={session} />
          <div className="lb-actions">
            <Submit name="_reconcile" value="again" tone="plain">
              Reconcile again
            </Submit>
          </div>
        </Form>
      ) : null}
    </Section>
  );
}

const columns: readonly Column<readonly [number, ReconciliationView]>[] = [
  { title: 'Looked at', heads: true, cell: ([, { recordedAt }]) => formatInstant(recordedAt) },
  {
    title: 'Agrees',
    beside: true,
    cell: ([, { differences }]) =>
      differences.length === 0 ? <Chip label="Yes" tone="good" /> : <Chip label="No" tone="failed" />,
  },
  { title: 'Books of', cell: ([, { businessDate }]) => formatDate(businessDate) },
  { title: 'By', cell: ([, { by }]) => by ?? 'the end of the day' },
  {
    title: 'What differs',
    cell: ([, { differences }]) => differences.map(differenceText).join('; ') || 'nothing',
  },
];

function differenceText({
  ledgerAccount,
  expected,
  ledger,
}: ReconciliationView['differences'][number]): string {
  return `${ledgerAccount} stands at ${formatMoney(ledger)}, its accounts at ${formatMoney(expected)}`;
}
