import type { ImportLimits } from '../domain/import-job.ts';
import { importQueue } from '../manifest-queues.ts';

/** How the attempts of an import end, told from what is provisioned. */
export const importLimits: ImportLimits = {
  attempts: importQueue.maxReceiveCount,
  // A message in the queue is shown again after one time-out; another is for waiting behind others.
  silenceMs: 2 * importQueue.visibilitySeconds * 1000,
};
