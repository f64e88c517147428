import type { BatchJournal, RequestKey } from './journal.ts';

/** `atomic`: all or none. `independent`: each for itself, and what is refused leaves the others alone. */
export const batchModes = ['atomic', 'independent'] as const;
export type BatchMode = (typeof batchModes)[number];

/** As many journals as one batch may have. */
export const maxBatchJournals = 8_000;

export interface BatchCommand extends RequestKey {
  readonly id: string;
  readonly actor: string;
  readonly mode: BatchMode;
  readonly journals: readonly BatchJournal[];
}

export interface BatchOutcome {
  readonly id: string;
  readonly outcome: 'posted' | 'replayed';
  readonly items: number;
  readonly posted: number;
  readonly refused: number;
}

export interface JournalBatch {
  readonly id: string;
  readonly mode: BatchMode;
  readonly items: number;
  readonly posted: number;
  readonly refused: number;
  readonly businessDate: string;
  readonly recordedAt: string;
}

/** What became of one journal of a batch. */
export interface BatchItem {
  /** Its place in the batch, from 0. */
  readonly index: number;
  readonly outcome: 'posted' | 'refused';
  readonly journalId: string | null;
  readonly sequence: string | null;
  readonly sqlState: string | null;
  readonly message: string | null;
}
