import { halfUp, type Rational } from '../interest/rational.ts';
import type { LedgerLine, ReportForm } from './form.ts';
import { exactAmounts, type PeriodFigures } from './ledger.ts';
import { apportion, apportionWholly, thousandsOf, thousandsOfRational } from './rounding.ts';
import { signedLeaves, type SignedLeaf } from './signed-leaves.ts';
import { printedOf, withTotals, type Printed } from './totals.ts';

const netIncome = 'RIAD4340';
const equity = { ofBalanceSheet: 'RCON3210', ofChanges: 'RIAD3210' };
const allowance = { ofBalanceSheet: 'RCON3123', ofChanges: 'RIAD3123', adjustments: 'RIADC233' };

/** Lines that have to sum to what other lines print, in the order in which they are rounded. */
const ties: readonly { readonly target: readonly string[]; readonly totals: readonly string[] }[] = [
  { target: ['RCON5369', 'RCONB528'], totals: ['RCON2122'] },
  { target: ['RCON2200'], totals: ['RCON2215', 'RCON2385'] },
  { target: ['RCON2160'], totals: ['RCON2160'] },
  { target: ['RCON2930'], totals: ['RCON2930'] },
  { target: ['RCON3190'], totals: ['RCON3190'] },
];

/** The same where no line of the form is their total. */
const memoTies: readonly { readonly target: readonly string[]; readonly lines: readonly string[] }[] = [
  { target: ['RCONJJ34'], lines: ['RCON1754', '-RIADJH93'] },
  { target: ['RIADJJ33'], lines: ['RIAD4230', 'RIADJH90', 'RIADJH96', 'RIADJJ02', 'RIADMG93'] },
  { target: ['RCON2385'], lines: ['RCON6810', 'RCON0352', 'RCON6648', 'RCONJ473', 'RCONJ474'] },
  { target: ['RCON6648', 'RCONJ473'], lines: ['RCONHK07', 'RCONHK08', 'RCONHK09', 'RCONHK10'] },
  { target: ['RCONJ474'], lines: ['RCONHK12', 'RCONHK13', 'RCONHK14', 'RCONHK15'] },
  { target: ['RCONF055'], lines: ['RCON2651'] },
];

/** What a form prints as the schedules' parts are rounded, one after the other. */
interface Desk {
  readonly form: ReportForm;
  readonly exact: (code: string) => Rational;
  readonly printed: Map<string, bigint>;
}

/**
 * Every line of the schedules, in thousands of dollars. Parts are rounded so that each schedule foots exactly and
 * agrees with the others (largest remainder; docs/decisions/0020).
 * @param december what the report of last December printed of equity and allowance
 */
export function printSchedules(form: ReportForm, figures: PeriodFigures, december: Printed): Printed {
  const desk = openDesk(form, figures);
  printBalanceSheet(desk);
  const income = signedLeaves(form, [netIncome]);
  printLeaves(desk, income, { total: thousandsOf(exactSum(desk, income)) });
  for (const { target, totals } of ties)
    printLeaves(desk, signedLeaves(form, totals, scheduleOfTotal(form, totals[0])), {
      total: printedSum(desk, target),
    });
  for (const { target, lines } of memoTies)
    printLeaves(desk, lines.map(signed), { total: printedSum(desk, target) });
  carry(desk, december);
  printChanges(desk, equity);
  printAllowance(desk);
  printTheRest(desk);
  return withTotals(form, desk.printed);
}

/** Equity and allowance as a report at the end of these figures prints them: what the next year carries forward. */
export function printCarried(form: ReportForm, figures: PeriodFigures): Printed {
  const desk = openDesk(form, figures);
  printBalanceSheet(desk);
  const all = withTotals(form, desk.printed);
  return new Map([
    [equity.ofBalanceSheet, printedOf(all, equity.ofBalanceSheet)],
    [allowance.ofBalanceSheet, printedOf(all, allowance.ofBalanceSheet)],
    [equity.ofChanges, printedOf(all, equity.ofBalanceSheet)],
    [allowance.ofChanges, printedOf(all, allowance.ofBalanceSheet)],
  ]);
}

function openDesk(form: ReportForm, figures: PeriodFigures): Desk {
  const amountOf = exactAmounts(figures);
  const lines = new Map<string, LedgerLine>();
  for (const line of form.lines) if (line.kind === 'ledger') lines.set(line.code, line);
  const exact = (code: string): Rational => {
    const line = lines.get(code);
    return line ? amountOf(line) : { numerator: 0n, denominator: 1n };
  };
  return { form, exact, printed: new Map() };
}

