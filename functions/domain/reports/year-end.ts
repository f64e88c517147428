import { form1099Int, type PayeeYear } from './form-1099-int.ts';

/** A customer who was credited interest in a year, over all accounts. */
export interface Payee extends PayeeYear {
  readonly customerId: string;
  readonly number: string;
  readonly name: string;
  /** Masked taxpayer number; null where the bank has none. */
  readonly taxId: string | null;
}

/** A form 1099-INT that is due. */
export interface PayeeForm {
  readonly customerId: string;
  readonly number: string;
  readonly name: string;
  readonly taxId: string | null;
  readonly box1Minor: bigint;
  readonly box2Minor: bigint;
  readonly box4Minor: bigint;
}

/** Boxes of many payees together. */
export interface PayeeTotals {
  readonly count: number;
  readonly interestMinor: bigint;
  readonly withheldMinor: bigint;
  readonly penaltyMinor: bigint;
}

export interface ClosingLine {
  readonly code: string;
  readonly name: string;
  /** Debits positive. */
  readonly amountMinor: bigint;
}

/** The journal that closed a year, or the one that would by what the books say so far. */
export interface YearClosing {
  /** Null while the year is open. */
  readonly journalId: string | null;
  readonly countsOn: string | null;
  readonly lines: readonly ClosingLine[];
}

export const interestSides = ['payees', 'others', 'ledger'] as const;

/** What an account of the ledger says of interest in a year; of deposits as credits, of the others as debits. */
export interface InterestSide {
  /** Deposits of payees, those that get no form, or the accounts against which all of it was posted. */
  readonly side: (typeof interestSides)[number];
  readonly code: string;
  readonly name: string;
  readonly interestMinor: bigint;
  readonly withheldMinor: bigint;
  readonly penaltyMinor: bigint;
  /** What other journals moved there, debits positive; of accounts of the ledger alone. */
  readonly elsewhereMinor: bigint;
}

/** Two reckonings of one figure, in cents. One that differs is explained at the review, like a rule of the schedules. */
export interface Tie {
  readonly id: string;
  readonly description: string;
  readonly outcome: 'pass' | 'explain';
  readonly leftMinor: bigint;
  readonly rightMinor: bigint;
}

/** What a report of a year has beside its statements and schedules. */
export interface YearEnd {
  readonly closing: YearClosing;
  /** By customer number. */
  readonly forms: readonly PayeeForm[];
  readonly due: PayeeTotals;
  /** Below ten dollars with nothing withheld. */
  readonly notDue: PayeeTotals;
  readonly sides: readonly InterestSide[];
  readonly ties: readonly Tie[];
}

export interface YearEndFigures {
  readonly payees: readonly Payee[];
  readonly closing: YearClosing;
  readonly sides: readonly InterestSide[];
  /** What each ledger account moved in the year by the daily sums, debits positive. */
  readonly moved: ReadonlyMap<string, bigint>;
  /** Of the income statement. */
  readonly netIncomeMinor: bigint;
}

/** The end of a year: a function of its figures, so the same figures give the same bytes. */
export function yearEnd(figures: YearEndFigures): YearEnd {
  const isDue = (payee: Payee): boolean => form1099Int(payee).isDue;
  const due = totalsOf(figures.payees.filter(isDue));
  const notDue = totalsOf(figures.payees.filter((payee) => !isDue(payee)));
  return {
    closing: figures.closing,
    forms: figures.payees.filter(isDue).map(formOf),
    due,
    notDue,
    sides: figures.sides,
    ties: tiesOf(figures, [due, notDue]),
  };
}

function formOf(payee: Payee): PayeeForm {
  const { customerId, number, name, taxId } = payee;
  const { box1Minor, box2Minor, box4Minor } = form1099Int(payee);
  return { customerId, number, name, taxId, box1Minor, box2Minor, box4Minor };
}

type Amounts = Omit<PayeeTotals, 'count'>;

const sumOf = (parts: readonly Amounts[], of: keyof Amounts): bigint =>
  parts.reduce((sum, part) => sum + part[of], 0n);

function totalsOf(payees: readonly Payee[]): PayeeTotals {
  return {
    count: payees.length,
    interestMinor: sumOf(payees, 'interestMinor'),
    withheldMinor: sumOf(payees, 'withheldMinor'),
    penaltyMinor: sumOf(payees, 'penaltyMinor'),
  };
}

/** What closing entries carry to retained earnings (3040) before the dividends: income less expense, as they empty them. */
function closedIncomeOf({ lines }: YearClosing): bigint {
  return lines
    .filter(({ code }) => !equityClosed.includes(code))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
const equityClosed = ['3040', '3050'];

function tiesOf(figures: YearEndFigures, payees: readonly PayeeTotals[]): readonly Tie[] {
  const { sides, closing, netIncomeMinor } = figures;
  const ledger = sides.filter(({ side }) => side === 'ledger');
  const told = [...payees, ...sides.filter(({ side }) => side === 'others')];
  const both = (id: string, description: string, of: keyof Amounts): Tie =>
    tie(id, description, [sumOf(told, of), sumOf(ledger, of)]);
  return [
    both(
      'Y01',
      'Interest of all payees and of deposits without a form is that of the ledger',
      'interestMinor',
    ),
    both('Y02', 'Tax withheld from them is that of the ledger', 'withheldMinor'),
    both('Y03', 'Penalties forfeited by them are those of the ledger', 'penaltyMinor'),
    dailySums(ledger, figures.moved),
    tie('Y05', 'Closing entries carry the net income of the statement to retained earnings', [
      closedIncomeOf(closing),
      netIncomeMinor,
    ]),
  ];
}

function tie(id: string, description: string, [leftMinor, rightMinor]: [bigint, bigint]): Tie {
  return { id, description, outcome: leftMinor === rightMinor ? 'pass' : 'explain', leftMinor, rightMinor };
}

/** Account by account, so that two differences can't hide each other. */
function dailySums(ledger: readonly InterestSide[], moved: ReadonlyMap<string, bigint>): Tie {
  const pairs = ledger.map((line): [bigint, bigint] => [netOf(line), moved.get(line.code) ?? 0n]);
  const sum = (at: 0 | 1): bigint => pairs.reduce((total, pair) => total + pair[at], 0n);
  const whole = tie(
    'Y04',
    'What these accounts moved by their entries is what the days of the ledger add up to',
    [sum(0), sum(1)],
  );
  return { ...whole, outcome: pairs.every(([left, right]) => left === right) ? 'pass' : 'explain' };
}

/** What an account of the ledger moved in all, debits positive. */
export function netOf({ interestMinor, withheldMinor, penaltyMinor, elsewhereMinor }: InterestSide): bigint {
  return interestMinor - withheldMinor - penaltyMinor + elsewhereMinor;
}
