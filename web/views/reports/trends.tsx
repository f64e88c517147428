import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { TrendView } from '../../../functions/contract/reports.ts';
import type { Data } from '../../client/port.ts';
import { Chart, type AxisLabel } from '../../ui/chart.tsx';
import { formatWhole } from '../../ui/format.ts';
import { Empty } from '../../ui/notice.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';
import { screens } from '../screens.ts';
import { shown, type ScreenModule, type ScreenProps } from '../shared/screen-module.ts';

type TrendsData = Data<'listTrends'>;

function TrendsPage({ data: { quarters, trends } }: ScreenProps<TrendsData>): ReactElement {
  return (
    <Page
      title="Trends over quarters"
      width="wide"
      lead="From the schedules of the quarters that were reported on. Each chart has its figures below it."
    >
      <p>
        <Link to={screens.reports.path}>All reports</Link>
      </p>
      {quarters.length === 0 ? (
        <Empty title="No quarter has schedules yet">
          <p>
            <Link to={screens.reports.path}>Ask for the report of a quarter</Link> first.
          </p>
        </Empty>
      ) : (
        trends.map((trend) => <TrendSection key={trend.title} trend={trend} quarters={quarters} />)
      )}
    </Page>
  );
}

const unitWords = {
  'basis-points': 'percent of average earning assets, a year',
  thousands: 'thousands of US dollars, at the end of the quarter',
} as const;

interface TrendProps {
  readonly trend: TrendView;
  readonly quarters: readonly string[];
}

function TrendSection({ trend, quarters }: TrendProps): ReactElement {
  const { title, unit, parts } = trend;
  const isShare = unit === 'basis-points';
  const textOf = (value: string): string => (isShare ? percentText(value) : formatWhole(value));
  const columns: readonly Column<number>[] = [
    {
      title: 'Quarter',
      heads: true,
      cell: (index) => <Link to={`/reports/quarter/${quarters[index] ?? ''}`}>{quarters[index]}</Link>,
    },
    ...parts.map(({ label, values }) => ({
      title: label,
      align: 'end' as const,
      beside: parts.length === 1,
      cell: (index: number) => {
        const value = values[index] ?? null;
        return value === null ? 'not known' : textOf(value);
      },
    })),
  ];
  return (
    <Section title={title}>
      <Chart
        title={`${title}, in ${unitWords[unit]}`}
        labels={axisOf(quarters)}
        parts={parts}
        look={isShare ? 'line' : 'bars'}
        textOf={textOf}
      />
      <DataTable
        caption={`${title}, in ${unitWords[unit]}`}
        columns={columns}
        rows={quarters.map((_quarter, index) => index)}
        keyOf={(index) => quarters[index] ?? ''}
        narrow="lines"
      />
    </Section>
  );
}

/** `2025Q4` and `2026Q1` as Q4 and Q1; the year stands below its first quarter alone, where there is room for it. */
function axisOf(quarters: readonly string[]): readonly AxisLabel[] {
  return quarters.map((period, index) => {
    const [year = '', quarter = ''] = period.split('Q');
    const isFirst = !(quarters[index - 1] ?? '').startsWith(year);
    return { text: `Q${quarter}`, below: isFirst ? year : '' };
  });
}

/** Basis points as percent: `412` is `4.12 %`. */
function percentText(basisPoints: string): string {
  const sign = basisPoints.startsWith('-') ? '−' : '';
  const digits = basisPoints.replace('-', '').padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)} %`;
}

/** Where people would rather look than read: charts over quarters, each with its table. */
export const trendsScreen: ScreenModule<TrendsData> = {
  load: async (port) => shown(await port.read('listTrends', {})),
  View: TrendsPage,
};
