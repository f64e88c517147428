import type { StatementFigures } from '../documents/account-statement.ts';

/** A month of a checking account in which nothing happened. */
export const quietMonth: StatementFigures = {
  ...{ customerNumber: '1', customerName: 'Alice', accountNumber: '1000000101', accountName: 'Checking' },
  ...{ ledgerAccount: '2010', currency: 'USD' },
  ...{ month: '2026-09', from: '2026-09-01', to: '2026-09-30', days: 30 },
  ...{ openingMinor: 0n, closingMinor: 0n, creditMinor: 0n, debitMinor: 0n },
  ...{ afterVersion: 0n, throughVersion: 0n },
  ...{ interestMinor: 0n, withheldMinor: 0n, yearInterestMinor: 0n, yearWithheldMinor: 0n },
  ...{ earned: null, creditMonths: [], termDays: null, fees: [] },
};
