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

/**
 * Ends every business date up to and with a day, one after the other: days that were missed are caught up.
 * @param through calendar date; days the books have left already are none of its business
 * @returns the days that were ended
 */
export async function endDaysThrough(
  books: DayBooks,
  through: string,
  progress: DayProgress,
): Promise<string[]> {
  const ended: string[] = [];
  while ((await books.businessDate()) <= through) ended.push(await endDay(books, progress));
  return ended;
}
