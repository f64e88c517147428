import type { DayBooks, DayStepResult } from './ports/days.ts';

export interface DayProgress {
  /** Called after each step. */
  stepDone(date: string, step: string, result: DayStepResult): Promise<void> | void;
}

/**
 * Ends the business date, step by step. Each step commits for itself, so a run that was killed goes on behind the last
 * one that did; two runs at once do every step once between them.
 * @returns the day that was ended
 * @throws BankError of the step that was refused; the steps before it stand
 */
export async function endDay(books: DayBooks, progress: DayProgress): Promise<string> {
  const date = await books.businessDate();
  for (const step of await books.steps()) {
    await progress.stepDone(date, step, await books.runStep(date, step));
  }
  return date;
}
