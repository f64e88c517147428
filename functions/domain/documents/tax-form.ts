import {
  form1099Int,
  noAmounts,
  type BoxChange,
  type Boxes,
  type Form1099Int,
  type PayeeYear,
} from '../reports/form-1099-int.ts';

/** A sum in a currency of its own, in its minor units. */
export interface CurrencySum {
  readonly currency: string;
  readonly minor: bigint;
}

/** What a customer's accounts were credited and charged in a calendar year. */
export interface CustomerTaxYear extends PayeeYear {
  readonly year: number;
  /** Interest that is not in US dollars, and so on no form. */
  readonly otherCurrencies: readonly CurrencySum[];
}

export const nothingIn = (year: number): CustomerTaxYear => ({
  ...{ year, ...noAmounts, corrections: [], otherCurrencies: [] },
});

/** Form 1099-INT of a customer for a calendar year, as its recipient gets it. */
export interface TaxForm {
  readonly customerNumber: string;
  readonly customerName: string;
  readonly year: number;
  /** The last four digits of the taxpayer number, as copies for recipients may have it (26 CFR 301.6109-4); null where none is known. */
  readonly taxIdEnding: string | null;
  /** In one line, as it was given; null where none is on record. */
  readonly address: string | null;
  readonly boxes: Form1099Int;
  readonly otherCurrencies: readonly CurrencySum[];
}

/** Why there is a form, or none. */
export const taxFormReasons = [
  'interest',
  'withheld',
  'corrected',
  'below-threshold',
  'no-interest',
  'year-under-way',
] as const;
export type TaxFormReason = (typeof taxFormReasons)[number];

/** What a year of a customer comes to on the form; null while the year is under way. */
export interface TaxYear {
  readonly year: number;
  readonly boxes: Form1099Int | null;
  readonly reason: TaxFormReason;
  readonly otherCurrencies: readonly CurrencySum[];
}

export const yearUnderWay = (year: number): TaxYear => ({
  ...{ year, boxes: null, reason: 'year-under-way', otherCurrencies: [] },
});

/** Of a year that the books have left. */
export function taxYearOf(payee: CustomerTaxYear): TaxYear {
  const { year, otherCurrencies } = payee;
  const boxes = form1099Int(payee);
  return { year, boxes, reason: reasonOf(payee, boxes), otherCurrencies };
}

/** A form that was due stays so, whatever a correction leaves of it. */
function reasonOf(payee: PayeeYear, { isDue, box1Minor }: Form1099Int): TaxFormReason {
  if (!isDue) return box1Minor > 0n ? 'below-threshold' : 'no-interest';
  if (!form1099Int({ ...payee, corrections: [] }).isDue) return 'corrected';
  return payee.withheldMinor > 0n ? 'withheld' : 'interest';
}

/** Of the boxes that may have an amount. */
export const boxTitles: Readonly<Record<BoxChange['box'], string>> = {
  1: 'Interest income',
  2: 'Early withdrawal penalty',
  4: 'Federal income tax withheld',
};

/** The form's boxes that the bank fills in, in their order. */
export function filledBoxes({ box1Minor, box2Minor, box4Minor }: Boxes): readonly {
  readonly box: string;
  readonly title: string;
  readonly minor: bigint;
}[] {
  return [
    { box: '1', title: boxTitles[1], minor: box1Minor },
    { box: '2', title: boxTitles[2], minor: box2Minor },
    { box: '3', title: 'Interest on U.S. Savings Bonds and Treasury obligations', minor: 0n },
    { box: '4', title: boxTitles[4], minor: box4Minor },
    { box: '8', title: 'Tax-exempt interest', minor: 0n },
  ];
}