function signed(code: string): SignedLeaf {
  return code.startsWith('-') ? { code: code.slice(1), sign: -1n } : { code, sign: 1n };
}

function scheduleOfTotal({ lines }: ReportForm, code: string | undefined): string | undefined {
  return lines.find((line) => line.kind === 'total' && line.code === code)?.schedule;
}

/** Cents; lines that are averages are never part of a sum. */
const exactSum = ({ exact }: Desk, leaves: readonly SignedLeaf[]): bigint =>
  leaves.reduce((sum, { code, sign }) => sum + sign * halfUp(exact(code)), 0n);

function printedSum({ form, printed }: Desk, codes: readonly string[]): bigint {
  const all = withTotals(form, new Map(printed));
  return codes.reduce((sum, code) => sum + printedOf(all, code), 0n);
}

type Rounding = (minors: readonly bigint[], total: bigint) => readonly bigint[];

/**
 * Thousands by which rounding alone can part a total from what sums to it. Where the gap is wider a line is missing: the
 * parts then keep their own sum, and the rules refuse the report.
 */
const widestGap = 2n;

const isNear = (a: bigint, b: bigint): boolean => -widestGap <= a - b && a - b <= widestGap;

function printLeaves(
  { printed, exact }: Desk,
  leaves: readonly SignedLeaf[],
  { total, by = apportionWholly }: { readonly total: bigint; readonly by?: Rounding },
): void {
  const minors = leaves.map(({ code, sign }) => sign * halfUp(exact(code)));
  const own = thousandsOf(minors.reduce((sum, each) => sum + each, 0n));
  const rounded = by(minors, isNear(total, own) ? total : own);
  for (const [index, { code, sign }] of leaves.entries()) printed.set(code, sign * (rounded[index] ?? 0n));
}

/** Total assets are rounded once; liabilities and equity share their own total, which is the same, and each its lines. */
function printBalanceSheet(desk: Desk): void {
  const [assets, liabilities, capital] = ['RCON2170', 'RCON2948', 'RCONG105'].map((total) =>
    signedLeaves(desk.form, [total], 'RC'),
  );
  if (!assets || !liabilities || !capital) return;
  printLeaves(desk, assets, { total: thousandsOf(exactSum(desk, assets)) });
  const sides = [liabilities, capital];
  const minors = sides.map((side) => exactSum(desk, side));
  const shares = apportionWholly(minors, thousandsOf(minors.reduce((sum, each) => sum + each, 0n)));
  for (const [index, side] of sides.entries()) printLeaves(desk, side, { total: shares[index] ?? 0n });
}

function carry({ form, printed }: Desk, december: Printed): void {
  for (const line of form.lines)
    if (line.kind === 'carried')
      printed.set(
        line.code,
        line.terms.reduce((sum, { sign, name }) => sum + sign * printedOf(december, name), 0n),
      );
}

/** Prints the parts between an opening that was printed before and a closing that is printed already. */
function printChanges(desk: Desk, { ofChanges, ofBalanceSheet }: Carried): void {
  const leaves = signedLeaves(desk.form, [ofChanges]);
  const known = leaves.filter(({ code }) => desk.printed.has(code));
  const before = known.reduce((sum, { code, sign }) => sum + sign * printedOf(desk.printed, code), 0n);
  const open = leaves.filter(({ code }) => !known.some((each) => each.code === code));
  printLeaves(desk, open, { total: printedSum(desk, [ofBalanceSheet]) - before, by: apportion });
}

interface Carried {
  readonly ofBalanceSheet: string;
  readonly ofChanges: string;
}

/** What rounding leaves between the allowance's parts and its balance goes to its adjustments. */
function printAllowance(desk: Desk): void {
  const { printed } = desk;
  printChanges(desk, allowance);
  const left = printedSum(desk, [allowance.ofBalanceSheet]) - printedSum(desk, [allowance.ofChanges]);
  if (isNear(left, 0n)) printed.set(allowance.adjustments, printedOf(printed, allowance.adjustments) + left);
}

/** Averages and memoranda stand alone: each is rounded by itself. */
function printTheRest({ form, exact, printed }: Desk): void {
  for (const line of form.lines)
    if (line.kind === 'ledger' && isSchedule(line.schedule) && !printed.has(line.code))
      printed.set(line.code, thousandsOfRational(exact(line.code)));
  // A part that is rounded by itself may not outgrow what it is a part of.
  const transaction = printedSum({ form, exact, printed }, ['RCON2215']);
  if (printedOf(printed, 'RCON2210') > transaction) printed.set('RCON2210', transaction);
}

/** Statements in dollars and cents are no schedules. */
export const isSchedule = (schedule: string): boolean => schedule.startsWith('R');
