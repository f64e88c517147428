import { isReportKind, reportOfTick } from '../domain/report.ts';
import { requestReport, resendOrphans, type RequestReportPorts } from './request-report.ts';

export interface Tick {
  readonly kind: string;
  /** RFC 3339, when the schedule fired. */
  readonly scheduledTime: string;
}

/**
 * Turns a tick into the request for the report of the period that had just ended in the bank's time zone, and
 * sends again what waits in vain.
 * @param localDate calendar date in the bank's time zone of an instant
 */
export async function planReport(
  ports: RequestReportPorts,
  tick: Tick,
  localDate: (instant: string) => string,
): Promise<void> {
  if (!isReportKind(tick.kind)) throw new Error(`No report is planned for a tick of kind "${tick.kind}"`);
  await requestReport(ports, reportOfTick(tick.kind, localDate(tick.scheduledTime)), 'schedule');
  await resendOrphans(ports);
}
