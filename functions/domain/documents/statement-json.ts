import type { AccountStatement } from './account-statement.ts';

const indented = 2;

/** Amounts in cents as strings, as everywhere in the API. */
export const documentJson = (document: unknown): string =>
  `${JSON.stringify(document, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), indented)}\n`;

/** A statement for programs: every figure that its other formats have. */
export function statementJson(statement: AccountStatement): string {
  const { customerNumber, customerName, accountNumber, accountName, month, from, to, days } = statement;
  const { currency, openingMinor, closingMinor, creditMinor, debitMinor, fees, entries } = statement;
  return documentJson({
    statement: { month, from, to, days, currency },
    customer: { number: customerNumber, name: customerName },
    account: { number: accountNumber, name: accountName },
    ...{ openingMinor, creditMinor, debitMinor, closingMinor },
    interest: {
      paidMinor: statement.interestMinor,
      withheldMinor: statement.withheldMinor,
      yearPaidMinor: statement.yearInterestMinor,
      yearWithheldMinor: statement.yearWithheldMinor,
      earnedMinor: statement.earnedMinor,
      averageDailyBalanceMinor: statement.yield?.averageDailyBalanceMinor ?? null,
      annualPercentageYieldEarned: statement.yield?.apye ?? null,
    },
    fees,
    entries,
  });
}
