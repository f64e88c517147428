import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { YearEndView } from '../../../functions/contract/year-end.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatDate, formatMoney } from '../../ui/format.ts';
import { Amount } from '../../ui/money.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { CorrectedForms } from './corrected-forms.tsx';
import { PayeeTable } from './payee-table.tsx';
import { PayeesBeside } from './payees-beside.tsx';

type Closing = YearEndView['closing'];
interface ClosingRow {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly debit: Closing['total'] | null;
  readonly credit: Closing['total'] | null;
}

const money = (value: Closing['total'] | null): ReactElement | string =>
  value === null || value.minor === '0' ? '' : <Amount value={value} />;

const closingColumns: readonly Column<ClosingRow>[] = [
  { title: 'Account', cell: ({ code }) => code },
  { title: 'Name', heads: true, cell: ({ name }) => name },
  { title: 'Debit (USD)', short: 'Dr', align: 'end', beside: true, cell: ({ debit }) => money(debit) },
  { title: 'Credit (USD)', short: 'Cr', align: 'end', beside: true, cell: ({ credit }) => money(credit) },
];

const [closingTitle, formsTitle, tiesTitle] = ['Closing of the year', 'Forms 1099-INT', 'How it ties'];
/** Where its parts are found on the page. */
export const yearEndTitles = [closingTitle, formsTitle, tiesTitle];

interface YearEndProps {
  readonly yearEnd: YearEndView;
  /** Where all forms are searched and paged. */
  readonly payeesAt: string;
  readonly mayReadJournals: boolean;
}

/** What a year has beside its statements: the entries that close it, the forms its payees get, and how they tie. */
export function YearEnd({ yearEnd, payeesAt, mayReadJournals }: YearEndProps): ReactElement {
  const { sides, ties } = yearEnd;
  return (
    <>
      <ClosingEntries closing={yearEnd.closing} mayReadJournals={mayReadJournals} />
      <Forms yearEnd={yearEnd} payeesAt={payeesAt} />
      <PayeesBeside yearEnd={yearEnd} mayReadJournals={mayReadJournals} />
      {sides.length === 0 ? null : (
        <DataTable
          caption="Interest of deposits, on both sides"
          columns={columnsOf(sides)}
          rows={sides}
          keyOf={({ side, code }) => `${side} ${code}`}
          narrow="lines"
          statement
        />
      )}
      <DataTable
        caption={tiesTitle}
        columns={tieColumns}
        rows={ties}
        keyOf={({ id }) => id}
        narrow="lines"
        statement
      />
    </>
  );
}

function ClosingEntries({
  closing,
  mayReadJournals,
}: {
  readonly closing: Closing;
  readonly mayReadJournals: boolean;
}): ReactElement {
  const { journalId, countsOn, lines, total } = closing;
  const rows = lines.map(({ code, name, side, amount }, index) => ({
    ...{ key: String(index), code, name },
    debit: side === 'debit' ? amount : null,
    credit: side === 'credit' ? amount : null,
  }));
  return (
    <>
      <Section title={closingTitle} isListed>
        {journalId === null || countsOn === null ? (
          <p>The year is open. These entries would close it by what this version knows.</p>
        ) : (
          <p>
            Closed as of {formatDate(countsOn)}.{' '}
            {mayReadJournals ? <Link to={`/journals/${journalId}`}>The closing journal</Link> : null}
          </p>
        )}
      </Section>
      {lines.length === 0 ? (
        <Empty title="Nothing to close">
          <p>The year has no income, no expense and no dividends.</p>
        </Empty>
      ) : (
        <DataTable
          caption="Closing entries"
          columns={closingColumns}
          rows={[...rows, { key: 'total', code: '', name: 'Total', debit: total, credit: total }]}
          keyOf={({ key }) => key}
          isTotal={({ key }) => key === 'total'}
          narrow="lines"
          statement
        />
      )}
    </>
  );
}

function Forms({ yearEnd, payeesAt }: Pick<YearEndProps, 'yearEnd' | 'payeesAt'>): ReactElement {
  const { due, notDue, forms } = yearEnd;
  return (
    <>
      <Section title={formsTitle} isListed>
        <p>One for each customer over all accounts, from ten dollars of interest or when tax was withheld.</p>
      </Section>
      <Facts
        layout="tiles"
        facts={[
          ['Forms due', String(due.count)],
          ['Box 1, interest', formatMoney(due.interest)],
          ['Box 2, penalties', formatMoney(due.penalty)],
          ['Box 4, tax withheld', formatMoney(due.withheld)],
          ['Payees without a form', `${notDue.count}, with ${formatMoney(notDue.interest)} of interest`],
        ]}
      />
      {forms.length === 0 ? (
        <Empty title="No form is due">
          <p>No payee was credited ten dollars of interest, and nothing was withheld.</p>
        </Empty>
      ) : (
        <>
          <PayeeTable
            caption={forms.length < due.count ? `The first ${forms.length} of ${due.count} forms` : 'Forms'}
            forms={forms}
          />
          <div className="lb-actions">
            <ButtonLink to={payeesAt}>Search all forms</ButtonLink>
          </div>
          <CorrectedForms corrected={yearEnd.corrected} />
        </>
      )}
    </>
  );
}

type Side = YearEndView['sides'][number];

const sideNames = { payees: 'Payees', others: 'Deposits without a form', ledger: 'Ledger' } as const;

const sideColumns: readonly Column<Side>[] = [
  { title: 'Side', cell: ({ side }) => sideNames[side] },
  { title: 'Account', heads: true, cell: ({ code, name }) => `${code} ${name}` },
  { title: 'Interest', align: 'end', beside: true, cell: ({ interest }) => money(interest) },
  { title: 'Tax withheld', align: 'end', cell: ({ withheld }) => money(withheld) },
  { title: 'Penalties', align: 'end', cell: ({ penalty }) => money(penalty) },
  { title: 'Other journals', align: 'end', cell: ({ elsewhere }) => money(elsewhere) },
];

/** Where nothing was booked in another year than it counts in, there is nothing to tell. */
const otherYears: readonly Column<Side>[] = [
  { title: 'Booked later', align: 'end', cell: ({ later }) => money(later) },
  { title: 'Of earlier years', align: 'end', cell: ({ earlier }) => money(earlier) },
];
const columnsOf = (sides: readonly Side[]): readonly Column<Side>[] =>
  sides.some(({ later, earlier }) => later.minor !== '0' || earlier.minor !== '0')
    ? [...sideColumns, ...otherYears]
    : sideColumns;

const outcomes = {
  pass: { label: 'ties', tone: 'good' },
  explain: { label: 'to be explained', tone: 'waiting' },
} as const;

const tieColumns: readonly Column<YearEndView['ties'][number]>[] = [
  { title: 'Check', cell: ({ id }) => id },
  { title: 'What it asks', heads: true, cell: ({ description }) => description },
  { title: 'One side', align: 'end', cell: ({ left }) => <Amount value={left} /> },
  { title: 'The other', align: 'end', cell: ({ right }) => <Amount value={right} /> },
  { title: 'Result', beside: true, cell: ({ outcome }) => <Chip {...outcomes[outcome]} /> },
];
