import { csvLine } from '../csv.ts';
import { decimalOf } from '../money.ts';
import type { AccountYear, AnnualStatement } from './annual-statement.ts';
import { feeTitles } from './fees.ts';
import { documentJson } from './statement-json.ts';

const heads = ['account', 'name', 'record', 'amount', 'currency'];

/** A year of a customer as one table: a line for each sum of each account. */
export function annualCsv({ accounts }: AnnualStatement): string {
  return [heads, ...accounts.flatMap(linesOf)].map(csvLine).join('');
}

function linesOf(account: AccountYear): string[][] {
  const { number, name, currency, loan, fees } = account;
  const deposit: [string, bigint][] = [
    ['Interest paid', account.interestMinor],
    ['Federal tax withheld', account.withheldMinor],
    ...fees.map(({ kind, minor }): [string, bigint] => [feeTitles[kind], minor]),
  ];
  const ofLoan: [string, bigint][] = loan
    ? [
        ['Interest you paid', loan.interestMinor],
        ['Principal you paid', loan.principalMinor],
        ['Late fees you paid', loan.lateFeeMinor],
      ]
    : [];
  const sums: [string, bigint][] = [
    ['Opening balance', account.openingMinor],
    ...(account.kind === 'deposit' ? deposit : ofLoan),
    ['Closing balance', account.closingMinor],
  ];
  return sums.map(([record, minor]) => [number, name, record, decimalOf(minor), currency]);
}

/** A year of a customer for programs. */
export function annualJson({ customerNumber, customerName, year, accounts }: AnnualStatement): string {
  return documentJson({ year, customer: { number: customerNumber, name: customerName }, accounts });
}
