import { customerMoney, printedDate } from '../printable.ts';
import type { BoxChange, PayeeAmounts } from '../reports/form-1099-int.ts';
import { boxTitles, type CurrencySum, type TaxYear } from './tax-form.ts';

/** What a year has to say beside its boxes, a sentence each, whether a form is due or not. */
export function taxNotesOf({ year, boxes, otherCurrencies }: Omit<TaxYear, 'reason'>): readonly string[] {
  const { changes = [], unplaced } = boxes ?? {};
  return [
    ...changes.map(changed),
    ...(unplaced ? leftOver(year, unplaced) : []),
    ...otherCurrencies.map(notConverted),
  ];
}

const changed = ({ box, on, beforeMinor, afterMinor }: BoxChange): string =>
  `Corrected on ${printedDate(on)}: box ${box}, ${boxTitles[box].toLowerCase()}, is ${customerMoney(afterMinor)} and was ` +
  `${customerMoney(beforeMinor)}.`;

function leftOver(year: number, { interestMinor, withheldMinor, penaltyMinor }: PayeeAmounts): string[] {
  const parts = [
    [interestMinor, 'of interest'],
    [withheldMinor, 'of tax withheld'],
    [penaltyMinor, 'of early withdrawal penalties'],
  ] as const;
  return parts
    .filter(([minor]) => minor < 0n)
    .map(
      ([minor, what]) =>
        `In ${year}, ${customerMoney(-minor)} ${what} was taken back beyond what the year has. It corrects an earlier year, which the ` +
        'books can’t tell, and is in no box; ask the bank about it.',
    );
}

const notConverted = ({ currency, minor }: CurrencySum): string =>
  `Interest of ${customerMoney(minor)} ${currency} is in no box, because the form is in US dollars; it is for the bank to convert.`;
