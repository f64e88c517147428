import { setTimeout as delay } from 'node:timers/promises';
import type { LocalConfig } from '../../config.ts';
import { openQueues } from '../../console/queues.ts';

/** A request that used up its attempts: the report of a year that the demo bank will not reach. */
export async function makeDeadLetter(config: LocalConfig): Promise<void> {
  const open = openQueues(config, undefined);
  if (!open) throw new Error('No bank runs there.');
  try {
    const order = { kind: 'year', period: '2031', run: 1, requestedBy: 'schedule' } as const;
    await open.reports.send({ ...order, requestedAt: Date.parse('2031-01-01T08:00:00Z') });
    for (let i = 0; i < 200; i += 1) {
      const { waiting, inFlight, deadLetters } = await open.queues.counts('report');
      if (deadLetters === 1 && waiting + inFlight === 0) return;
      await delay(100);
    }
    throw new Error('The request was not dead within 20 seconds.');
  } finally {
    open.close();
  }
}
