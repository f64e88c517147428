import type { ReportKey, ReportKind } from '../domain/report.ts';
import {
  problemOfReport,
  queuedJob,
  stepsOf,
  type ReportJob,
  type ReportOrder,
  type ReportStep,
} from '../domain/report-job.ts';
import type { Clock } from './ports.ts';
import type { ReportJobChange, ReportJobs, ReportStore } from './ports/reports.ts';

export interface MakeReportPorts {
  readonly jobs: ReportJobs;
  readonly reports: ReportStore;
  readonly clock: Clock;
  readonly attemptsAllowed: number;
}

/** A message of the report queue; only the report is sure to be named in it. */
export type ReportMessage = ReportKey & Partial<ReportOrder>;

/**
 * Builds a report from the books and stores it, writing down each step; making the same report again changes
 * nothing.
 * @param attempt how often the message has been received
 * @returns the hash, or undefined when the run was made already or a later one was asked for
 */
export async function makeReport(
  ports: MakeReportPorts,
  message: ReportMessage,
  attempt: number,
): Promise<string | undefined> {
  const job = await jobOfAttempt(ports, message, attempt);
  if (!(await ports.jobs.begin(job))) return undefined;
  try {
    return await makeSteps(ports, job);
  } catch (error) {
    const status = attempt < ports.attemptsAllowed ? 'retrying' : 'failed';
    await ports.jobs.update(job, { ...at(ports), status, step: null, problem: problemOfReport(error) });
    throw error;
  }
}

const at = ({ clock }: MakeReportPorts): Pick<ReportJob, 'updatedAt'> => ({ updatedAt: clock.now() });

async function jobOfAttempt(
  { jobs, clock }: MakeReportPorts,
  message: ReportMessage,
  attempt: number,
): Promise<ReportJob> {
  const known = await jobs.find(message);
  const { kind, period, run = runOf(known), requestedBy = 'schedule', requestedAt = clock.now() } = message;
  const same = known?.run === run ? known : undefined;
  const queued = same ?? queuedJob({ kind, period, run, requestedBy, requestedAt });
  return {
    ...queued,
    status: 'running',
    done: 0,
    step: stepsOf(queued.kind)[0] ?? null,
    attempt,
    startedAt: clock.now(),
    updatedAt: clock.now(),
    // Of an attempt before this one; a message that came back from the dead-letter queue has none.
    problem: attempt > 1 ? queued.problem : null,
  };
}

/** A message without a run belongs to the one under way, or begins another. */
function runOf(known: ReportJob | undefined): number {
  if (!known) return 1;
  return known.status === 'ready' ? known.run + 1 : known.run;
}

async function makeSteps(ports: MakeReportPorts, job: ReportJob): Promise<string> {
  const { jobs, reports } = ports;
  const content = await reports.build(job, (step) =>
    jobs.update(job, { ...at(ports), ...progressAfter(job.kind, step) }),
  );
  const made = await reports.save(job, content);
  const done = { ...at(ports), ...progressAfter(job.kind, 'store') };
  const ready: ReportJobChange = { ...done, status: 'ready', problem: null, made };
  await jobs.update(job, ready);
  return content.sha256;
}

function progressAfter(kind: ReportKind, step: ReportStep): Pick<ReportJob, 'done' | 'step'> {
  const steps = stepsOf(kind);
  const done = steps.indexOf(step) + 1;
  return { done, step: steps[done] ?? null };
}
