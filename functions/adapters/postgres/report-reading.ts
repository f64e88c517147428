import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { BankError } from '../../domain/errors.ts';
import {
  earlierPeriods,
  periodOf,
  scheduleQuarter,
  type Period,
  type ReportKey,
} from '../../domain/report.ts';
import type { ReportForm } from '../../domain/reports/form.ts';
import type { PeriodFigures } from '../../domain/reports/ledger.ts';
import {
  askedForBeginning,
  besideYearBefore,
  isWorthPrinting,
  movementStatements,
  printedQuarter,
  quarterPack,
  whatRefuses,
  type MovementStatements,
  type QuarterPack,
} from '../../domain/reports/quarter-pack.ts';
import type { ReportStatements } from '../../domain/reports/report-statements.ts';
import type { YearEnd } from '../../domain/reports/year-end.ts';
import {
  beside,
  imbalanceOf,
  type ComparedLine,
  type Earlier,
  type StatementLine,
} from '../../domain/statement.ts';
import { totalsOf } from '../../domain/trial-balance.ts';
import { inOneReading, type BooksDatabase } from './database.ts';
import { readFigures, readForm } from './report-figures.ts';
import { readStatement, statementsOf, type Statements, type StepDone } from './statements.ts';
import { readYearEnd } from './year-end.ts';

export interface ReadReport extends Omit<ReportStatements, 'from' | 'to'> {
  readonly asOfSequence: number;
}

/**
 * Everything a report says, of one moment.
 * @throws BankError `business-date-refused` when its period has not begun, `report-refused` when it does not add up
 */
export async function readReport(
  database: BooksDatabase,
  key: ReportKey,
  done: StepDone,
): Promise<ReadReport> {
  return inOneReading(database, async (reading) => {
    const period = periodOf(key);
    const statements = await statementsOf(reading, period, done);
    refuseUnbalanced(key, statements);
    const earlier = await reportedBefore(reading, key);
    const form = await readForm(reading, period.to);
    const figures = figuresOnce(reading, statements.asOf);
    const compared = await comparedStatements(reading, { statements, earlier, form, period, figures });
    const pack = await readPack(reading, { key, form, figures, asOf: statements.asOf });
    await done('schedules');
    const { asOf, asOfSequence, trial } = statements;
    const ended = await yearEndOf(reading, { key, statements, figures: await figures(period) }, done);
    // Reports of other kinds have no such part, and keep their bytes.
    const yearEnd = ended && { yearEnd: ended };
    return { asOf, asOfSequence, trialBalance: trial.lines, ...compared, pack, ...yearEnd };
  });
}

interface EndOf {
  readonly key: ReportKey;
  readonly statements: Statements;
  readonly figures: PeriodFigures;
}

async function yearEndOf(
  reading: BooksDatabase,
  { key, statements, figures }: EndOf,
  done: StepDone,
): Promise<YearEnd | undefined> {
  if (key.kind !== 'year') return undefined;
  const netIncomeMinor = statements.income.find(({ depth }) => depth === 0)?.amountMinor ?? 0n;
  return readYearEnd(reading, { year: Number(key.period), figures, netIncomeMinor }, done);
}

type Figures = (period: Period) => Promise<PeriodFigures>;

/** Figures of periods, each read once: a quarter needs its own for its statements and for its schedules. */
function figuresOnce(reading: BooksDatabase, asOf: string): Figures {
  const known = new Map<string, PeriodFigures>();
  return async (period) => {
    const name = `${period.from} ${period.to}`;
    const figures = known.get(name) ?? (await readFigures(reading, period, asOf));
    known.set(name, figures);
    return figures;
  };
}

function refuseUnbalanced({ period }: ReportKey, { trial, balanceSheet }: Statements): void {
  const { debitMinor, creditMinor } = totalsOf(trial.lines);
  if (debitMinor !== creditMinor)
    throw refusal(period, [
      `the trial balance has ${debitMinor} cents of debits and ${creditMinor} of credits`,
    ]);
  const difference = imbalanceOf(balanceSheet);
  if (difference !== 0n)
    throw refusal(period, [`assets differ from liabilities and equity by ${difference} cents`]);
}

function refusal(period: string, reasons: readonly string[]): BankError {
  const first = reasons.slice(0, mostTold).join('; ');
  const more = reasons.length > mostTold ? `; and ${reasons.length - mostTold} more` : '';
  return new BankError('report-refused', `The report of ${period} does not add up: ${first}${more}.`);
}

const mostTold = 5;

