import { functionManifest, type FunctionName } from './manifest.ts';

/**
 * The queue of report requests: `infra` makes it like this, and the worker and those who show a report tell from
 * it whether another attempt will come. A killed worker's report is tried again when the visibility time-out is
 * over: six times the worker's own, as AWS advises, and no more, because somebody waits for it.
 */
export const reportQueue = {
  visibilitySeconds: 6 * functionManifest['report-worker'].timeoutSeconds,
  maxReceiveCount: 3,
} as const;

const second = 1000;
const minute = 60 * second;

/** How the attempts of a report end, told from what is provisioned; in milliseconds. */
export const reportLimits = {
  attempts: reportQueue.maxReceiveCount,
  attemptMs: functionManifest['report-worker'].timeoutSeconds * second,
  // A message in the queue is shown again after one time-out; another is for waiting behind others.
  silenceMs: 2 * reportQueue.visibilitySeconds * second,
  // Reports wait behind others for seconds; a quarter of an hour is beyond every backlog.
  queuedMs: 15 * minute,
  resendMs: minute,
} as const;

/** The queue of imports, as the queue of reports; a killed worker's file goes on where it stopped. */
export const importQueue = {
  visibilitySeconds: 6 * functionManifest['import-worker'].timeoutSeconds,
  maxReceiveCount: 3,
} as const;

/** The queue of days to be ended; a killed worker's day goes on behind the step that was done last. */
export const dayQueue = {
  visibilitySeconds: 6 * functionManifest['day-worker'].timeoutSeconds,
  maxReceiveCount: 3,
} as const;

/** The queue of filed reports whose files are to be kept; a killed keeper's report goes on behind the file kept last. */
export const filesQueue = {
  visibilitySeconds: 6 * functionManifest['file-keeper'].timeoutSeconds,
  maxReceiveCount: 3,
} as const;

/** The queues of ticks and of events: batches of ten, so that a message may pay for one beside it. */
export const tickQueue = { visibilitySeconds: 180, maxReceiveCount: 5 } as const;
export const eventQueue = { visibilitySeconds: 180, maxReceiveCount: 5 } as const;

/** The queues of a stage by name; those that keep order within a group end in `.fifo`, as SQS wants it. */
export const queueSuffixes = {
  tick: '',
  report: '.fifo',
  import: '.fifo',
  day: '.fifo',
  events: '',
  files: '',
} as const;
export type QueueName = keyof typeof queueSuffixes;

/** How often a message is tried before it is a dead letter. */
export const queueAttempts: Readonly<Record<QueueName, number>> = {
  tick: tickQueue.maxReceiveCount,
  report: reportQueue.maxReceiveCount,
  import: importQueue.maxReceiveCount,
  day: dayQueue.maxReceiveCount,
  events: eventQueue.maxReceiveCount,
  files: filesQueue.maxReceiveCount,
};

/** What a queue and its dead-letter queue are called, so that an operator finds them without asking the bank. */
export function queuePair(stage: string, name: QueueName): { queue: string; deadLetters: string } {
  const suffix = queueSuffixes[name];
  return {
    queue: `ledgerbank-${stage}-${name}${suffix}`,
    deadLetters: `ledgerbank-${stage}-${name}-dlq${suffix}`,
  };
}

/** New York, where the bank's day ends. */
export const bankTimeZone = 'America/New_York';

/**
 * When a tick goes on the tick queue, in the bank's time zone. The night comes after the last cut-off, on the night
 * after the day that ends; reports after it, when every channel is past its cut-off.
 */
export const tickSchedules = {
  night: 'cron(15 0 * * ? *)',
  day: 'cron(0 1 * * ? *)',
  month: 'cron(0 2 1 * ? *)',
  quarter: 'cron(30 2 1 1,4,7,10 ? *)',
  year: 'cron(0 3 1 1 ? *)',
} as const;
export type TickName = keyof typeof tickSchedules;
export const tickNames = ['night', 'day', 'month', 'quarter', 'year'] as const satisfies readonly TickName[];

/** Ticks that come by themselves. The laptop's demo bank stands at a date of its own; there, days end when somebody asks. */
export const ticksOf = (stage: string): readonly TickName[] =>
  tickNames.filter((name) => name !== 'night' || stage !== 'local');

/** Functions that a schedule calls without a queue between. */
export const functionSchedules = {
  outbox: { expression: 'rate(1 minute)', calls: 'outbox-relay' },
  sealing: { expression: 'rate(1 minute)', calls: 'sealer' },
  keeping: { expression: 'rate(1 hour)', calls: 'file-keeper' },
} as const satisfies Record<string, { expression: string; calls: FunctionName }>;
