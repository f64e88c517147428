import type { PeriodAction, PeriodState } from '../../../functions/domain/accounting-period.ts';

/** Words for the states of a month. */
export const stateWords: Readonly<Record<PeriodState, string>> = {
  OPEN: 'Open',
  SOFT_CLOSED: 'Closed, adjustments only',
  HARD_CLOSED: 'Closed for good',
};

/** What an action is called on a button and in a heading. */
export const actionWords: Readonly<Record<PeriodAction, string>> = {
  'soft-close': 'Close the month',
  'hard-close': 'Close the month for good',
  reopen: 'Reopen the month',
  'close-year': 'Close the year',
  'reopen-year': 'Reopen the year',
};

const checkWords: Readonly<Record<string, string>> = {
  state: 'State',
  'month-is-over': 'The month is over',
  'trial-balance': 'Trial balance',
  reconciled: 'Reconciliation',
  suspense: 'Suspense',
  'earlier-months': 'Earlier months',
  'later-months': 'Later months',
  sealed: 'Seals',
  scheduled: 'Scheduled journals',
  'year-closed': 'The year is closed',
  'year-not-closed': 'The year is not closed yet',
};

export const checkName = (check: string): string => checkWords[check] ?? check;

const names = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2026-09` as “September 2026”. */
export function monthName(month: string): string {
  return `${names[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;
}
