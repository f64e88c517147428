import { BankError } from '../domain/errors.ts';
import type { BusinessDay, DayOrder } from '../domain/business-day.ts';
import { endDay, type DayProgress } from './end-day.ts';
import type { DayBooks, DayQueue, DayReader } from './ports/days.ts';

export interface RequestDayPorts {
  readonly days: DayBooks & DayReader;
  readonly queue: DayQueue;
}

/**
 * Asks for the end of the business date.
 * @throws BankError business-date-refused for a day the books have left or have not reached
 */
export async function requestDayEnd(
  { days, queue }: RequestDayPorts,
  { through, requestedBy }: DayOrder,
): Promise<BusinessDay> {
  const today = await days.businessDate();
  const day = await days.day(through);
  if (through !== today || !day) {
    throw new BankError('business-date-refused', `The books stand at ${today}; only that day can be ended.`);
  }
  await queue.send({ through, requestedBy }, today);
  return day;
}

/**
 * What the worker does with an order: ends one day, and asks for the next one where the order reaches further. A day a
 * message keeps each attempt short, however many days were missed.
 * @returns the day that was ended, or undefined when the books have got there already
 */
export async function carryOutOrder(
  { days, queue }: RequestDayPorts,
  order: DayOrder,
  progress: DayProgress,
): Promise<string | undefined> {
  const date = await days.businessDate();
  if (date > order.through) return undefined;
  const ended = await endDay(days, date, progress);
  const next = await days.businessDate();
  if (next <= order.through) await queue.send(order, next);
  return ended;
}
