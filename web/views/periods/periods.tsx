import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { PeriodChangeView, PeriodView } from '../../../functions/contract/periods.ts';
import type { Data } from '../../client/port.ts';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { PeriodStateChip } from './state.tsx';
import { actionWords, monthName } from './words.ts';

type PeriodsData = Data<'listPeriods'>;

const columns: readonly Column<PeriodView>[] = [
  {
    title: 'Month',
    heads: true,
    cell: ({ month }) => <Link to={`/periods/${month}`}>{monthName(month)}</Link>,
  },
  { title: 'State', beside: true, cell: ({ state }) => <PeriodStateChip state={state} /> },
  { title: 'Since', cell: ({ changedAt }) => formatInstant(changedAt) },
];

const waitingColumns: readonly Column<PeriodChangeView>[] = [
  {
    title: 'Asked for',
    heads: true,
    cell: ({ action, month }) => (
      <Link to={`/periods/${month}`}>{`${actionWords[action]}: ${monthName(month)}`}</Link>
    ),
  },
  { title: 'By', cell: ({ requestedBy }) => requestedBy },
  { title: 'On', cell: ({ requestedOn }) => formatDate(requestedOn) },
];

function PeriodsPage({ data: { businessDate, items, undecided } }: ScreenProps<PeriodsData>): ReactElement {
  return (
    <Page title="Periods" width="wide" lead={`The books stand at ${formatDate(businessDate)}.`}>
      {undecided.length === 0 ? null : (
        <Section title="Awaiting a second person">
          <DataTable
            caption="Changes nobody has decided on"
            columns={waitingColumns}
            rows={undecided}
            keyOf={({ id }) => id}
          />
        </Section>
      )}
      <DataTable caption="Accounting months" columns={columns} rows={items} keyOf={({ month }) => month} />
    </Page>
  );
}

/** Every accounting month with its state, and what awaits a decision. */
export const periodsScreen: ScreenModule<PeriodsData> = {
  load: async (port) => shown(await port.read('listPeriods', {})),
  View: PeriodsPage,
};
