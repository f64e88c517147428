import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { DayView } from '../../../functions/contract/days.ts';
import type { Data } from '../../client/port.ts';
import { formatDate } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { DayStatus } from './status.tsx';

type DaysData = Data<'listDays'>;

/** Days of before the books had steps, or that an operator rolled, ended without any. */
const stepsText = ({ status, done, of }: DayView): string =>
  status === 'over' && done === 0 ? 'none' : `${done} of ${of}`;

const columns: readonly Column<DayView>[] = [
  {
    title: 'Business date',
    heads: true,
    cell: ({ date }) => <Link to={`/days/${date}`}>{formatDate(date)}</Link>,
  },
  { title: 'State', beside: true, cell: (day) => <DayStatus day={day} /> },
  { title: 'Steps', align: 'end', cell: stepsText },
  { title: 'Accounts that differ', align: 'end', cell: ({ differences }) => String(differences) },
  { title: 'Open suspense', align: 'end', cell: ({ openSuspense }) => String(openSuspense) },
];

function DaysPage({ data: { businessDate, items } }: ScreenProps<DaysData>): ReactElement {
  return (
    <Page title="Days" width="wide" lead={`The books stand at ${formatDate(businessDate)}.`}>
      <DataTable caption="Business dates" columns={columns} rows={items} keyOf={({ date }) => date} />
    </Page>
  );
}

/** The latest business dates with what their ends did and found. */
export const daysScreen: ScreenModule<DaysData> = {
  load: async (port) => shown(await port.read('listDays', {})),
  View: DaysPage,
};
