import { halfUp } from '../interest/rational.ts';
import { earlierPeriods, periodOf, type Period, type ReportKey } from '../report.ts';
import type { StatementLine } from '../statement.ts';
import { exactValues, type ExactStatementName } from './exact-statement.ts';
import { labelOfTerm } from './exact-line.ts';
import type { Term } from './expression.ts';
import type { ReportForm } from './form.ts';
import { exactAmounts, type PeriodFigures } from './ledger.ts';

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
  /** Null where the statement has no such line any more. */
  readonly knownMinor: bigint | null;
  readonly parts: readonly CellPart[];
  /** Labels of lines that only one has, the version or the statement as it is now: sums of the two may differ by them. */
  readonly changedLines: readonly string[];
}

/** A ledger account on a line of a statement, debits positive; a line on which none stands comes without one. */
export interface StatementAccount {
  /** Code of the line. */
  readonly line: string;
  readonly label: string;
  readonly side: 'debit' | 'credit';
  readonly account: { readonly code: string; readonly name: string; readonly minor: bigint } | null;
}

/** The period that a column of a report is about; undefined where its kind has none such. */
export function periodOfColumn(key: ReportKey, column: CellColumn): Period | undefined {
  if (column === 'period') return periodOf(key);
  const { before, yearBefore } = earlierPeriods(key);
  return column === 'before' ? before : yearBefore;
}

interface KnownLine {
  readonly code: string;
  readonly label: string;
}

/**
 * The lines of a version by their codes in the statement as it is now; undefined for one that is there no more. Versions whose
 * lines have no code are told by their labels, if these are unmistakable: never by place, which may be another line's by now.
 */
function codesOf(
  lines: readonly StatementLine[],
  known: readonly KnownLine[],
): readonly (string | undefined)[] {
  const byCode = new Map(known.map(({ code }) => [code, code]));
  return lines.map(({ code, label }) => {
    if (code !== undefined) return byCode.get(code);
    const [first, another] = known.filter((each) => each.label === label);
    const isOne = lines.filter((each) => each.label === label).length === 1;
    return another === undefined && isOne ? first?.code : undefined;
  });
}

function changedLines(
  lines: readonly StatementLine[],
  known: readonly KnownLine[],
  codes: readonly (string | undefined)[],
): readonly string[] {
  const gone = lines.filter((_line, index) => codes[index] === undefined);
  const added = known.filter(({ code }) => !codes.includes(code));
  return [...gone, ...added].map(({ label }) => label);
}

/** A cell of a statement that accounts roll up in: a leaf is made of accounts, a total of the lines one level below it. */
export function rolledUpCell(
  lines: readonly StatementLine[],
  accounts: readonly StatementAccount[],
  at: number,
): CellParts {
  const known = [...new Map(accounts.map(({ line: code, label }) => [code, { code, label }])).values()];
  const codes = codesOf(lines, known);
  const changed = changedLines(lines, known, codes);
  if (codes[at] === undefined) return { knownMinor: null, parts: [], changedLines: changed };
  const on = (line: number): readonly StatementAccount[] =>
    accounts.filter((each) => each.line === codes[line]);
  const sideOf = (line: number): string | undefined => on(line)[0]?.side;
  const shown = (minor: bigint, line: number): bigint => (sideOf(line) === 'debit' ? minor : -minor);
  const netOf = (line: number): bigint =>
    [...linesBelow(lines, line), line]
      .flatMap(on)
      .reduce((sum, { account }) => sum + (account?.minor ?? 0n), 0n);
  const depth = lines[at]?.depth ?? 0;
  const ofLines = linesBelow(lines, at)
    .filter((line) => lines[line]?.depth === depth + 1 && codes[line] !== undefined)
    .map((line) => ({
      ...{ kind: 'line' as const, name: '', label: lines[line]?.label ?? '', line },
      isSubtracted: sideOf(line) !== sideOf(at),
      amountMinor: shown(netOf(line), line),
    }));
  const ofAccounts = on(at).flatMap(({ account }) =>
    account
      ? [{ ...ofNoLine, name: account.code, label: account.name, amountMinor: shown(account.minor, at) }]
      : [],
  );
  return { knownMinor: shown(netOf(at), at), parts: [...ofLines, ...ofAccounts], changedLines: changed };
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

/** A cell of a statement that the form defines. */
export function exactCell(
  { form, name, figures }: ExactCell,
  lines: readonly StatementLine[],
  at: number,
): CellParts {
  const defined = form.lines.filter(({ schedule }) => schedule === name);
  const known = defined.map(({ code, caption: label }) => ({ code, label }));
  const codes = codesOf(lines, known);
  const changed = changedLines(lines, known, codes);
  const line = defined.find(({ code }) => code === codes[at]);
  if (!line) return { knownMinor: null, parts: [], changedLines: changed };
  const values = exactValues(form, name, figures);
  const knownMinor = values.get(line.code) ?? 0n;
  if (line.kind !== 'ledger') {
    const parts = line.terms.map(({ name: code, sign }) => {
      const place = codes.indexOf(code);
      return {
        ...{
          kind: 'line' as const,
          name: '',
          label: known.find((each) => each.code === code)?.label ?? code,
        },
        line: place < 0 ? null : place,
        isSubtracted: sign === -1n,
        amountMinor: values.get(code) ?? 0n,
      };
    });
    return { knownMinor, parts, changedLines: changed };
  }
  const amountOf = exactAmounts(figures);
  const parts = line.terms.map((term) => ({
    ...{ kind: term.kind, name: term.name, label: labelOfTerm(term, figures), line: null },
    isSubtracted: term.sign === -1n,
    amountMinor: halfUp(amountOf({ ...line, terms: [{ ...term, sign: 1n }] })),
  }));
  return {
    knownMinor,
    parts: parts.filter(({ amountMinor }) => amountMinor !== 0n),
    changedLines: changed,
  };
}
