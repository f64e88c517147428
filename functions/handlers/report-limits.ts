import type { ReportLimits } from '../domain/report-job.ts';
import { functionManifest, reportQueue } from '../manifest.ts';

const second = 1000;

/** How the attempts of a report end, told from what is provisioned. */
export const reportLimits: ReportLimits = {
  attempts: reportQueue.maxReceiveCount,
  attemptMs: functionManifest['report-worker'].timeoutSeconds * second,
  // A message in the queue is shown again after one time-out; another is for waiting behind others.
  silenceMs: 2 * reportQueue.visibilitySeconds * second,
};
