import type { ReactElement } from 'react';
import type { StatementMonthView } from '../../../functions/contract/statements.ts';
import type { Data } from '../../client/port.ts';
import { ButtonLink } from '../../ui/buttons.tsx';
import { FileFormats } from '../../ui/download.tsx';
import { formatMonth } from '../../ui/format.ts';
import { Money } from '../../ui/money.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { statementLinks } from './links.ts';

type StatementsData = Data<'listStatements'>;

function StatementsPage({ data: { account, items }, session }: ScreenProps<StatementsData>): ReactElement {
  const finished = items.filter(({ closed }) => closed);
  const underWay = items.find(({ closed }) => !closed);
  const years = [...new Set(finished.map(({ month }) => month.slice(0, 4)))];
  const mayOpen = session.permissions.includes('account:read-own');
  return (
    <Page title="Statements" lead={`${account.name}, account ${account.number}.`}>
      {finished.length === 0 ? <NoneYet kind={account.kind} underWay={underWay} /> : null}
      {finished.length > 0 && underWay ? (
        <p>{`${formatMonth(underWay.month)} is under way; its statement is there once the month is over.`}</p>
      ) : null}
      {years.map((year) => (
        <DataTable
          key={year}
          caption={`Statements of ${year}`}
          columns={columnsOf(account)}
          rows={finished.filter(({ month }) => month.startsWith(year))}
          keyOf={({ month }) => month}
        />
      ))}
      {finished.length > 0 ? (
        <p>
          A statement never changes once it is there. PDF is for reading and printing, CSV for spreadsheets,
          OFX for programs that keep your books.
        </p>
      ) : null}
      <div className="lb-actions">
        <ButtonLink to={`/accounts/${account.id}${mayOpen ? '' : '/interest'}`}>
          {mayOpen ? 'Back to the account' : 'Terms and interest'}
        </ButtonLink>
      </div>
    </Page>
  );
}

const columnsOf = (account: StatementsData['account']): readonly Column<StatementMonthView>[] => [
  { title: 'Month', heads: true, cell: ({ month }) => formatMonth(month) },
  {
    title: 'Closing balance',
    align: 'end',
    beside: true,
    cell: ({ closingBalance }) => (closingBalance ? <Money value={closingBalance} /> : null),
  },
  {
    title: 'To keep',
    cell: ({ month }) => (
      <FileFormats of={`Statement of ${formatMonth(month)}`} files={statementLinks(account, month)} />
    ),
  },
];

interface NoneYetProps {
  readonly kind: StatementsData['account']['kind'];
  readonly underWay: StatementMonthView | undefined;
}

function NoneYet({ kind, underWay }: NoneYetProps): ReactElement {
  if (kind === 'loan')
    return (
      <Empty title="A loan has no monthly statements">
        <p>
          Its payments and what is owed stand on its page, and what was paid in a year is in the annual
          statement.
        </p>
      </Empty>
    );
  return (
    <Empty title="No statement yet">
      {underWay ? (
        <p>{`The first one, of ${formatMonth(underWay.month)}, is there once the month is over.`}</p>
      ) : null}
    </Empty>
  );
}

/** Statements of an account, for its owner and for staff. */
export const statementsScreen: ScreenModule<StatementsData> = {
  load: async (port, { params }) =>
    shown(await port.read('listStatements', { params: { accountId: params['accountId'] ?? '' } })),
  View: StatementsPage,
};
