import { monthOf } from '../../../functions/domain/calendar-date.ts';
import { openingDate } from '../people.ts';
import type { Day } from './day.ts';

/** Step of an accounting month, which is written as `2026-06`. */
export interface PeriodStep {
  readonly month: string;
  readonly state: 'SOFT_CLOSED' | 'HARD_CLOSED';
}

const openingMonth = monthOf(openingDate);
/** The last month that is closed; what comes after awaits the close of its quarter. */
const lastClosed = '2026-06';
/** Day of the month after a quarter on which its report is filed. */
const filingDay = 30;

function monthBefore(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const months = year * 12 + number - 1 - count;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/**
 * What the accountants do in the morning: a month is soft-closed on the first business day after it, the months of a
 * quarter are closed for good when its report has been filed.
 */
export function periodSteps(day: Day): PeriodStep[] {
  const before = (count: number): string => monthBefore(day.month, count);
  const steps: PeriodStep[] = [];
  if (day.isDue(1)) steps.push({ month: before(1), state: 'SOFT_CLOSED' });
  if (day.isDue(filingDay) && /-(01|04|07|10)$/.test(day.month))
    steps.push(...[3, 2, 1].map((count) => ({ month: before(count), state: 'HARD_CLOSED' as const })));
  return steps.filter(({ month }) => openingMonth <= month && month <= lastClosed);
}
