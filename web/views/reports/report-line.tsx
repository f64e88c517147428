import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { ReportLineView } from '../../../functions/contract/report-lines.ts';
import { scheduleTitle } from '../../../functions/domain/reports/schedule-titles.ts';
import { Facts, Identifier } from '../../ui/facts.tsx';
import { formatDate, formatMoney, formatWhole } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';
import { changesAddress, lineAddress, reportAddress, type ReportPlace } from './addresses.ts';
import { ExactLine } from './exact-line.tsx';
import { reportTitle } from './status.tsx';

interface LineData {
  readonly report: ReportPlace;
  readonly version: string;
  readonly made: ReportLineView;
}

const bases: Readonly<Record<string, string>> = {
  balance: 'the balance at the close of the last day',
  opening: 'the balance before the period',
  year: 'what the year moved so far',
  period: 'what the period moved',
};

function looksAt({ basis, exact }: ReportLineView): string {
  if (exact === null || basis === null) return 'other lines of the report';
  if (exact.days === null) return bases[basis] ?? basis;
  return `the average of its days: the balances at the close of each, added up and divided by ${exact.days}`;
}

type Fact = readonly [string, ReactElement | string];

function factsOf(made: ReportLineView): readonly Fact[] {
  const { line, schedule, from, to, exact } = made;
  const rounded: readonly Fact[] = exact === null ? [] : [['Before rounding', formatMoney(exact.amount)]];
  const days: readonly Fact[] = exact === null || exact.days === null ? [] : [['Days', String(exact.days)]];
  return [
    ['In this version', `${formatWhole(line.thousands)} thousand US dollars`],
    ...rounded,
    ['Stands on', scheduleTitle(schedule)],
    ['Item', line.item],
    ['Code', <Identifier key="code">{line.code}</Identifier>],
    ['Period', `${formatDate(from)} to ${formatDate(to)}`],
    ...days,
    ['Looks at', looksAt(made)],
  ];
}

function LinePage({ data, session }: ScreenProps<LineData>): ReactElement {
  const { report, version, made } = data;
  const { line, exact, from, to } = made;
  return (
    <Page title={line.caption} width="wide" lead={`${reportTitle(report)}, version ${version}`}>
      <p>
        <Link to={reportAddress(report, version)}>Back to the report</Link>
      </p>
      <Facts layout="tiles" facts={factsOf(made)} />
      {exact === null ? (
        <LinesOfLine {...data} />
      ) : (
        <ExactLine
          exact={exact}
          period={{ from, to }}
          changesAt={changesAddress(report, version)}
          netIncomeAt={lineAddress(report, version, 'RIAD4340')}
          mayReadJournals={session.permissions.includes('journal:read')}
        />
      )}
    </Page>
  );
}

type Part = ReportLineView['parts'][number];

/** Shown where anything is subtracted. */
const signs: Column<Part> = { title: 'Sign', cell: ({ subtracted }) => (subtracted ? 'less' : '') };

/** A line that is summed from other lines; what they print is what adds up. */
function LinesOfLine({ report, version, made }: LineData): ReactElement {
  const columns: readonly Column<Part>[] = [
    ...(made.parts.some(({ subtracted }) => subtracted) ? [signs] : []),
    { title: 'Made of', heads: true, cell: ({ name, line }) => line?.caption ?? name },
    { title: 'Item', cell: ({ line }) => line?.item },
    { title: 'Code', cell: ({ name }) => <Identifier>{name}</Identifier> },
    {
      title: 'Thousands of USD',
      align: 'end',
      beside: true,
      cell: ({ name, line }) =>
        line === null ? (
          'not in this version'
        ) : (
          <Link className="lb-cell-link" to={lineAddress(report, version, name)}>
            {formatWhole(line.thousands)}
          </Link>
        ),
    },
  ];
  return (
    <DataTable
      caption="Lines it is made of"
      columns={columns}
      rows={made.parts}
      keyOf={({ name }) => name}
      narrow="lines"
    />
  );
}

/** A line of a report taken apart: from its cell to accounts, their journals and entries. */
export const reportLineScreen: ScreenModule<LineData> = {
  load: async (port, { params: { kind = '', period = '', version = '', code = '' } }) => {
    const report = { kind: kind as 'quarter', period };
    const made = await port.read('getReportLine', { params: { ...report, version, code } });
    return shown({ report, version, made });
  },
  View: LinePage,
};
