import type { BalanceAsOf } from '../../domain/balance.ts';
import type { Hold, HoldEvent, HoldRequest, HoldResult, HoldState } from '../../domain/hold.ts';
import type { RequestKey } from '../../domain/journal.ts';
import type { BatchCommand, BatchItem, BatchOutcome, JournalBatch } from '../../domain/journal-batch.ts';
import type { PageRequest, PageResult } from '../ports.ts';

/** Many journals at once, each with a result of its own. */
export interface BatchLedger {
  /** @throws BankError for an atomic batch that holds a journal which is refused */
  postBatch(batch: BatchCommand): Promise<BatchOutcome>;
}

/** ACH entries of our customers that came back (P14b); a debit that came back may overdraw its account. */
export interface ReturnLedger {
  /** Each is posted or refused by itself. */
  postReturns(batch: BatchCommand): Promise<BatchOutcome>;
}

export interface BatchReader {
  batch(batchId: string): Promise<JournalBatch | undefined>;
  /** In the order of the request: "older" is further on. */
  items(
    batchId: string,
    outcome: BatchItem['outcome'] | undefined,
    page: PageRequest,
  ): Promise<PageResult<BatchItem>>;
  /** All items of a batch, in their order. */
  allItems(batchId: string): Promise<readonly BatchItem[]>;
}

/** Who asks for a change of a hold, and under which key. */
export interface HoldChange extends RequestKey {
  readonly id: string;
  readonly actor: string;
}

export interface HoldLedger {
  /** @throws BankError insufficient-funds and what else the posting rules refuse */
  place(hold: HoldRequest & HoldChange): Promise<HoldResult>;
  /** Gives back what remains. @throws BankError hold-not-found, hold-not-active */
  release(change: HoldChange & { readonly hold: string }): Promise<HoldResult>;
}

export interface HoldReader {
  hold(holdId: string): Promise<Hold | undefined>;
  /** Oldest first. */
  events(holdId: string): Promise<readonly HoldEvent[]>;
  /** The latest hundred in a state, latest first. */
  ofAccount(accountId: string, state: HoldState): Promise<readonly Hold[]>;
}

export interface BalanceReader {
  /** @param knownAt RFC 3339 with an offset; now where undefined */
  asOf(accountId: string, asOf: string, knownAt: string | undefined): Promise<BalanceAsOf | undefined>;
}
