export interface LoanCategory {
  /** Chart code of its principal, and of the income it earns. */
  readonly loan: string;
  readonly income: string;
  readonly openingDollars: number;
  /** Basis points a year. */
  readonly rate: bigint;
  /** Basis points of the principal that are paid back in a month. */
  readonly repaid: bigint;
  /** Basis points of the principal that the allowance must hold. */
  readonly lossRate: bigint;
}

/** The loan book, by the categories of the chart; loans are kept in total, not one by one. */
export const loanCategories: readonly LoanCategory[] = [
  { loan: '1402', income: '4015', openingDollars: 1_500_000, rate: 790n, repaid: 240n, lossRate: 170n },
  { loan: '1420', income: '4010', openingDollars: 2_200_000, rate: 780n, repaid: 130n, lossRate: 70n },
  { loan: '1421', income: '4010', openingDollars: 16_000_000, rate: 535n, repaid: 60n, lossRate: 55n },
  { loan: '1430', income: '4015', openingDollars: 2_500_000, rate: 610n, repaid: 70n, lossRate: 95n },
  { loan: '1440', income: '4015', openingDollars: 9_500_000, rate: 640n, repaid: 75n, lossRate: 110n },
  { loan: '1441', income: '4015', openingDollars: 6_500_000, rate: 660n, repaid: 75n, lossRate: 140n },
  { loan: '1460', income: '4020', openingDollars: 6_000_000, rate: 760n, repaid: 310n, lossRate: 180n },
  { loan: '1472', income: '4035', openingDollars: 2_300_000, rate: 725n, repaid: 270n, lossRate: 160n },
  { loan: '1473', income: '4035', openingDollars: 700_000, rate: 1_090n, repaid: 340n, lossRate: 420n },
];
