import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { JournalView } from '../../../functions/contract/books.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate, formatInstant } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';

type Entry = JournalView['entries'][number] & { readonly line: number };

const sideOf = (entry: Entry, side: Entry['side']): ReactElement | null =>
  entry.side === side ? <Amount value={entry.amount} /> : null;

const columns: readonly Column<Entry>[] = [
  { title: 'Account', cell: ({ ledgerAccount }) => ledgerAccount },
  { title: 'Name', heads: true, cell: ({ ledgerAccountName }) => ledgerAccountName },
  { title: 'Debit', align: 'end', cell: (entry) => sideOf(entry, 'debit') },
  { title: 'Credit', align: 'end', cell: (entry) => sideOf(entry, 'credit') },
];

const metadataColumns: readonly Column<[key: string, value: string]>[] = [
  { title: 'Key', heads: true, cell: ([key]) => key },
  { title: 'Value', typed: true, cell: ([, value]) => value },
];

function JournalPage({ data: journal }: ScreenProps<JournalView>): ReactElement {
  return (
    <Page title={`Journal ${journal.sequence}`} width="wide" lead={journal.description}>
      <Facts layout="tiles" facts={factsOf(journal)} />
      <DataTable
        caption="Entries"
        columns={columns}
        rows={journal.entries.map((entry, line) => ({ ...entry, line }))}
        keyOf={({ line }) => String(line)}
        narrow="ledger"
      />
      {Object.keys(journal.metadata).length === 0 ? null : (
        <DataTable
          caption="Metadata"
          columns={metadataColumns}
          rows={Object.entries(journal.metadata)}
          keyOf={([key]) => key}
        />
      )}
      <div className="lb-actions">
        <ButtonLink to={`/proofs/${journal.id}`}>Proof</ButtonLink>
      </div>
    </Page>
  );
}

function factsOf(journal: JournalView): [string, ReactElement | string][] {
  const facts: [string, ReactElement | string][] = [
    ['Business date', formatDate(journal.businessDate)],
    ['Value date', formatDate(journal.valueDate)],
    ['Recorded', formatInstant(journal.recordedAt)],
    ['Template', journal.template],
    ['Type', journal.type.toLowerCase()],
    ['Id', <Identifier key="id">{journal.id}</Identifier>],
  ];
  const { reversesId, adjustsOn } = journal;
  if (adjustsOn !== null) facts.push(['Counts on', formatDate(adjustsOn)]);
  if (reversesId !== null) {
    facts.push([
      'Reverses',
      <Link key="reverses" to={`/journals/${reversesId}`}>
        {reversesId}
      </Link>,
    ]);
  }
  return facts;
}

/** One journal with its entries. */
export const journalScreen: ScreenModule<JournalView> = {
  load: async (port, { params }) =>
    shown(await port.read('getJournal', { params: { journalId: params['journalId'] ?? '' } })),
  View: JournalPage,
};
