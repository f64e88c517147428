import { halfUp } from '../interest/rational.ts';
import { readTerms, sumOf, type Term } from './expression.ts';
import { printedOf, type Printed } from './totals.ts';

/** What the schedules of a quarter printed, in thousands of dollars. */
export interface PrintedQuarter {
  /** Such as `2026Q2`. */
  readonly period: string;
  readonly printed: Printed;
}

interface PartDefinition {
  readonly label: string;
  readonly terms: readonly Term[];
}

export interface Trend {
  readonly title: string;
  /** `basis-points` of a year, or `thousands` of dollars. */
  readonly unit: 'basis-points' | 'thousands';
  /** A value for each quarter; null where it can't be told. */
  readonly parts: readonly { readonly label: string; readonly values: readonly (bigint | null)[] }[];
}

const part = (label: string, expression: string): PartDefinition => ({
  label,
  terms: readTerms(expression),
});

const netInterestIncome = readTerms('RIAD4074');
const earningAssets = readTerms('RCON3381 RCONB558 RCONB559 RCONB560 RCON3365 RCON3360 RCON3484');

const balances: readonly { readonly title: string; readonly parts: readonly PartDefinition[] }[] = [
  {
    title: 'Deposits by category',
    parts: [
      part('Transaction accounts', 'RCON2215'),
      part('Savings and money market', 'RCON6810 RCON0352'),
      part('Time deposits', 'RCON6648 RCONJ473 RCONJ474'),
    ],
  },
  {
    title: 'Loans by category',
    parts: [
      part('Real estate', 'RCONF158 RCONF159 RCON1420 RCON1797 RCON5367 RCON5368 RCON1460 RCONF160 RCONF161'),
      part('Commercial and industrial', 'RCON1766'),
      part('Consumer', 'RCONB538 RCONB539 RCONK137 RCONK207'),
      part('Other', 'RCON1288 RCON1590 RCON2107 RCONJ454 RCONJ464 RCON2165 -RCON2123'),
    ],
  },
  { title: 'Equity', parts: [part('Total equity capital', 'RCONG105')] },
];

/** Item codes that trends are made of. */
export const trendCodes: readonly string[] = [
  ...netInterestIncome,
  ...earningAssets,
  ...balances.flatMap(({ parts }) => parts.flatMap(({ terms }) => terms)),
].map(({ name }) => name);

const valueOf = (terms: readonly Term[], printed: Printed): bigint =>
  sumOf(terms, ({ name }) => printedOf(printed, name));

/** Where people would rather look than read: margin, deposits, loans and equity over quarters, the earliest first. */
export function trendsOf(quarters: readonly PrintedQuarter[]): readonly Trend[] {
  const margin = quarters.map((quarter) => marginOf(quarter, quarters));
  return [
    {
      title: 'Net interest margin',
      unit: 'basis-points',
      parts: [{ label: 'Net interest margin', values: margin }],
    },
    ...balances.map(({ title, parts }) => ({
      title,
      unit: 'thousands' as const,
      parts: parts.map(({ label, terms }) => ({
        label,
        values: quarters.map(({ printed }) => valueOf(terms, printed)),
      })),
    })),
  ];
}

/**
 * Net interest income of the quarter alone, four times over average earning assets, in basis points rounded half up. The
 * schedule tells income of the year to date, so the quarter before is needed, except in a first one.
 */
function marginOf({ period, printed }: PrintedQuarter, quarters: readonly PrintedQuarter[]): bigint | null {
  const [year = '', quarter = ''] = period.split('Q');
  const before = quarters.find((each) => each.period === `${year}Q${Number(quarter) - 1}`);
  const assets = valueOf(earningAssets, printed);
  if (assets <= 0n || (quarter !== '1' && !before)) return null;
  const earlier = quarter === '1' || !before ? 0n : valueOf(netInterestIncome, before.printed);
  const income = valueOf(netInterestIncome, printed) - earlier;
  return halfUp({ numerator: income * 4n * 10_000n, denominator: assets });
}
