import { BankError } from '../domain/errors.ts';
import { importAt, type ImportLimits } from '../domain/import-job.ts';
import { queueNames, subjectOf, type MessageSubject, type QueueName } from '../domain/queue.ts';
import { isReportKind } from '../domain/report.ts';
import { jobAt, type ReportLimits } from '../domain/report-job.ts';
import type { Clock } from './ports.ts';
import type { ImportStore } from './ports/imports.ts';
import { QueueRefusedError, type QueueCounts, type QueueOperations, type Redriven } from './ports/queues.ts';
import type { ReportJobs } from './ports/reports.ts';

export interface DeadLetterPorts {
  readonly queues: QueueOperations;
  /** How many attempts a queue gives. */
  readonly attemptsOf: (name: QueueName) => number;
  readonly jobs: Pick<ReportJobs, 'find'>;
  readonly imports: Pick<ImportStore, 'find'>;
  readonly clock: Clock;
  readonly limits: ReportLimits;
  readonly importLimits: ImportLimits;
}

export interface QueueStanding extends QueueCounts {
  readonly name: QueueName;
}

export interface DeadLetter {
  readonly id: string;
  /** Undefined for one that can't be read. */
  readonly about: MessageSubject | undefined;
  /** Milliseconds since 1970 UTC. */
  readonly sentAt: number;
  readonly attempts: number;
  /** Why the last attempt failed, where a job tells it. */
  readonly problem: { readonly code: string; readonly detail: string } | null;
}

/** SQS shows ten at a time. */
const mostLetters = 10;
/** So long a person waits for letters to go back; more of them go on behind the answer. */
const patienceMs = 10_000;

/** @throws BankError queues-unavailable */
export function readQueues({ queues }: DeadLetterPorts): Promise<readonly QueueStanding[]> {
  return reachable(Promise.all(queueNames.map(async (name) => ({ name, ...(await queues.counts(name)) }))));
}

/**
 * A queue with the oldest of its dead letters, each told by what it asks for and by its job: the text of a message is
 * for nobody to read.
 * @throws BankError queues-unavailable
 */
export async function readDeadLetters(
  ports: DeadLetterPorts,
  name: QueueName,
): Promise<{ readonly queue: QueueStanding; readonly letters: readonly DeadLetter[] }> {
  const { queues } = ports;
  const counts = await reachable(queues.counts(name));
  const side = { name, dead: true } as const;
  // A look waits for a second where nothing lies.
  const messages = counts.deadLetters === 0 ? [] : await reachable(queues.peek(side, mostLetters));
  const letters = messages.map(async ({ id, sentAt, body }) => {
    const about = subjectOf(name, body);
    const told = about && (await toldOf(ports, name, about));
    return { id, about, sentAt, attempts: ports.attemptsOf(name), problem: null, ...told };
  });
  return { queue: { name, ...counts }, letters: await Promise.all(letters) };
}

/**
 * Sends the dead letters of a queue back to it, as the console does. Asking again while they go follows the same move.
 * @throws BankError queues-unavailable
 */
export function redriveQueue({ queues }: DeadLetterPorts, name: QueueName): Promise<Redriven> {
  return reachable(queues.redrive(name, { patienceMs }));
}

type Told = Partial<Pick<DeadLetter, 'attempts' | 'problem'>>;

/** What the job of that very run says; one that was begun anew since speaks of another message. */
async function toldOf(
  ports: DeadLetterPorts,
  queue: QueueName,
  { kind, name, run }: MessageSubject,
): Promise<Told> {
  const { jobs, imports, clock, limits, importLimits } = ports;
  if (queue === 'report' && isReportKind(kind)) {
    const job = await jobs.find({ kind, period: name });
    if (!job || (run !== null && job.run !== run)) return {};
    const { attempt, problem } = jobAt(job, clock.now(), limits);
    return { attempts: attempt, problem };
  }
  if (queue === 'import') {
    const job = await imports.find(name);
    if (!job || job.run !== run) return {};
    const { attempt, problem } = importAt(job, clock.now(), importLimits);
    return { attempts: attempt, problem };
  }
  return {};
}

async function reachable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof QueueRefusedError)) throw error;
    const detail = 'The queues are out of reach. Try again in a moment.';
    throw new BankError('queues-unavailable', detail, { cause: error, retryAfterSeconds: 5 });
  }
}
