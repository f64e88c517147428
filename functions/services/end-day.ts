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
  for (let date = await books.businessDate(); date <= through; date = await books.businessDate())
    ended.push(await endDay(books, date, progress));
  return ended;
}
