import { BankError } from '../domain/errors.ts';
import { periodOf, type ReportKey } from '../domain/report.ts';
import { jobAt, queuedJob, type ReportJob, type ReportLimits } from '../domain/report-job.ts';
import type { BooksReader, Clock, ReportJobs, ReportQueue } from './ports.ts';

export interface RequestReportPorts {
  readonly jobs: ReportJobs;
  readonly queue: ReportQueue;
  readonly clock: Clock;
  readonly limits: ReportLimits;
}

/**
 * Asks for a report; while it is on its way another request changes nothing and answers the same job, after
 * that a new run begins. The message goes before the job: if we stop between the two, the worker writes the job
 * itself, and the next request sends the same run again. The other way round a job could wait for a message
 * that nobody sent.
 */
export async function requestReport(
  ports: RequestReportPorts,
  key: ReportKey,
  requestedBy: string,
): Promise<ReportJob> {
  const { jobs, queue, limits } = ports;
  const now = ports.clock.now();
  const job = await jobs.find(key);
  const standing = job && jobAt(job, now, limits);
  if (standing && !isOver(standing)) {
    // A queue may lose what it holds; what it still has, it takes once.
    if (standing.status === 'queued') await queue.send(standing);
    return standing;
  }
  const { kind, period } = key;
  const next = queuedJob({ kind, period, run: (job?.run ?? 0) + 1, requestedBy, requestedAt: now });
  await queue.send(next);
  if (await jobs.open(next)) return next;
  return (await jobs.find(key)) ?? next;
}

const isOver = ({ status }: ReportJob): boolean => status === 'ready' || status === 'failed';

/**
 * The same for a person, who is told at once what the worker would find out later.
 * @throws BankError business-date-refused when the period has not begun
 */
export async function requestReportNow(
  ports: RequestReportPorts & { readonly books: BooksReader },
  key: ReportKey,
  requestedBy: string,
): Promise<ReportJob> {
  const today = await ports.books.businessDate();
  const { from } = periodOf(key);
  if (from > today) {
    const detail = `The books stand at ${today}; ${key.period} begins on ${from}.`;
    throw new BankError('business-date-refused', detail);
  }
  return requestReport(ports, key, requestedBy);
}
