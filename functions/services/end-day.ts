import type { DayBooks, DayStepResult } from './ports/days.ts';

export interface DayProgress {
  /** Called after each step. */
  stepDone(date: string, step: string, result: DayStepResult): Promise<void> | void;
}

/**
 * Ends a business date, step by step; the books refuse when they stand at another. Each step commits for itself, so a run that was killed goes on behind the last
 * one that did; two runs at once do every step once between them.
 * @returns the day that was ended
 * @throws BankError of the step that was refused; the steps before it stand
 */
export async function endDay(books: DayBooks, date: string, progress: DayProgress): Promise<string> {
  for (const step of await books.steps()) {
    await progress.stepDone(date, step, await books.runStep(date, step));
  }
  return date;
}
