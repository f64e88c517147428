import { halfUp } from '../interest/rational.ts';
import { earlierPeriods, periodOf, type Period, type ReportKey } from '../report.ts';
import type { StatementLine } from '../statement.ts';
import { exactValues, type ExactStatementName } from './exact-statement.ts';
import type { Term } from './expression.ts';
import type { ReportForm, ReportLine } from './form.ts';
import { exactAmounts, type ExactAmounts, type PeriodFigures } from './ledger.ts';

export const cellColumns = ['period', 'before', 'year-before'] as const;
export type CellColumn = (typeof cellColumns)[number];

/** One summand of a cell: another line of its statement, a ledger account, or a fact that no account tells alone. */
export interface CellPart {
  readonly kind: Term['kind'];
  /** Code of an account, name of a fact, or nothing. */
  readonly name: string;
  readonly label: string;
  /** Place of a line in the statement, from 0; null for others. */
  readonly line: number | null;
  readonly isSubtracted: boolean;
  /** US cents, as a line shows it. */
  readonly amountMinor: bigint;
}

/** What a cell is made of by what the books know now. */
export interface CellParts {
  readonly knownMinor: bigint;
  readonly parts: readonly CellPart[];
}

/** A ledger account on a line of a statement, debits positive; a line on which none stands comes without one. */
export interface StatementAccount {
  /** From 0. */
  readonly line: number;
  readonly side: 'debit' | 'credit';
  readonly account: { readonly code: string; readonly name: string; readonly minor: bigint } | null;
}

/** The period that a column of a report is about; undefined where its kind has none such. */
export function periodOfColumn(key: ReportKey, column: CellColumn): Period | undefined {
  if (column === 'period') return periodOf(key);
  const { before, yearBefore } = earlierPeriods(key);
  return column === 'before' ? before : yearBefore;
}

/** A cell of a statement that accounts roll up in: a leaf is made of accounts, a total of the lines one level below it. */
export function rolledUpCell(
  lines: readonly StatementLine[],
  accounts: readonly StatementAccount[],
  at: number,
): CellParts {
  const below = linesBelow(lines, at);
  const sideOf = (line: number): string | undefined => accounts.find((each) => each.line === line)?.side;
  const shown = (minor: bigint, line: number): bigint => (sideOf(line) === 'debit' ? minor : -minor);
  const netOf = (line: number): bigint => {
    const within = [...linesBelow(lines, line), line];
    const on = accounts.filter((each) => within.includes(each.line));
    return on.reduce((sum, { account }) => sum + (account?.minor ?? 0n), 0n);
  };
  const depth = lines[at]?.depth ?? 0;
  const ofLines = below
    .filter((line) => lines[line]?.depth === depth + 1)
    .map((line) => ({
      ...{ kind: 'line' as const, name: '', label: lines[line]?.label ?? '', line },
      isSubtracted: sideOf(line) !== sideOf(at),
      amountMinor: shown(netOf(line), line),
    }));
  const ofAccounts = accounts.flatMap(({ line, account }) =>
    line === at && account
      ? [{ ...ofNoLine, name: account.code, label: account.name, amountMinor: shown(account.minor, at) }]
      : [],
  );
  return { knownMinor: shown(netOf(at), at), parts: [...ofLines, ...ofAccounts] };
}

const ofNoLine = { kind: 'account', line: null, isSubtracted: false } as const;

/** What a total stands behind: the lines before it that lie deeper. */
function linesBelow(lines: readonly StatementLine[], at: number): readonly number[] {
  const depth = lines[at]?.depth ?? 0;
  const below: number[] = [];
  for (let line = at - 1; line >= 0 && (lines[line]?.depth ?? 0) > depth; line -= 1) below.unshift(line);
  return below;
}

interface ExactCell {
  readonly form: ReportForm;
  readonly name: ExactStatementName;
  readonly figures: PeriodFigures;
}

/** A cell of a statement that the form defines; undefined where it has no such line. */
export function exactCell({ form, name, figures }: ExactCell, at: number): CellParts | undefined {
  const lines = form.lines.filter(({ schedule }) => schedule === name);
  const line = lines[at];
  if (!line) return undefined;
  const values = exactValues(form, name, figures);
  const knownMinor = values.get(line.code) ?? 0n;
  if (line.kind !== 'ledger') {
    const parts = line.terms.map(({ name: code, sign }) => {
      const place = lines.findIndex((each) => each.code === code);
      const label = lines[place]?.caption ?? code;
      const amountMinor = values.get(code) ?? 0n;
      return { kind: 'line' as const, name: '', label, line: place, isSubtracted: sign === -1n, amountMinor };
    });
    return { knownMinor, parts };
  }
  const names = new Map(figures.ledger.map((each) => [each.code, each.name]));
  const amountOf = exactAmounts(figures);
  const parts = line.terms.map((term) => partOf(line, term, { names, amountOf }));
  return { knownMinor, parts: parts.filter(({ amountMinor }) => amountMinor !== 0n) };
}

interface Told {
  readonly names: ReadonlyMap<string, string>;
  readonly amountOf: ExactAmounts;
}

const netIncome = '3045';
const sides = { whole: '', debit: ', debits alone', credit: ', credits alone' } as const;

function partOf(
  line: ReportLine & { readonly kind: 'ledger' },
  term: Term,
  { names, amountOf }: Told,
): CellPart {
  const known = names.get(term.name) ?? (term.name === netIncome ? 'Net income of the year' : '');
  return {
    kind: term.kind,
    name: term.name,
    label: `${known}${sides[term.part]}`,
    line: null,
    isSubtracted: term.sign === -1n,
    amountMinor: halfUp(amountOf({ ...line, terms: [{ ...term, sign: 1n }] })),
  };
}
