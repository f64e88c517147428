import { readPaymentsCsv } from './csv-import.ts';
import type { PaymentFile } from './payment-file.ts';
import { readNacha } from './nacha/read.ts';

export const importKinds = ['csv', 'nacha'] as const;
export type ImportKind = (typeof importKinds)[number];

/** `failed` has used up its attempts or is lost from sight; asking again with the same file goes on where it stopped. */
export const importStatuses = ['queued', 'running', 'retrying', 'ready', 'failed'] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** `skipped`: the line asks for nothing to be posted, such as a prenote. */
export const lineOutcomes = ['posted', 'refused', 'skipped'] as const;
export type LineOutcome = (typeof lineOutcomes)[number];

/** So many lines are posted at once; where the file is cut decides the keys, so it never changes. */
export const chunkSize = 1_000;

export interface ImportProblem {
  readonly code: string;
  readonly detail: string;
}

/** An import and how far it is. */
export interface ImportJob {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly sha256: string;
  /** Counts how often it was begun anew. */
  readonly run: number;
  readonly status: ImportStatus;
  readonly lines: number;
  readonly done: number;
  readonly posted: number;
  readonly refused: number;
  readonly skipped: number;
  /** User name of who asked, and the subject, in whose name it is posted. */
  readonly requestedBy: string;
  readonly actor: string;
  /** Milliseconds since 1970 UTC, as all times here. */
  readonly requestedAt: number;
  readonly updatedAt: number;
  readonly attempt: number;
  readonly problem: ImportProblem | null;
}

/** What became of a line. */
export interface LineResult {
  readonly line: number;
  readonly outcome: LineOutcome;
  readonly account: string;
  readonly direction: 'credit' | 'debit' | null;
  /** US cents. */
  readonly minor: bigint | null;
  readonly journalId: string | null;
  /** Why nothing was posted; of an ACH entry that came back and was posted, the reason it came back for. */
  readonly problem: ImportProblem | null;
}

/** What the queue and the worker's function allow. */
export interface ImportLimits {
  readonly attempts: number;
  /** So long after its last sign of life an import has lost its message. */
  readonly silenceMs: number;
}

const lost: ImportProblem = {
  code: 'lost',
  detail: 'The import was lost from sight. Send the same file again: it goes on where it stopped.',
};

/** The job as it stands now: of a worker that was killed, or a message that was lost, only the silence is seen. */
export function importAt(job: ImportJob, now: number, { silenceMs }: ImportLimits): ImportJob {
  const isOver = job.status === 'ready' || job.status === 'failed';
  if (isOver || now - job.updatedAt < silenceMs) return job;
  return { ...job, status: 'failed', problem: lost };
}

/**
 * Reads a file of its kind.
 * @throws FileError when nothing of it may be posted
 */
export function readPayments(kind: ImportKind, text: string): PaymentFile {
  return kind === 'csv' ? readPaymentsCsv(text) : readNacha(text);
}
