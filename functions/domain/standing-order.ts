import type { ErrorCode } from './errors.ts';
import type { Money } from './money.ts';
import type { Recurrence, SeriesEnd } from './recurrence.ts';

export const orderStatuses = ['active', 'paused', 'finished', 'cancelled'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** A transfer that a customer wants made on dates to come. */
export interface StandingOrder {
  readonly id: string;
  readonly fromAccountId: string;
  readonly fromNumber: string;
  readonly toNumber: string;
  readonly amount: Money;
  readonly recurrence: Recurrence;
  readonly reference: string;
  readonly status: OrderStatus;
  /** Number of the next due date in the series, counted from 0. */
  readonly number: number;
  /** How often the next due date was tried in vain. */
  readonly attempts: number;
  /** Null when nothing is to come. */
  readonly nextDueOn: string | null;
  readonly nextRunOn: string | null;
  /** Grows with every change and every run; a change names the one it saw. */
  readonly version: number;
  readonly createdAt: string;
}

export interface StandingOrderRequest {
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly amount: Money;
  readonly recurrence: Recurrence;
  readonly reference: string;
}

export const runOutcomes = ['paid', 'refused', 'skipped'] as const;

/** What became of a due date, attempt by attempt. */
export interface StandingOrderRun {
  readonly dueOn: string;
  readonly attempt: number;
  readonly runOn: string;
  readonly outcome: (typeof runOutcomes)[number];
  readonly minor: bigint;
  /** Why it was refused. */
  readonly code: ErrorCode | null;
  readonly journalId: string | null;
}

/** What its owner may do with an order that is not over. */
export type StandingOrderChange = { readonly change: 'pause' | 'resume' | 'cancel' | 'skip' } | Amendment;

export interface Amendment {
  readonly change: 'amend';
  readonly amount?: Money;
  readonly ends?: SeriesEnd;
}

/** Whether an amendment of the version that was seen was the last thing that happened to an order. */
export function isAmendedTo(order: StandingOrder, { amount, ends }: Amendment, seen: number): boolean {
  const { amount: now, recurrence, version } = order;
  const sameAmount = amount === undefined || (amount.minor === now.minor && amount.currency === now.currency);
  return version === seen + 1 && sameAmount && (ends === undefined || isSameEnd(ends, recurrence.ends));
}

function isSameEnd(one: SeriesEnd, other: SeriesEnd): boolean {
  if (one.kind === 'on') return other.kind === 'on' && one.date === other.date;
  if (one.kind === 'after') return other.kind === 'after' && one.times === other.times;
  return other.kind === 'never';
}