/** Earlier periods that the report is shown beside: those in which there were books. */
async function reportedBefore(reading: BooksDatabase, key: ReportKey): Promise<Earlier<Period>> {
  const { before, yearBefore } = earlierPeriods(key);
  return {
    before: before && (await hasBooks(reading, before)) ? before : undefined,
    yearBefore: yearBefore && (await hasBooks(reading, yearBefore)) ? yearBefore : undefined,
  };
}

async function hasBooks(reading: BooksDatabase, { to }: Period): Promise<boolean> {
  const [row] = await reading.rows(
    sql`SELECT EXISTS (SELECT FROM bank.journal WHERE business_date <= ${to}::date) AS has_books`,
  );
  return z.object({ has_books: z.boolean() }).parse(row).has_books;
}

interface Compared {
  readonly statements: Statements;
  readonly earlier: Earlier<Period>;
  readonly form: ReportForm;
  readonly period: Period;
  readonly figures: Figures;
}
type Quartet = Record<
  'balanceSheet' | 'incomeStatement' | 'equityChanges' | 'cashFlow',
  readonly ComparedLine[]
>;

async function comparedStatements(reading: BooksDatabase, compared: Compared): Promise<Quartet> {
  const { statements, earlier, form, period, figures } = compared;
  const each = async <T>(read: (period: Period) => Promise<T>): Promise<Earlier<T>> => ({
    before: earlier.before && (await read(earlier.before)),
    yearBefore: earlier.yearBefore && (await read(earlier.yearBefore)),
  });
  const moved = async (span: Period): Promise<MovementStatements> =>
    movementStatements(form, await figures(span));
  const { equityChanges, cashFlow } = await moved(period);
  const movedBefore = await each(moved);
  const balanceSheet = await each((span) => readStatement(reading, 'balance-sheet', span));
  const income = await each((span) => readStatement(reading, 'income-statement', span));
  return {
    balanceSheet: beside(statements.balanceSheet, balanceSheet),
    incomeStatement: beside(statements.income, income),
    equityChanges: beside(equityChanges, linesOf(movedBefore, 'equityChanges')),
    cashFlow: beside(cashFlow, linesOf(movedBefore, 'cashFlow')),
  };
}

function linesOf(
  { before, yearBefore }: Earlier<MovementStatements>,
  name: keyof MovementStatements,
): Earlier<readonly StatementLine[]> {
  return { before: before?.[name], yearBefore: yearBefore?.[name] };
}

interface PackOf {
  readonly key: ReportKey;
  readonly form: ReportForm;
  readonly asOf: string;
  readonly figures: Figures;
}

/** The schedules of the quarter, held against the quarter before and last December. */
async function readPack(
  reading: BooksDatabase,
  { key, form, asOf, figures }: PackOf,
): Promise<QuarterPack | null> {
  const quarter = scheduleQuarter(key);
  if (!quarter || quarter.from > asOf) return null;
  const before = earlierQuarter(quarter);
  const pack = quarterPack(form, {
    current: await figures(quarter),
    previousQuarter: before && (await hasBooks(reading, before)) ? await figures(before) : undefined,
  });
  if (!isWorthPrinting(pack)) return null;
  const reasons = whatRefuses(pack);
  if (reasons.length > 0) throw refusal(key.period, reasons);
  const asked = await withBeginning(reading, key, pack);
  if (key.kind !== 'year') return asked;
  const { yearBefore } = earlierPeriods({ kind: 'quarter', period: `${key.period}Q4` });
  const hadBooks = yearBefore && (await hasBooks(reading, yearBefore));
  return besideYearBefore(asked, hadBooks ? printedQuarter(form, await figures(yearBefore)) : undefined);
}

async function withBeginning(
  reading: BooksDatabase,
  key: ReportKey,
  pack: QuarterPack,
): Promise<QuarterPack> {
  const [row] = await reading.rows(sql`
    SELECT (SELECT min(business_date) FROM bank.business_day)::text AS opened_on, min(month)::text AS month FROM bank.period`);
  const { opened_on: openedOn, month } = z.object({ opened_on: z.string(), month: z.string() }).parse(row);
  return periodOf(key).from < month ? askedForBeginning(pack, openedOn) : pack;
}

/** The quarter before in the same calendar year, with which figures of the year to date are compared. */
function earlierQuarter({ from }: Period): Period | undefined {
  const [year = '', month = ''] = from.split('-');
  const quarter = Math.ceil(Number(month) / 3);
  return quarter === 1 ? undefined : periodOf({ kind: 'quarter', period: `${year}Q${quarter - 1}` });
}
