import { setTimeout as pause } from 'node:timers/promises';
import { isOver, jobAt, stepsOf, type ReportJob } from '../domain/report-job.ts';
import type { ReportKey } from '../domain/report.ts';
import type { ReportJobs } from '../services/ports/reports.ts';
import { reportLimits } from '../manifest-queues.ts';
import type { ConsoleContext } from './context.ts';
import { nowOf } from './ticks.ts';

const pollMs = 200;

/** Shows how far a job is: a step of an attempt, or that it waits for one. */
export interface StepBar {
  readonly show: (job: ReportJob) => void;
  readonly finish: () => void;
}

export function stepBar(context: ConsoleContext, { kind, period }: ReportKey): StepBar {
  const bar = context.progress(`${kind} ${period}`, stepsOf(kind).length);
  let shown = 0;
  return {
    show(job) {
      // An attempt begins anew, so the bar may go back.
      bar.advance(job.done - shown, noteOf(job));
      shown = job.done;
    },
    finish: () => {
      bar.finish();
    },
  };
}

function noteOf({ status, step, attempt }: ReportJob): string {
  const tries = attempt > 1 ? `, attempt ${attempt}` : '';
  return `${step ?? status}${tries}`;
}

/**
 * Follows a job until nothing more comes of it. That ends: whoever falls silent has failed after a while.
 * @param asked the job as it was answered to the request
 */
export async function followReport(
  context: ConsoleContext,
  jobs: Pick<ReportJobs, 'find'>,
  asked: ReportJob,
): Promise<ReportJob> {
  const bar = stepBar(context, asked);
  try {
    for (;;) {
      const job = jobAt((await jobs.find(asked)) ?? asked, nowOf(context).getTime(), reportLimits);
      bar.show(job);
      if (isOver(job)) return job;
      await pause(pollMs);
    }
  } finally {
    bar.finish();
  }
}
