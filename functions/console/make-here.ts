import type { BooksDatabase } from '../adapters/postgres/database.ts';
import { reportStore } from '../adapters/postgres/reports.ts';
import { BankError } from '../domain/errors.ts';
import type { ReportKey } from '../domain/report.ts';
import { queuedJob, type ReportJob } from '../domain/report-job.ts';
import { makeReport } from '../services/make-report.ts';
import type { ReportJobs } from '../services/ports/reports.ts';
import type { ConsoleContext } from './context.ts';
import { stepBar } from './follow-report.ts';
import { nowOf } from './ticks.ts';

/**
 * Makes a report in this process, as the worker does, of books that no worker serves. One attempt: whoever asked is
 * here to ask again.
 * @returns the job, ready or refused
 */
export async function makeHere(
  context: ConsoleContext,
  database: BooksDatabase,
  key: ReportKey,
): Promise<ReportJob> {
  const clock = { now: () => nowOf(context).getTime() };
  const order = { ...key, run: 1, requestedBy: 'console', requestedAt: clock.now() };
  const bar = stepBar(context, key);
  const held = { job: queuedJob(order) };
  const jobs = jobsOf(held, bar.show);
  try {
    await makeReport({ jobs, reports: reportStore(database), clock, attemptsAllowed: 1 }, order, 1);
  } catch (error) {
    // A rule that refused is told by the job; a fault is nobody's answer.
    if (!(error instanceof BankError)) throw error;
  } finally {
    bar.finish();
  }
  return held.job;
}

/** A store of one job, for as long as the command runs. */
function jobsOf(held: { job: ReportJob }, changed: (job: ReportJob) => void): ReportJobs {
  const hold = (job: ReportJob): Promise<boolean> => {
    held.job = job;
    changed(job);
    return Promise.resolve(true);
  };
  return {
    find: () => Promise.resolve(held.job),
    ofKind: () => Promise.resolve([held.job]),
    open: hold,
    begin: hold,
    update: async (_job, change) => {
      await hold({ ...held.job, ...change });
    },
  };
}
