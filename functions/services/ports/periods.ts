import type {
  AccountingPeriod,
  MonthReconciliation,
  PeriodAction,
  PeriodChange,
} from '../../domain/accounting-period.ts';

export interface PeriodRequest {
  readonly id: string;
  readonly action: PeriodAction;
  readonly month: string;
  readonly reason: string;
  readonly actor: string;
}

export interface PeriodDecision {
  readonly change: string;
  readonly decision: 'approved' | 'rejected';
  readonly note: string;
  readonly actor: string;
}

export interface ReconciliationRun {
  readonly id: string;
  readonly month: string;
  readonly actor: string;
}

/** The months of the books, and the changes of their state that two people make. */
export interface PeriodBooks {
  /** The latest first. */
  periods(): Promise<readonly AccountingPeriod[]>;
  period(month: string): Promise<AccountingPeriod | undefined>;
  /** Of one month, or those that await their decision; the latest first, a hundred at most. */
  changes(of: { readonly month: string } | 'undecided'): Promise<readonly PeriodChange[]>;
  /** Changes nothing yet. @throws BankError period-closed for a month that is not opened */
  request(request: PeriodRequest): Promise<PeriodChange>;
  /** @throws BankError second-person-required, checklist-not-met, change-outdated, period-change-not-found */
  decide(decision: PeriodDecision): Promise<PeriodChange>;
  /** Of a month that is over, the latest first. */
  reconciliations(month: string): Promise<readonly MonthReconciliation[]>;
  /** Compares the books as they stand now. @throws BankError business-date-refused before the month is over */
  reconcile(run: ReconciliationRun): Promise<MonthReconciliation>;
}
