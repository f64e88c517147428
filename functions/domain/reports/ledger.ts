import type { Rational } from '../interest/rational.ts';
import type { AccountClass } from '../trial-balance.ts';
import { sumOf, type Term } from './expression.ts';
import type { LedgerLine, LineBasis } from './form.ts';

/**
 * What the books say of a ledger account over a period, in cents, debits positive. Nominal accounts begin each year
 * with nothing; journals that close the year of the period are left out, so a closed year still shows its income.
 */
export interface LedgerFigures {
  readonly code: string;
  readonly name: string;
  readonly class: AccountClass;
  /** At the close of the last day of the year before. */
  readonly decemberMinor: bigint;
  /** At the close of the day before the period. */
  readonly openingMinor: bigint;
  /** What the period moved. */
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
  /** Sum of the balances at the close of every calendar day of the period. */
  readonly dailyMinor: bigint;
}

/** What customers owe on accounts that are deposits otherwise: a loan to be shown, never a negative deposit. */
export interface Overdrafts {
  /** Control account of the deposits. */
  readonly code: string;
  readonly decemberMinor: bigint;
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  readonly dailyMinor: bigint;
}

/** A figure that no ledger account tells alone, such as time deposits by size; zero where none is given. */
export interface Fact {
  readonly basis: LineBasis;
  readonly name: string;
  readonly minor: bigint;
}

export interface PeriodFigures {
  /** Business dates, inclusive; `to` is the date the figures run to. */
  readonly from: string;
  readonly to: string;
  /** Calendar days of the period. */
  readonly days: number;
  readonly ledger: readonly LedgerFigures[];
  readonly overdrafts: readonly Overdrafts[];
  readonly facts: readonly Fact[];
}

/** The exact amount of each line that is summed from the ledger: cents, or a fraction of them for an average. */
export type ExactAmounts = (line: LedgerLine) => Rational;

interface Sides {
  readonly debit: bigint;
  readonly credit: bigint;
}
type Bases = Readonly<Record<LineBasis, Sides>>;

const sidesOf = (minor: bigint): Sides =>
  minor < 0n ? { debit: 0n, credit: -minor } : { debit: minor, credit: 0n };

const overdrawnLoans = '1490';
/** Computed from income and expense: nothing is ever posted to it. */
export const netIncome = '3045';

export function exactAmounts(figures: PeriodFigures): ExactAmounts {
  const accounts = new Map<string, Bases>();
  for (const each of shownAsLoans(figures)) accounts.set(each.code, basesOf(each));
  const nominal = figures.ledger.filter(({ class: kind }) => kind === 'Income' || kind === 'Expense');
  accounts.set(netIncome, basesOf(summed(netIncome, nominal)));
  const facts = new Map(figures.facts.map(({ basis, name, minor }) => [`${basis} ${name}`, minor]));
  return ({ basis, side, terms }) => {
    const amount = ({ kind, name, part }: Term): bigint => {
      if (kind === 'fact') return facts.get(`${basis} ${name}`) ?? 0n;
      const { debit = 0n, credit = 0n } = accounts.get(name)?.[basis] ?? {};
      const net = (part === 'credit' ? 0n : debit) - (part === 'debit' ? 0n : credit);
      return side === 'debit' ? net : -net;
    };
    const denominator = basis === 'average' ? BigInt(figures.days) : 1n;
    return { numerator: sumOf(terms, amount), denominator };
  };
}

function basesOf(each: LedgerFigures): Bases {
  const closing = each.openingMinor + each.debitMinor - each.creditMinor;
  return {
    balance: sidesOf(closing),
    opening: sidesOf(each.openingMinor),
    year: sidesOf(closing - each.decemberMinor),
    period: { debit: each.debitMinor, credit: each.creditMinor },
    average: sidesOf(each.dailyMinor),
  };
}

/** The ledger with overdrawn deposits moved to the loans they are; it only shifts amounts. */
function shownAsLoans({ ledger, overdrafts }: PeriodFigures): readonly LedgerFigures[] {
  const moved = overdrafts.map((each) => asMovement(each));
  const back = moved.map((each) => ({ ...negated(each), name: '', class: 'Liability' as const }));
  const loans = summed(overdrawnLoans, moved);
  const codes = new Map<string, LedgerFigures[]>();
  for (const each of [...ledger, ...back, loans])
    codes.set(each.code, [...(codes.get(each.code) ?? []), each]);
  return [...codes].map(([code, figures]) => summed(code, figures));
}

function asMovement({ closingMinor, ...each }: Overdrafts): LedgerFigures {
  const { debit, credit } = sidesOf(closingMinor - each.openingMinor);
  return { ...each, name: '', class: 'Asset', debitMinor: debit, creditMinor: credit };
}

const negated = (each: LedgerFigures): LedgerFigures => ({
  ...each,
  decemberMinor: -each.decemberMinor,
  openingMinor: -each.openingMinor,
  debitMinor: each.creditMinor,
  creditMinor: each.debitMinor,
  dailyMinor: -each.dailyMinor,
});

function summed(code: string, figures: readonly LedgerFigures[]): LedgerFigures {
  const sum = (of: (each: LedgerFigures) => bigint): bigint =>
    figures.reduce((total, each) => total + of(each), 0n);
  return {
    code,
    name: '',
    class: figures[0]?.class ?? 'Asset',
    decemberMinor: sum((each) => each.decemberMinor),
    openingMinor: sum((each) => each.openingMinor),
    debitMinor: sum((each) => each.debitMinor),
    creditMinor: sum((each) => each.creditMinor),
    dailyMinor: sum((each) => each.dailyMinor),
  };
}
