import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { JournalView } from '../../../functions/contract/books.ts';
import type { ReportChangesView } from '../../../functions/contract/report-changes.ts';
import { Identifier } from '../../ui/facts.tsx';
import { formatDate, formatWhole } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import type { Column } from '../../ui/table.tsx';
import { cellAddress, lineAddress, type ReportPlace } from './addresses.ts';
import { payeeColumns } from './payee-table.tsx';

/** The tables of a version beside today, column by column. */

type Account = ReportChangesView['accounts'][number];
type LineOfAccount = Account['lines'][number];
type Line = ReportChangesView['lines'][number];
type Box = ReportChangesView['boxes'][number];

interface Place {
  readonly report: ReportPlace;
  readonly version: string;
}

type Compared = Pick<Account, 'asFiled' | 'asKnown' | 'difference'>;

const amounts: readonly Column<Compared>[] = [
  { title: 'In this version', align: 'end', cell: ({ asFiled }) => <Amount value={asFiled} /> },
  { title: 'Known today', align: 'end', cell: ({ asKnown }) => <Amount value={asKnown} /> },
];
const difference: Column<Compared> = {
  title: 'Difference',
  align: 'end',
  beside: true,
  cell: ({ difference: amount }) => <Amount value={amount} />,
};

/** Lines of schedules, each with the way to what it is made of. */
export const lineColumns = ({ report, version }: Place): readonly Column<Line>[] => [
  {
    title: 'Line',
    heads: true,
    cell: ({ code, caption }) => <Link to={lineAddress(report, version, code)}>{caption}</Link>,
  },
  { title: 'Schedule', cell: ({ schedule, item }) => `${schedule}, item ${item}` },
  { title: 'Code', cell: ({ code }) => <Identifier>{code}</Identifier> },
  { title: 'In this version', align: 'end', cell: ({ asFiled }) => formatWhole(asFiled) },
  { title: 'Known today', align: 'end', cell: ({ asKnown }) => formatWhole(asKnown) },
  { title: 'Difference', align: 'end', beside: true, cell: (line) => formatWhole(line.difference) },
];

/** Ledger accounts with the lines that they are part of. */
export const accountColumns = (place: Place): readonly Column<Account>[] => [
  { title: 'Ledger account', heads: true, cell: ({ ledgerAccount, name }) => `${ledgerAccount} ${name}` },
  {
    title: 'Lines of the report',
    typed: true,
    cell: ({ lines }) =>
      lines.length === 0 ? 'On no line of its own' : <Lines lines={lines} place={place} />,
  },
  ...amounts,
  difference,
];

function Lines({
  lines,
  place,
}: {
  readonly lines: readonly LineOfAccount[];
  readonly place: Place;
}): ReactElement {
  return (
    <ul className="lb-lines">
      {lines.map((line) => (
        <li key={line.of === 'schedule' ? `${line.schedule} ${line.code}` : `${line.of} ${line.place}`}>
          <LineOf line={line} place={place} />
        </li>
      ))}
    </ul>
  );
}

const statementNames = {
  balanceSheet: 'balance sheet',
  incomeStatement: 'income statement',
  equityChanges: 'changes in equity',
  cashFlow: 'cash flow',
} as const;

function LineOf({ line, place }: { readonly line: LineOfAccount; readonly place: Place }): ReactElement {
  if (line.of !== 'schedule') {
    const to = cellAddress({ ...place, statement: line.of }, line.place, 'period');
    return (
      <>
        <Link to={to}>{line.caption}</Link> ({statementNames[line.of]})
      </>
    );
  }
  return (
    <>
      <Link to={lineAddress(place.report, place.version, line.code)}>{line.caption}</Link> ({line.schedule},
      item {line.item}, <Identifier>{line.code}</Identifier>)
    </>
  );
}

const noForm = (value: Box['asFiled']): ReactElement | string =>
  value.minor === '0' ? 'nothing' : <Amount value={value} />;

export const boxColumns: readonly Column<Box>[] = [
  ...payeeColumns,
  { title: 'Box', cell: ({ box }) => box },
  { title: 'In this version', align: 'end', cell: ({ asFiled }) => noForm(asFiled) },
  { title: 'Known today', align: 'end', cell: ({ asKnown }) => noForm(asKnown) },
  difference,
];

export interface EntryLine {
  readonly key: string;
  readonly journal: JournalView;
  readonly entry: JournalView['entries'][number];
}

const side = (wanted: 'debit' | 'credit', { entry }: EntryLine): ReactElement | string =>
  entry.side === wanted ? <Amount value={entry.amount} /> : '';

/** What was booked since, entry by entry, named by the ledger account that it moves. */
export const entryColumns = (mayReadJournals: boolean): readonly Column<EntryLine>[] => [
  {
    title: 'Ledger account',
    heads: true,
    cell: ({ entry }) => `${entry.ledgerAccount} ${entry.ledgerAccountName}`,
  },
  {
    title: 'Journal',
    cell: ({ journal }) =>
      mayReadJournals ? <Link to={`/journals/${journal.id}`}>{journal.sequence}</Link> : journal.sequence,
  },
  { title: 'What for', typed: true, cell: ({ journal }) => journal.description },
  { title: 'Booked on', cell: ({ journal }) => formatDate(journal.businessDate) },
  { title: 'Counts on', cell: ({ journal }) => formatDate(journal.adjustsOn ?? journal.businessDate) },
  { title: 'Debit', short: 'Dr', align: 'end', beside: true, cell: (line) => side('debit', line) },
  { title: 'Credit', short: 'Cr', align: 'end', beside: true, cell: (line) => side('credit', line) },
];
