import { nextDay } from '../calendar-date.ts';

const daysToFile = 30;

/** The day by which the report of a quarter has to be filed: thirty calendar days after its end, whatever day that is. */
export function filingDueOn(quarterEnd: string): string {
  let date = quarterEnd;
  for (let day = 0; day < daysToFile; day += 1) date = nextDay(date);
  return date;
}
