import type { ReactElement } from 'react';
import { Link } from 'react-router';
import type { PackView, RuleResultView, ScheduleView } from '../../../functions/contract/reports.ts';
import { scheduleTitle } from '../../../functions/domain/reports/schedule-titles.ts';
import { Chip } from '../../ui/chip.tsx';
import { Identifier } from '../../ui/facts.tsx';
import { formatDate, formatWhole } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { DataTable, type Column } from '../../ui/table.tsx';

type ScheduleLine = ScheduleView['lines'][number];

/** Beside the year before, in the report of a year. */
const yearBefore: Column<ScheduleLine> = {
  title: 'Year before',
  align: 'end',
  cell: (line) => (line.yearBefore === null ? '' : formatWhole(line.yearBefore)),
};

const lineColumns = (addressOf: (code: string) => string): readonly Column<ScheduleLine>[] => [
  { title: 'Item', cell: ({ item }) => item },
  { title: 'Line', heads: true, cell: ({ caption }) => caption },
  { title: 'Code', cell: ({ code }) => <Identifier>{code}</Identifier> },
  {
    title: 'Thousands of USD',
    align: 'end',
    beside: true,
    cell: ({ code, thousands }) => (
      <Link className="lb-cell-link" to={addressOf(code)}>
        {formatWhole(thousands)}
      </Link>
    ),
  },
];

const outcomes = {
  pass: { label: 'holds', tone: 'good' },
  explain: { label: 'to be explained', tone: 'waiting' },
  refuse: { label: 'refused', tone: 'failed' },
  'not-comparable': { label: 'nothing to compare', tone: 'waiting' },
} as const;

export const rulesTitle = 'Validity rules';

const ruleColumns: readonly Column<RuleResultView>[] = [
  { title: 'Rule', cell: ({ id }) => id },
  { title: 'What it asks', heads: true, cell: ({ description }) => description },
  { title: 'One side', align: 'end', cell: ({ left }) => formatWhole(left) },
  { title: 'The other', align: 'end', cell: ({ right }) => formatWhole(right) },
  { title: 'Result', beside: true, cell: ({ outcome }) => <Chip {...outcomes[outcome]} /> },
];

interface SchedulesProps {
  readonly pack: PackView;
  /** Where a line is taken apart, by its code. */
  readonly addressOf: (code: string) => string;
}

/** What the regulator gets of a quarter: its schedules, and what the validity rules say of them. */
export function Schedules({ pack, addressOf }: SchedulesProps): ReactElement {
  const { dueOn, schedules, rules } = pack;
  const isCompared = schedules.some(({ lines }) => lines.some((line) => line.yearBefore !== null));
  const columns = [...lineColumns(addressOf), ...(isCompared ? [yearBefore] : [])];
  return (
    <>
      <Section title="Schedules for the regulator">
        <p>
          In the form of FFIEC 051, in thousands of dollars; to be filed by {formatDate(dueOn)}.{' '}
          {summaryOf(rules)}
        </p>
      </Section>
      <DataTable
        caption={rulesTitle}
        columns={ruleColumns}
        rows={rules}
        keyOf={({ id }) => id}
        narrow="lines"
        statement
      />
      {schedules.map(({ name, lines }) => (
        <DataTable
          key={name}
          caption={scheduleTitle(name)}
          columns={columns}
          rows={lines}
          keyOf={({ code }) => code}
          isTotal={({ isTotal }) => isTotal}
          narrow="lines"
          statement
        />
      ))}
    </>
  );
}

function summaryOf(rules: readonly RuleResultView[]): string {
  const explained = rules.filter(({ outcome }) => outcome === 'explain').map(({ id }) => id);
  if (explained.length === 0) return `None of the ${rules.length} validity rules asks for an explanation.`;
  return `Of the ${rules.length} validity rules, these ask for an explanation: ${explained.join(', ')}.`;
}
