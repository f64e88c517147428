import type { StandingOrderRunView, StandingOrderView } from '../../../functions/contract/standing-orders.ts';
import { formatDate } from '../../ui/format.ts';

/** How standing orders are spoken of, the same on every page. */

export const frequencyWords: Readonly<Record<StandingOrderView['frequency'], string>> = {
  once: 'Once',
  weekly: 'Every week',
  biweekly: 'Every two weeks',
  monthly: 'Every month',
  quarterly: 'Every three months',
  yearly: 'Every year',
};

export const holidayWords: Readonly<Record<StandingOrderView['holidayRule'], string>> = {
  next: 'On the next business day',
  previous: 'On the business day before',
};

export const statusChips = {
  active: { label: 'Active', tone: 'good' },
  paused: { label: 'Paused', tone: 'waiting' },
  finished: { label: 'Finished', tone: 'good' },
  cancelled: { label: 'Cancelled', tone: 'failed' },
} as const;

export function endWords(ends: StandingOrderView['ends']): string {
  if (ends.kind === 'on') return `After ${formatDate(ends.date)}`;
  if (ends.kind === 'after') return ends.times === 1 ? 'After one time' : `After ${ends.times} times`;
  return 'Not by itself';
}

const refusalWords: Readonly<Partial<Record<string, string>>> = {
  'insufficient-funds': 'Not enough money',
  'account-closed': 'The account is closed',
  'velocity-exceeded': 'A limit of the account was reached',
};

export function outcomeWords({ outcome, code, attempt }: StandingOrderRunView): string {
  if (outcome === 'paid') return 'Paid';
  if (outcome === 'skipped') return 'Skipped';
  const why = refusalWords[code ?? ''] ?? 'Refused';
  return attempt === 1 ? why : `${why}, attempt ${attempt}`;
}
