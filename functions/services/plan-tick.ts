import { isReportKind, reportOfTick } from '../domain/report.ts';
import { dayBefore } from '../domain/calendar-date.ts';
import type { DayQueue } from './ports/days.ts';
import type { Tick } from './ports/queues.ts';
import { requestReport, resendOrphans, type RequestReportPorts } from './request-report.ts';

export interface PlanPorts extends RequestReportPorts {
  readonly days: DayQueue;
}

/** Tick of the night: the business dates before it are over. */
export const nightTick = 'night';

/**
 * Turns a tick into what is to be done: at night into the end of the days before it, else into the request for the
 * report of the period that had just ended in the bank's time zone, and
 * sends again what waits in vain.
 * @param localDate calendar date in the bank's time zone of an instant
 */
export async function planTick(
  ports: PlanPorts,
  tick: Tick,
  localDate: (instant: string) => string,
): Promise<void> {
  const today = localDate(tick.scheduledTime);
  if (tick.kind === nightTick) {
    await ports.days.send({ through: dayBefore(today), requestedBy: 'schedule' }, today);
    return;
  }
  if (!isReportKind(tick.kind)) throw new Error(`Nothing is planned for a tick of kind "${tick.kind}"`);
  await requestReport(ports, reportOfTick(tick.kind, today), 'schedule');
  await resendOrphans(ports);
}
