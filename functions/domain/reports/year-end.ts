import {
  form1099Int,
  type BoxChange,
  type Boxes,
  type Form1099Int,
  type PayeeAmounts,
  type PayeeYear,
} from './form-1099-int.ts';

/** A customer who was credited interest in a year, over all accounts. */
export interface Payee extends PayeeYear {
  readonly customerId: string;
  readonly number: string;
  readonly name: string;
  /** Masked taxpayer number; null where the bank has none. */
  readonly taxId: string | null;
  /** Equal for equal taxpayer numbers, and nothing else; null where the bank has none. */
  readonly taxIdKey: string | null;
}

/** A form 1099-INT that is due. */
export interface PayeeForm extends Boxes {
  readonly customerId: string;
  readonly number: string;
  readonly name: string;
  readonly taxId: string | null;
  /** What corrections changed since the year was filed; absent on a form that stands as it was. */
  readonly changes?: readonly BoxChange[] | undefined;
}

/** Boxes of many payees together. */
export interface PayeeTotals extends PayeeAmounts {
  readonly count: number;
}

/** What was taken back from a payee by hand beyond what the year has, at most zero: it corrects a year that the books can't tell. */
export interface UnplacedCorrection extends PayeeAmounts {
  readonly customerId: string;
  readonly number: string;
  readonly name: string;
}

