import { BankError } from './errors.ts';
import type { ReportKey, ReportKind } from './report.ts';

/**
 * `queued` waits for the worker, `running` is in its hands, `retrying` waits for another attempt after one that
 * failed or fell silent, `ready` is stored, `failed` used up its attempts and lies in the dead-letter queue, or is
 * `lost` from sight: no message of it can be on its way any more.
 */
export const reportStatuses = ['queued', 'running', 'retrying', 'ready', 'failed'] as const;
export type ReportStatus = (typeof reportStatuses)[number];

/** What an attempt does, in this order. */
export const reportSteps = [
  'trial-balance',
  'balance-sheet',
  'income-statement',
  'schedules',
  'closing-entries',
  'payees',
  'store',
] as const;
export type ReportStep = (typeof reportSteps)[number];

const ofYears: readonly ReportStep[] = ['closing-entries', 'payees'];

/** The steps of a kind of report: only a year is closed, and has payees. */
export function stepsOf(kind: ReportKind): readonly ReportStep[] {
  return kind === 'year' ? reportSteps : reportSteps.filter((step) => !ofYears.includes(step));
}

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

/** What came of an order: the version that stands since, and the SHA-256 of its content. */
export interface MadeReport {
  readonly version: number;
  readonly sha256: string;
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
  /** Null until this run is ready. */
  readonly made: MadeReport | null;
}

/** What the queue and the worker's function allow. */
export interface ReportLimits {
  readonly attempts: number;
  /** A worker that took longer has been killed. */
  readonly attemptMs: number;
  /** So long after its last sign of life a job that was begun has lost its message. */
  readonly silenceMs: number;
  /** So long a job may wait to be begun; one that is queued for longer has lost its message. */
  readonly queuedMs: number;
  /** So old a queued job is sent again when it is asked for again: what a queue still holds is begun sooner. */
  readonly resendMs: number;
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
    made: null,
  };
}

/** A stored report without a job, such as one made before jobs were kept, stands like one that is ready. */
export function readyJob(key: ReportKey, finishedAt: number): ReportJob {
  const { kind, period } = key;
  const order = { kind, period, run: 0, requestedBy: 'schedule', requestedAt: finishedAt };
  return { ...queuedJob(order), status: 'ready', done: stepsOf(kind).length, attempt: 1 };
}

const interrupted: ReportProblem = {
  code: 'timed-out',
  detail: 'The worker stopped in the middle of the report and did not say why.',
};

/** Nothing is on its way any more, though no rule and no attempt ended the job. */
function lost(detail: string): ReportProblem {
  return { code: 'lost', detail: `${detail} Ask for the report again.` };
}

const neverBegun = lost('The request for this report was lost before anybody began it.');

function notTakenUpAgain({ detail }: ReportProblem): ReportProblem {
  return lost(`The report was lost from sight after an attempt that failed: ${detail}`);
}

/** The same wish as another run: SQS would swallow a message of the same run, and an old one that turns up is stale. */
export function sentAgain(job: ReportJob, now: number): ReportJob {
  const { kind, period, run, requestedBy, requestedAt } = job;
  return { ...queuedJob({ kind, period, run: run + 1, requestedBy, requestedAt }), updatedAt: now };
}

/** Whether a job has waited so long to be begun that its message may be lost. */
export function isOrphan({ status, updatedAt }: ReportJob, now: number, { resendMs }: ReportLimits): boolean {
  return status === 'queued' && now >= updatedAt + resendMs;
}

/** Whether nothing more comes of a job, as it stands now. */
export const isOver = ({ status }: ReportJob): boolean => status === 'ready' || status === 'failed';

/**
 * The job as it stands now: a worker that was killed could write nothing, and a queue does not say what it lost,
 * so their silence is read. Without a message there will be no other attempt; such a job has failed and may be
 * asked for again.
 */
export function jobAt(job: ReportJob, now: number, limits: ReportLimits): ReportJob {
  const quietFor = now - job.updatedAt;
  if (job.status === 'queued') return quietFor < limits.queuedMs ? job : failed(job, neverBegun);
  if (isOver(job)) return job;
  const tried = job.status === 'running' ? afterSilence(job, now, limits) : job;
  if (tried.status === 'failed' || quietFor < limits.silenceMs) return tried;
  return failed(job, notTakenUpAgain(tried.problem ?? interrupted));
}

/** A running job whose worker must have been killed waits for its next attempt, if there is one. */
function afterSilence(job: ReportJob, now: number, { attempts, attemptMs }: ReportLimits): ReportJob {
  if (now < (job.startedAt ?? 0) + attemptMs) return job;
  const over = job.attempt >= attempts;
  return { ...job, status: over ? 'failed' : 'retrying', step: null, problem: interrupted };
}

function failed(job: ReportJob, problem: ReportProblem): ReportJob {
  return { ...job, status: 'failed', step: null, problem };
}

/** What a caller may be told of an error: a rule that refused, or that it was our fault. */
export function problemOfReport(error: unknown): ReportProblem {
  if (error instanceof BankError) return { code: error.code, detail: error.message };
  return { code: 'internal-error', detail: 'Something went wrong on our side while the report was made.' };
}

const outages: readonly string[] = ['books-unavailable', 'files-unavailable', 'timed-out', 'internal-error'];

/** Whether a rule said no: unlike an outage, that is the same in a minute. */
export function isRefusal(error: unknown): boolean {
  return error instanceof BankError && !outages.includes(error.code);
}
