import { BankError } from './errors.ts';
import type { ReportKey } from './report.ts';

/**
 * `queued` waits for the worker, `running` is in its hands, `retrying` waits for another attempt after one that
 * failed or fell silent, `ready` is stored, `failed` used up its attempts and lies in the dead-letter queue.
 */
export const reportStatuses = ['queued', 'running', 'retrying', 'ready', 'failed'] as const;
export type ReportStatus = (typeof reportStatuses)[number];

/** What an attempt does, in this order. */
export const reportSteps = ['trial-balance', 'balance-sheet', 'income-statement', 'store'] as const;
export type ReportStep = (typeof reportSteps)[number];

export interface ReportProblem {
  readonly code: string;
  readonly detail: string;
}

/** Somebody's wish for a report, as the queue carries it. */
export interface ReportOrder extends ReportKey {
  /** Counts how often the report was begun anew; tells a new wish from a repeated one. */
  readonly run: number;
  /** User name, or `schedule`. */
  readonly requestedBy: string;
  /** Milliseconds since 1970 UTC, as all times here. */
  readonly requestedAt: number;
}

/** How far an order is. One for each report: a new run takes the place of the one before. */
export interface ReportJob extends ReportOrder {
  readonly status: ReportStatus;
  /** How many steps of the attempt are done. */
  readonly done: number;
  /** The step under way; null when none is. */
  readonly step: ReportStep | null;
  /** 0 before the first. */
  readonly attempt: number;
  readonly startedAt: number | null;
  readonly updatedAt: number;
  readonly problem: ReportProblem | null;
}

/** What the queue and the worker's function allow. */
export interface ReportLimits {
  readonly attempts: number;
  /** A worker that took longer has been killed. */
  readonly attemptMs: number;
  /** So long after its last sign of life an unfinished job has lost its message. */
  readonly silenceMs: number;
}

export function queuedJob(order: ReportOrder): ReportJob {
  return {
    ...order,
    status: 'queued',
    done: 0,
    step: null,
    attempt: 0,
    startedAt: null,
    updatedAt: order.requestedAt,
    problem: null,
  };
}

/** A stored report without a job, such as one made before jobs were kept, stands like one that is ready. */
export function readyJob(key: ReportKey, finishedAt: number): ReportJob {
  const { kind, period } = key;
  const order = { kind, period, run: 0, requestedBy: 'schedule', requestedAt: finishedAt };
  return { ...queuedJob(order), status: 'ready', done: reportSteps.length, attempt: 1 };
}

const interrupted: ReportProblem = {
  code: 'timed-out',
  detail: 'The worker stopped in the middle of the report and did not say why.',
};

/**
 * The job as it stands now: a worker that was killed could write nothing, so its silence is read. Without a
 * message there will be no other attempt; such a job has failed and may be asked for again.
 */
export function jobAt(job: ReportJob, now: number, limits: ReportLimits): ReportJob {
  if (job.status !== 'running' && job.status !== 'retrying') return job;
  const silent = job.status === 'running' && now >= (job.startedAt ?? 0) + limits.attemptMs;
  const lost = now >= job.updatedAt + limits.silenceMs;
  if (!silent && !lost) return job;
  const over = lost || job.attempt >= limits.attempts;
  const problem = job.status === 'running' ? interrupted : job.problem;
  return { ...job, status: over ? 'failed' : 'retrying', step: null, problem };
}

/** What a caller may be told of an error: a rule that refused, or that it was our fault. */
export function problemOfReport(error: unknown): ReportProblem {
  if (error instanceof BankError) return { code: error.code, detail: error.message };
  return { code: 'internal-error', detail: 'Something went wrong on our side while the report was made.' };
}

const outages: readonly string[] = ['books-unavailable', 'timed-out', 'internal-error'];

/** Whether a rule said no: unlike an outage, that is the same in a minute. */
export function isRefusal(error: unknown): boolean {
  return error instanceof BankError && !outages.includes(error.code);
}
