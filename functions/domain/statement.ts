import type { TrialBalanceLine } from './trial-balance.ts';

/** A line of a financial statement; `depth` is its level in the roll-up, 0 on top. */
export interface StatementLine {
  readonly depth: number;
  readonly label: string;
  /** US cents, on the side that is normal for the line. */
  readonly amountMinor: bigint;
  readonly isTotal: boolean;
}

/** What a report says of its period. */
export interface ReportStatements {
  /** Business dates, inclusive. */
  readonly from: string;
  readonly to: string;
  /** Business date the figures run to: `to`, or an earlier one while the period is under way. */
  readonly asOf: string;
  readonly trialBalance: readonly TrialBalanceLine[];
  readonly balanceSheet: readonly StatementLine[];
  readonly incomeStatement: readonly StatementLine[];
}
