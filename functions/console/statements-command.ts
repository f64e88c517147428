import { booksReader } from '../adapters/postgres/books.ts';
import { readStatements, type Statements } from '../adapters/postgres/statements.ts';
import { formatMinor } from '../domain/money.ts';
import { periodOf, type Period } from '../domain/report.ts';
import type { StatementLine } from '../domain/statement.ts';
import { totalsOf } from '../domain/trial-balance.ts';
import { ConsoleError, type ConsoleContext } from './context.ts';
import { withBooks, type BooksOptions } from './target.ts';

export interface StatementsOptions extends BooksOptions {
  /** Such as `1994Q1`; the quarter of the business date unless given. */
  readonly quarter: string | undefined;
}

/** `trial-balance`: trial balance, balance sheet and income statement of a quarter. */
export async function statementsCommand(context: ConsoleContext, options: StatementsOptions): Promise<void> {
  await withBooks(context, options, async (database) => {
    const quarter = options.quarter ?? quarterOf(await booksReader(database).businessDate());
    const period = parseQuarter(quarter);
    const statements = await readStatements(database, period);
    const underWay = statements.asOf < period.to;
    const title = underWay ? `${quarter} to date (${statements.asOf})` : quarter;
    context.out(options.json ? asJson({ quarter, ...statements }) : asText(title, statements));
  });
}

function quarterOf(date: string): string {
  return `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

function parseQuarter(quarter: string): Period {
  try {
    return periodOf({ kind: 'quarter', period: quarter });
  } catch (error) {
    throw new ConsoleError(`"${quarter}" is not a quarter. Write it like 1994Q1.`, { cause: error });
  }
}

function asJson(statements: Statements & { readonly quarter: string }): string {
  return JSON.stringify(statements, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

const width = { name: 58, amount: 20 };

function row(label: string, amounts: readonly string[]): string {
  return (
    label.slice(0, width.name).padEnd(width.name) +
    amounts.map((amount) => amount.padStart(width.amount)).join('')
  );
}

const blankZero = (minor: bigint): string => (minor === 0n ? '' : formatMinor(minor));

function asText(title: string, { asOf, trial, balanceSheet, income }: Statements): string {
  const totals = totalsOf(trial.lines);
  return [
    `Trial balance, ${title}`,
    row('', ['Debit', 'Credit']),
    ...trial.lines
      .filter(({ debitMinor, creditMinor }) => debitMinor !== creditMinor)
      .map((line) =>
        row(`${line.code} ${line.name}`, [blankZero(line.debitMinor), blankZero(line.creditMinor)]),
      ),
    row('Total', [formatMinor(totals.debitMinor), formatMinor(totals.creditMinor)]),
    '',
    `Balance sheet at the close of ${asOf}`,
    ...balanceSheet.filter(worthPrinting).map(statementRow),
    '',
    `Income statement, ${title}`,
    ...income.filter(worthPrinting).map(statementRow),
  ].join('\n');
}

/** Totals always; other lines only when there is something in them. */
const worthPrinting = ({ isTotal, amountMinor }: StatementLine): boolean => isTotal || amountMinor !== 0n;

function statementRow(line: StatementLine): string {
  return row(`${'  '.repeat(line.depth)}${line.label}`, [formatMinor(line.amountMinor)]);
}
