import { BankError } from '../domain/errors.ts';
import type { Period, ReportKey } from '../domain/report.ts';
import { statementNames } from '../domain/reports/files/report-file.ts';
import type { ReportStatements } from '../domain/reports/report-statements.ts';
import {
  exactCell,
  periodOfColumn,
  rolledUpCell,
  type CellColumn,
  type CellParts,
} from '../domain/reports/statement-cell.ts';
import type { ReportReader } from './ports/reports.ts';

type StatementOf = (typeof statementNames)[number]['of'];

interface CellWanted extends ReportKey {
  readonly version: number;
  readonly statement: StatementOf;
  /** Place in the statement, from 0. */
  readonly line: number;
  readonly column: CellColumn;
}

/** A cell as a version says it, beside what it is made of by what the books know now. */
export interface StatementCell extends CellParts {
  readonly title: string;
  readonly label: string;
  readonly period: Period;
  readonly amountMinor: bigint;
}

const columnOf = { period: 'amountMinor', before: 'beforeMinor', 'year-before': 'yearBeforeMinor' } as const;

/**
 * Takes a cell of a statement apart into lines, accounts and facts.
 * @throws BankError report-not-found when there is no such version, or no such cell in it
 */
export async function readStatementCell(
  { reports }: { readonly reports: ReportReader },
  wanted: CellWanted,
): Promise<StatementCell> {
  const content = (await reports.read(wanted, wanted.version))?.content;
  const cell = content && cellIn(content, wanted);
  const { statement, line: at } = wanted;
  if (!cell) throw new BankError('report-not-found', 'This version has no such cell.');
  return { ...cell, ...(await partsOf(reports, content, { statement, at, period: cell.period })) };
}

/** The cell as it is stored, with the dates it is about; undefined where there is none. */
function cellIn(
  content: ReportStatements,
  { statement, line: at, column, ...key }: CellWanted,
): Omit<StatementCell, keyof CellParts> | undefined {
  const line = content[statement][at];
  const amountMinor = line?.[columnOf[column]] ?? null;
  const whole = periodOfColumn(key, column);
  if (!line || amountMinor === null || !whole) return undefined;
  const title = statementNames.find(({ of }) => of === statement)?.title ?? '';
  const period = { from: whole.from, to: whole.to < content.asOf ? whole.to : content.asOf };
  return { title, label: line.label, period, amountMinor };
}

interface CellPlace {
  readonly statement: StatementOf;
  readonly at: number;
  readonly period: Period;
}

async function partsOf(
  reports: ReportReader,
  content: ReportStatements,
  { statement, at, period }: CellPlace,
): Promise<CellParts> {
  if (statement === 'balanceSheet' || statement === 'incomeStatement') {
    const name = statement === 'balanceSheet' ? 'balance-sheet' : 'income-statement';
    return rolledUpCell(content[statement], await reports.statementAccounts(name, period), at);
  }
  const [form, figures] = [await reports.form(content.to), await reports.figures(period)];
  const name = statement === 'equityChanges' ? 'Equity' : 'Cash flow';
  return exactCell({ form, name, figures }, content[statement], at);
}
