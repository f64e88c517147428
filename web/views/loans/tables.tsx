import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { LoanView } from '../../../functions/contract/loans.ts';
import { Chip } from '../../ui/chip.tsx';
import { formatDate } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';

type Payment = LoanView['payments'][number];
type Installment = LoanView['installments'][number];

const kindNames: Record<Payment['kind'], string> = {
  collection: 'Collected',
  payment: 'Paid',
  principal: 'Principal',
  payoff: 'Paid off',
  recovery: 'Recovered',
};

const whatOf = ({ kind, takenBackOn }: Payment): string =>
  takenBackOn === null ? kindNames[kind] : `${kindNames[kind]}, taken back ${formatDate(takenBackOn)}`;

const paymentColumns: readonly Column<Payment>[] = [
  { title: 'Date', heads: true, cell: ({ businessDate }) => formatDate(businessDate) },
  { title: 'What', cell: whatOf },
  { title: 'Paid, USD', align: 'end', beside: true, cell: ({ amount }) => <Amount value={amount} /> },
  { title: 'Interest', align: 'end', cell: ({ interest }) => <Amount value={interest} /> },
  { title: 'Principal', align: 'end', cell: ({ principal }) => <Amount value={principal} /> },
  { title: 'Late fees', align: 'end', cell: ({ lateFee }) => <Amount value={lateFee} /> },
];

/** What was paid and what each payment paid, latest first. */
export function PaymentTable({ payments }: { readonly payments: readonly Payment[] }): ReactElement {
  return (
    <DataTable
      caption="Payments, latest first"
      columns={paymentColumns}
      rows={payments}
      keyOf={({ id }) => id}
    />
  );
}

const states: Record<Installment['state'], { label: string; tone: 'good' | 'waiting' | 'failed' }> = {
  paid: { label: 'paid', tone: 'good' },
  part: { label: 'paid in part', tone: 'waiting' },
  due: { label: 'due', tone: 'waiting' },
  coming: { label: 'coming', tone: 'good' },
};

const scheduleColumns: readonly Column<Installment>[] = [
  { title: 'Number', cell: ({ n }) => String(n) },
  { title: 'Due', heads: true, cell: ({ dueOn }) => formatDate(dueOn) },
  { title: 'State', beside: true, cell: ({ state }) => <Chip {...states[state]} /> },
  { title: 'Payment, USD', align: 'end', cell: ({ payment }) => <Amount value={payment} /> },
  { title: 'Interest', align: 'end', cell: ({ interest }) => <Amount value={interest} /> },
  { title: 'Principal', align: 'end', cell: ({ principal }) => <Amount value={principal} /> },
  { title: 'Balance after', align: 'end', cell: ({ balanceAfter }) => <Amount value={balanceAfter} /> },
];

const shownAtFirst = 6;

/** The schedule as it was agreed: the next installments, or all of them where that is asked for. */
export function ScheduleTable({
  loan,
  whole,
}: {
  readonly loan: LoanView;
  readonly whole: boolean;
}): ReactElement {
  const open = loan.installments.filter(({ state }) => state !== 'paid').slice(0, shownAtFirst);
  const rows = whole ? loan.installments : open;
  const caption = whole ? 'Schedule as agreed' : 'Next installments as agreed';
  return (
    <Section title="Schedule">
      <DataTable caption={caption} columns={scheduleColumns} rows={rows} keyOf={({ n }) => String(n)} />
      <p>
        {whole ? (
          <Link to={`/loans/${loan.accountId}`}>Show the next installments</Link>
        ) : (
          <Link to={`/loans/${loan.accountId}?schedule=all`}>
            Show all {loan.installments.length} installments
          </Link>
        )}
      </p>
    </Section>
  );
}
