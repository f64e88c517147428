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
