import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { JournalView } from '../../../functions/contract/books.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { formatDate } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { amountOf } from './amount-of.ts';

const filters = ['from', 'to', 'ledgerAccount'] as const;

interface JournalsData {
  readonly journals: readonly JournalView[];
  /** What narrows the list, as other pages link to it. */
  readonly only: Readonly<Partial<Record<(typeof filters)[number], string>>>;
  readonly newer: string | null;
  readonly older: string | null;
}

const columns: readonly Column<JournalView>[] = [
  { title: 'Number', cell: ({ id, sequence }) => <Link to={`/journals/${id}`}>{sequence}</Link> },
  { title: 'Business date', cell: ({ businessDate }) => formatDate(businessDate) },
  { title: 'Description', heads: true, typed: true, cell: ({ description }) => description },
  { title: 'Template', cell: ({ template }) => template },
  { title: 'Type', cell: ({ type }) => type.toLowerCase() },
  { title: 'Amount', align: 'end', cell: (journal) => <Amount value={amountOf(journal)} /> },
];

const isNarrowed = (only: JournalsData['only']): boolean => Object.keys(only).length > 0;

/** Which days the list is of; undefined where it is of all. */
function leadOf({ from, to }: JournalsData['only']): string | undefined {
  if (from !== undefined && to !== undefined)
    return from === to
      ? `Booked on ${formatDate(to)}`
      : `Booked from ${formatDate(from)} to ${formatDate(to)}`;
  if (to !== undefined) return `Booked up to ${formatDate(to)}`;
  return from === undefined ? undefined : `Booked from ${formatDate(from)} on`;
}

function JournalsPage({ data, session }: ScreenProps<JournalsData>): ReactElement {
  const { journals, only, newer, older } = data;
  const { ledgerAccount } = only;
  return (
    <Page
      title={ledgerAccount === undefined ? 'Journals' : `Journals on ${ledgerAccount}`}
      width="wide"
      lead={leadOf(only)}
    >
      {session.permissions.includes(screens.newJournal.permission) ? (
        <div className="lb-actions">
          <ButtonLink to={screens.newJournal.path}>Enter a journal</ButtonLink>
        </div>
      ) : null}
      {journals.length === 0 ? (
        <Empty title={isNarrowed(only) ? 'No journal is among these' : 'No journals yet'}>
          {isNarrowed(only) ? (
            <p>
              Nothing was booked there in these days. <Link to={screens.journals.path}>All journals</Link>
            </p>
          ) : null}
        </Empty>
      ) : (
        <DataTable
          caption="Journals, newest first"
          columns={columns}
          rows={journals}
          keyOf={({ id }) => id}
          narrow="ledger"
        />
      )}
      <Pager label="Pages of journals" newer={newer} older={older} />
    </Page>
  );
}

/** Every journal of the bank, or those of some dates and of a ledger account, as other pages link to them. */
export const journalsScreen: ScreenModule<JournalsData> = {
  load: async (port, { url: { searchParams } }) => {
    const given = Object.fromEntries(
      filters.flatMap((name) => {
        const value = searchParams.get(name);
        return value === null ? [] : [[name, value] as const];
      }),
    );
    const place = (cursor: string | null): string | null =>
      cursor === null
        ? null
        : `${screens.journals.path}?${new URLSearchParams({ ...given, cursor }).toString()}`;
    const cursor = searchParams.get('cursor') ?? undefined;
    const { items, next, prev } = await port.read('listJournals', {
      query: { limit: '50', cursor, ...given },
    });
    return shown({ journals: items, only: given, older: place(next), newer: place(prev) });
  },
  View: JournalsPage,
};
