import type { ComparedLine } from '../statement.ts';
import type { TrialBalanceLine } from '../trial-balance.ts';
import type { QuarterPack } from './quarter-pack.ts';
import type { YearEnd } from './year-end.ts';

/** What a report says of its period. */
export interface ReportStatements {
  /** Business dates, inclusive. */
  readonly from: string;
  readonly to: string;
  /** Business date the figures run to: `to`, or an earlier one while the period is under way. */
  readonly asOf: string;
  readonly trialBalance: readonly TrialBalanceLine[];
  readonly balanceSheet: readonly ComparedLine[];
  readonly incomeStatement: readonly ComparedLine[];
  readonly equityChanges: readonly ComparedLine[];
  readonly cashFlow: readonly ComparedLine[];
  /** Schedules and rules; null for a period that is no quarter or year, and of books too small to print. */
  readonly pack: QuarterPack | null;
  /** Closing entries and forms 1099-INT; of a year alone. */
  readonly yearEnd?: YearEnd | undefined;
}
