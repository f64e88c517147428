import type { BusinessDay, DayOrder, DayStep, Reconciliation } from '../../domain/business-day.ts';

/** The end of the bank's day, as the books do it: a row of steps, each done once. */
export interface DayBooks {
  /** The day the books stand at. */
  businessDate(): Promise<string>;
  /** In the order in which they are done; the last one moves the business date. */
  steps(): Promise<readonly string[]>;
  /** Does one step of a day, or answers what it did before. @throws BankError when a rule refuses */
  runStep(date: string, step: string): Promise<DayStepResult>;
}

export interface DayStepResult {
  readonly outcome: 'done' | 'replayed';
  /** Counts by name, as the step answers them. */
  readonly result: Readonly<Record<string, unknown>>;
}

export interface DayReader {
  /** The business date and the days before it, the latest first; thirty at most. */
  days(): Promise<readonly BusinessDay[]>;
  day(date: string): Promise<BusinessDay | undefined>;
  /** Every step there is, done or not, in their order. */
  stepsOf(date: string): Promise<readonly DayStep[]>;
  reconciliationOf(date: string): Promise<readonly Reconciliation[]>;
}

export interface DayQueue {
  /** @param standing the business date the books stand at: asked for again on the same day, it is one message */
  send(order: DayOrder, standing: string): Promise<void>;
}
