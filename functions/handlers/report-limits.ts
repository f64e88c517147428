import type { ReportLimits } from '../domain/report-job.ts';
import { functionManifest } from '../manifest.ts';
import { reportQueue } from '../manifest-queues.ts';

const second = 1000;
const minute = 60 * second;

/** How the attempts of a report end, told from what is provisioned. */
export const reportLimits: ReportLimits = {
  attempts: reportQueue.maxReceiveCount,
  attemptMs: functionManifest['report-worker'].timeoutSeconds * second,
  // A message in the queue is shown again after one time-out; another is for waiting behind others.
  silenceMs: 2 * reportQueue.visibilitySeconds * second,
  // Reports wait behind others for seconds; a quarter of an hour is beyond every backlog.
  queuedMs: 15 * minute,
  resendMs: minute,
};