/** Customers who gave one taxpayer number, and get a form each. */
export interface SharedTaxId {
  /** Masked. */
  readonly taxId: string;
  /** Customer numbers. */
  readonly numbers: readonly string[];
  /** Box 1 of all of them, whether a form is due or not. */
  readonly interestMinor: bigint;
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
export interface InterestSide extends PayeeAmounts {
  /** Deposits of payees, those that get no form, or the accounts against which all of it was posted. */
  readonly side: (typeof interestSides)[number];
  readonly code: string;
  readonly name: string;
  /** What other journals moved there, debits positive; of accounts of the ledger alone. */
  readonly elsewhereMinor: bigint;
  /** What of all this was booked after the year; absent from versions that counted by the day of booking. */
  readonly laterMinor?: bigint | undefined;
  /** What was booked in the year and counts in an earlier one; absent from those as well. */
  readonly earlierMinor?: bigint | undefined;
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
  /** By customer number; absent where there are none. */
  readonly unplaced?: readonly UnplacedCorrection[] | undefined;
  /** Absent where there are none. */
  readonly sharedTaxIds?: readonly SharedTaxId[] | undefined;
  /** Absent where there are none. */
  readonly unclear?: readonly string[] | undefined;
  readonly sides: readonly InterestSide[];
  readonly ties: readonly Tie[];
}

/** Journals in which whose share is whose was told by the order of their lines; none that was reversed. */
export interface UnclearJournals {
  /** Public ids, in their order. */
  readonly journals: readonly string[];
  /** What the accounts of the ledger moved in them, regardless of the side. */
  readonly minor: bigint;
}

export interface YearEndFigures {
  readonly payees: readonly Payee[];
  readonly closing: YearClosing;
  readonly sides: readonly InterestSide[];
  readonly unclear: UnclearJournals;
  /** What each ledger account moved in the year by the daily sums, debits positive. */
  readonly moved: ReadonlyMap<string, bigint>;
  /** Of the income statement. */
  readonly netIncomeMinor: bigint;
}

/** The end of a year: a function of its figures, so the same figures give the same bytes. */
export function yearEnd(figures: YearEndFigures): YearEnd {
  const told = figures.payees.map((payee) => ({ payee, form: form1099Int(payee) }));
  const due = told.filter(({ form }) => form.isDue);
  const totals = { due: totalsOf(due), notDue: totalsOf(told.filter(({ form }) => !form.isDue)) };
  const unplaced = told.filter(({ form }) => !isNothing(form.unplaced)).map(unplacedOf);
  const sharedTaxIds = sharedTaxIdsOf(told);
  return {
    closing: figures.closing,
    forms: due.map(formOf),
    ...totals,
    sides: figures.sides,
    ties: tiesOf(figures, totals, unplaced),
    ...(unplaced.length > 0 && { unplaced }),
    ...(sharedTaxIds.length > 0 && { sharedTaxIds }),
    ...(figures.unclear.journals.length > 0 && { unclear: figures.unclear.journals }),
  };
}

/** Forms that are due to payees of a year. */
export function formsOf(payees: readonly Payee[]): readonly PayeeForm[] {
  return payees
    .map((payee) => ({ payee, form: form1099Int(payee) }))
    .filter(({ form }) => form.isDue)
    .map(formOf);
}

interface Told {
  readonly payee: Payee;
  readonly form: Form1099Int;
}

function formOf({ payee: { customerId, number, name, taxId }, form }: Told): PayeeForm {
  const { box1Minor, box2Minor, box4Minor, changes } = form;
  return {
    ...{ customerId, number, name, taxId, box1Minor, box2Minor, box4Minor },
    ...(changes.length > 0 && { changes }),
  };
}

const isNothing = ({ interestMinor, withheldMinor, penaltyMinor }: PayeeAmounts): boolean =>
  interestMinor === 0n && withheldMinor === 0n && penaltyMinor === 0n;

const unplacedOf = ({ payee: { customerId, number, name }, form }: Told): UnplacedCorrection => ({
  ...{ customerId, number, name },
  ...form.unplaced,
});

function sharedTaxIdsOf(told: readonly Told[]): readonly SharedTaxId[] {
  const byKey = Map.groupBy(told, ({ payee }) => payee.taxIdKey);
  return [...byKey].flatMap(([key, of]) => {
    const [first] = of;
    if (key === null || first === undefined || of.length === 1) return [];
    const numbers = of.map(({ payee }) => payee.number);
    const interestMinor = of.reduce((sum, { form }) => sum + form.box1Minor, 0n);
    return [{ taxId: first.payee.taxId ?? '', numbers, interestMinor }];
  });
}

const sumOf = (parts: readonly PayeeAmounts[], of: keyof PayeeAmounts): bigint =>
  parts.reduce((sum, part) => sum + part[of], 0n);

function totalsOf(told: readonly Told[]): PayeeTotals {
  const sum = (of: keyof Boxes): bigint => told.reduce((total, { form }) => total + form[of], 0n);
  return {
    count: told.length,
    interestMinor: sum('box1Minor'),
    withheldMinor: sum('box4Minor'),
    penaltyMinor: sum('box2Minor'),
  };
}

/** What closing entries carry to retained earnings (3040) before the dividends: income less expense, as they empty them. */
function closedIncomeOf({ lines }: YearClosing): bigint {
  return lines
    .filter(({ code }) => !equityClosed.includes(code))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
const equityClosed = ['3040', '3050'];

function tiesOf(
  { sides, closing, netIncomeMinor, moved, unclear }: YearEndFigures,
  { due, notDue }: Pick<YearEnd, 'due' | 'notDue'>,
  unplaced: readonly UnplacedCorrection[],
): readonly Tie[] {
  const ledger = sides.filter(({ side }) => side === 'ledger');
  const told = [due, notDue, ...unplaced, ...sides.filter(({ side }) => side === 'others')];
  const both = (id: string, description: string, of: keyof PayeeAmounts): Tie =>
    tie(id, description, [sumOf(told, of), sumOf(ledger, of)]);
  return [
    both(
      'Y01',
      'Interest of all payees and of deposits without a form is that of the ledger',
      'interestMinor',
    ),
    both('Y02', 'Tax withheld from them is that of the ledger', 'withheldMinor'),
    both('Y03', 'Penalties forfeited by them are those of the ledger', 'penaltyMinor'),
    dailySums(ledger, moved),
    tie('Y05', 'Closing entries carry the net income of the statement to retained earnings', [
      closedIncomeOf(closing),
      netIncomeMinor,
    ]),
    tie('Y06', 'Nothing was taken back by hand beyond what the year has, to correct an earlier year', [
      unplaced.reduce((sum, each) => sum - each.interestMinor - each.withheldMinor - each.penaltyMinor, 0n),
      0n,
    ]),
    tie('Y07', 'No journal left it to the order of its lines whose interest, tax or penalty is whose', [
      unclear.minor,
      0n,
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
    'What was booked in the year on these accounts by their entries is what the days of the ledger add up to',
    [sum(0), sum(1)],
  );
  return { ...whole, outcome: pairs.every(([left, right]) => left === right) ? 'pass' : 'explain' };
}

/** What an account of the ledger moved in the year in all, debits positive. */
export function netOf(side: InterestSide): bigint {
  const { interestMinor, withheldMinor, penaltyMinor, elsewhereMinor } = side;
  const counted = interestMinor - withheldMinor - penaltyMinor + elsewhereMinor;
  return counted - (side.laterMinor ?? 0n) + (side.earlierMinor ?? 0n);
}
