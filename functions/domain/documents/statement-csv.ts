import { csvLine } from '../csv.ts';
import { decimalOf } from '../money.ts';
import { signedMinor, type AccountStatement } from './account-statement.ts';
import { feeTitles } from './fees.ts';

const heads = [
  'record',
  'date',
  'value_date',
  'id',
  'description',
  'reference',
  'amount',
  'balance',
  'year_to_date',
  'currency',
];

/**
 * A statement as one table: the balance it begins with, its entries, the one it ends with, interest and fees. Words of people that
 * a spreadsheet would run as formulas are made text.
 */
export function statementCsv(statement: AccountStatement): string {
  const { from, to, currency, openingMinor, closingMinor } = statement;
  const balance = (record: string, date: string, minor: bigint): string[] => [
    ...[record, date, '', '', '', '', '', decimalOf(minor), ''],
    currency,
  ];
  const entries = statement.entries.map((entry) => [
    ...['entry', entry.businessDate, entry.valueDate, entry.id, entry.description, entry.reference],
    ...[decimalOf(signedMinor(entry)), decimalOf(entry.balanceAfterMinor), '', currency],
  ]);
  return [
    heads,
    balance('opening', from, openingMinor),
    ...entries,
    balance('closing', to, closingMinor),
    ...sums(statement),
  ]
    .map(csvLine)
    .join('');
}

function sums({ to, currency, fees, ...statement }: AccountStatement): string[][] {
  const { interestMinor, yearInterestMinor, withheldMinor, yearWithheldMinor } = statement;
  const sum = (record: string, title: string, [minor, yearMinor]: readonly [bigint, bigint]): string[] => [
    ...[record, to, '', '', title, '', decimalOf(minor), '', decimalOf(yearMinor), currency],
  ];
  return [
    sum('interest', 'Interest paid', [interestMinor, yearInterestMinor]),
    sum('withheld', 'Federal tax withheld', [withheldMinor, yearWithheldMinor]),
    ...fees.map(({ kind, minor, yearMinor }) => sum('fee', feeTitles[kind], [minor, yearMinor])),
  ];
}
