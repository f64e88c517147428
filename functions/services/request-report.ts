import { BankError } from '../domain/errors.ts';
import { periodOf, reportKinds, type ReportKey } from '../domain/report.ts';
import {
  isOrphan,
  isOver,
  jobAt,
  queuedJob,
  sentAgain,
  type ReportJob,
  type ReportLimits,
} from '../domain/report-job.ts';
import type { BooksReader, Clock } from './ports.ts';
import type { ReportJobs, ReportQueue } from './ports/reports.ts';

export interface RequestReportPorts {
  readonly jobs: ReportJobs;
  readonly queue: ReportQueue;
  readonly clock: Clock;
  readonly limits: ReportLimits;
}

/**
 * Asks for a report; while it is on its way another request changes nothing and answers the same job, after
 * that a new run begins. One that has waited for a minute to be begun is sent again as the next run, since its
 * message may be lost. The message goes before the job: if we stop between the two, the worker writes the job
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
    if (isOrphan(standing, now, limits)) return begin(ports, sentAgain(standing, now));
    if (standing.status === 'queued') await queue.send(standing);
    return standing;
  }
  const { kind, period } = key;
  return begin(ports, queuedJob({ kind, period, run: (job?.run ?? 0) + 1, requestedBy, requestedAt: now }));
}

/** The job of the run, or of a later one that somebody else began meanwhile. */
async function begin({ jobs, queue }: RequestReportPorts, run: ReportJob): Promise<ReportJob> {
  await queue.send(run);
  if (await jobs.open(run)) return run;
  return (await jobs.find(run)) ?? run;
}

/** Sends again what has waited to be begun for longer than a minute, however long: its message may be lost. */
export async function resendOrphans(ports: RequestReportPorts): Promise<void> {
  const now = ports.clock.now();
  const jobs = await Promise.all(reportKinds.map((kind) => ports.jobs.ofKind(kind)));
  for (const job of jobs.flat().filter((each) => isOrphan(each, now, ports.limits)))
    await begin(ports, sentAgain(job, now));
}

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
