import { form1099Int, type Form1099Int, type PayeeYear } from '../reports/form-1099-int.ts';

/** Form 1099-INT of a customer for a calendar year, as its recipient gets it. */
export interface TaxForm {
  readonly customerNumber: string;
  readonly customerName: string;
  readonly year: number;
  /** The last four digits of the taxpayer number, as copies for recipients may have it (26 CFR 301.6109-4); null where none is known. */
  readonly taxIdEnding: string | null;
  readonly boxes: Form1099Int;
}

/** Why there is a form, or none. */
export const taxFormReasons = [
  'interest',
  'withheld',
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
}

export function taxYearOf(year: number, payee: PayeeYear | null): TaxYear {
  if (payee === null) return { year, boxes: null, reason: 'year-under-way' };
  const boxes = form1099Int(payee);
  return { year, boxes, reason: reasonOf(boxes) };
}

function reasonOf({ isDue, box1Minor, box4Minor }: Form1099Int): TaxFormReason {
  if (isDue) return box4Minor > 0n ? 'withheld' : 'interest';
  return box1Minor > 0n ? 'below-threshold' : 'no-interest';
}

/** The form's boxes that the bank fills in, in their order. */
export function filledBoxes({ box1Minor, box2Minor, box4Minor }: Form1099Int): readonly {
  readonly box: string;
  readonly title: string;
  readonly minor: bigint;
}[] {
  return [
    { box: '1', title: 'Interest income', minor: box1Minor },
    { box: '2', title: 'Early withdrawal penalty', minor: box2Minor },
    { box: '3', title: 'Interest on U.S. Savings Bonds and Treasury obligations', minor: 0n },
    { box: '4', title: 'Federal income tax withheld', minor: box4Minor },
    { box: '8', title: 'Tax-exempt interest', minor: 0n },
  ];
}
