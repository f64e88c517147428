import { form1099Int, type Boxes, type Form1099Int, type PayeeAmounts } from './form-1099-int.ts';
import type {
  Payee,
  PayeeForm,
  PayeeTotals,
  SharedTaxId,
  UnplacedCorrection,
  YearEnd,
  YearEndFigures,
} from './year-end.ts';
import { tiesOf } from './year-end-ties.ts';

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

function totalsOf(told: readonly Told[]): PayeeTotals {
  const sum = (of: keyof Boxes): bigint => told.reduce((total, { form }) => total + form[of], 0n);
  return {
    count: told.length,
    interestMinor: sum('box1Minor'),
    withheldMinor: sum('box4Minor'),
    penaltyMinor: sum('box2Minor'),
  };
}
