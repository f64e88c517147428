export type AccountClass = 'Asset' | 'Liability' | 'Equity' | 'Income' | 'Expense' | 'Memo';

export interface ChartAccount {
  readonly code: string;
  readonly name: string;
  readonly class: AccountClass;
  readonly normalSide: 'debit' | 'credit';
  readonly statementLine: string;
  readonly postable: boolean;
}

export interface TrialBalanceLine {
  readonly code: string;
  readonly name: string;
  readonly class: AccountClass;
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

/** Every ledger account with its balance on its side, at the close of a business date. */
export interface TrialBalance {
  readonly asOf: string;
  readonly businessDate: string;
  readonly lines: readonly TrialBalanceLine[];
}

export interface TrialBalanceTotals {
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

export function totalsOf(lines: readonly TrialBalanceLine[]): TrialBalanceTotals {
  return {
    debitMinor: lines.reduce((sum, line) => sum + line.debitMinor, 0n),
    creditMinor: lines.reduce((sum, line) => sum + line.creditMinor, 0n),
  };
}
