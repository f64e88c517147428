import type { StatementLine } from '../statement.ts';
import { exactStatement } from './exact-statement.ts';
import type { ReportForm } from './form.ts';
import type { LedgerFigures, PeriodFigures } from './ledger.ts';
import { isSchedule, printCarried, printSchedules } from './print-schedules.ts';
import { checkRules, type RuleResult } from './rules.ts';
import { printedOf, type Printed } from './totals.ts';

/** A line of a schedule as it is printed. */
export interface ScheduleLine {
  readonly item: string;
  readonly code: string;
  readonly caption: string;
  readonly isTotal: boolean;
  readonly thousands: bigint;
  /** The same a year before, in the report of a year; null where the bank had no books then. */
  readonly yearBefore?: bigint | null;
}

export interface Schedule {
  readonly name: string;
  readonly lines: readonly ScheduleLine[];
}

/** What the regulator gets of a quarter, and what the validity rules say of it. */
export interface QuarterPack {
  readonly ledger: readonly LedgerFigures[];
  readonly schedules: readonly Schedule[];
  readonly rules: readonly RuleResult[];
}

export interface QuarterFigures {
  readonly current: PeriodFigures;
  /** Of the quarter before where that is of the same calendar year. */
  readonly previousQuarter?: PeriodFigures | undefined;
}

/** Schedules of a quarter by the form of another: what a year is shown beside. */
export function printedQuarter(form: ReportForm, figures: PeriodFigures): Printed {
  return printSchedules(form, figures, printedLastDecember(form, figures) ?? new Map());
}

/** The pack of a year's last quarter with each line beside that of a year before; without numbers where there were no books. */
export function besideYearBefore(pack: QuarterPack, yearBefore: Printed | undefined): QuarterPack {
  const schedules = pack.schedules.map(({ name, lines }) => ({
    name,
    lines: lines.map((line) => ({
      ...line,
      yearBefore: yearBefore ? printedOf(yearBefore, line.code) : null,
    })),
  }));
  return { ...pack, schedules };
}

/** The pack of a quarter: a function of the form and of the figures, so the same figures give the same bytes. */
export function quarterPack(form: ReportForm, { current, previousQuarter }: QuarterFigures): QuarterPack {
  const december = printedLastDecember(form, current);
  const carried = december ?? new Map<string, bigint>();
  const printed = printSchedules(form, current, carried);
  const rules = checkRules(
    form.rules,
    {
      current: printed,
      previousQuarter: previousQuarter && printSchedules(form, previousQuarter, carried),
      previousDecember: december,
    },
    'own',
  );
  return { ledger: current.ledger, schedules: schedulesOf(form, printed), rules };
}

/** What the report of last December says of equity and allowance; undefined when there were no books then. */
function printedLastDecember(form: ReportForm, figures: PeriodFigures): Printed | undefined {
  const ledger = figures.ledger.map((each) => ({
    ...each,
    openingMinor: each.decemberMinor,
    debitMinor: 0n,
    creditMinor: 0n,
  }));
  if (ledger.every(({ decemberMinor }) => decemberMinor === 0n)) return undefined;
  const overdrafts = figures.overdrafts.map((each) => ({
    ...each,
    openingMinor: each.decemberMinor,
    closingMinor: each.decemberMinor,
  }));
  return printCarried(form, { ...figures, ledger, overdrafts });
}

/**
 * The pack of a period whose first months are not in these books: they are in others, or the bank had not begun. The figures are
 * what these books know, so whoever reviews them says which.
 */
export function askedForBeginning(pack: QuarterPack, openedOn: string): QuarterPack {
  const description = `These books begin on ${openedOn}: say where the days of the period before it are`;
  const rule = { id: 'B01', kind: 'quality', description, outcome: 'explain', left: 0n, right: 0n } as const;
  return { ...pack, rules: [...pack.rules, rule] };
}

function schedulesOf(form: ReportForm, printed: Printed): readonly Schedule[] {
  const names = new Set(form.lines.map(({ schedule }) => schedule).filter(isSchedule));
  return [...names].map((name) => ({
    name,
    lines: form.lines
      .filter(({ schedule }) => schedule === name)
      .map(({ item, code, caption, kind }) => ({
        item,
        code,
        caption,
        isTotal: kind === 'total',
        thousands: printedOf(printed, code),
      })),
  }));
}

/** Whether there is anything to print: books that come to less than a thousand dollars are no bank to report on. */
export function isWorthPrinting({ schedules }: QuarterPack): boolean {
  return schedules.some(({ lines }) => lines.some(({ thousands }) => thousands !== 0n));
}

/** Why a pack may not be stored: each names a rule and its numbers. None, when nothing stands against it. */
export function whatRefuses({ rules, ledger }: QuarterPack): readonly string[] {
  const failing = rules
    .filter(({ outcome }) => outcome === 'refuse')
    .map(({ id, description, left, right }) => `${id} ${description}: ${left} against ${right} thousand`);
  const out = ledger.reduce((sum, each) => sum + closingOf(each), 0n);
  return [...(out === 0n ? [] : [`The trial balance is out by ${out} cents`]), ...failing];
}

const closingOf = (each: LedgerFigures): bigint => each.openingMinor + each.debitMinor - each.creditMinor;

export interface MovementStatements {
  readonly equityChanges: readonly StatementLine[];
  readonly cashFlow: readonly StatementLine[];
}

/**
 * Changes in equity and cash flow of a period.
 * @throws RangeError when the form's cash flow doesn't end in the cash that the ledger holds, to the cent
 */
export function movementStatements(form: ReportForm, figures: PeriodFigures): MovementStatements {
  const cashFlow = exactStatement(form, 'Cash flow', figures);
  const held = figures.ledger
    .filter(({ code }) => cashAccounts.includes(code))
    .reduce((sum, each) => sum + closingOf(each), 0n);
  const told = cashFlow.find(({ code }) => code === 'CF42')?.amountMinor ?? 0n;
  if (held !== told) throw new RangeError(`The cash flow ends in ${told} cents, the ledger holds ${held}.`);
  return { equityChanges: exactStatement(form, 'Equity', figures), cashFlow };
}

const cashAccounts = ['1010', '1012', '1020', '1030', '1040', '1045'];
