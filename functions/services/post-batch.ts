import type { BatchJournal } from '../domain/journal.ts';
import type { BatchMode, BatchOutcome } from '../domain/journal-batch.ts';
import type { Principal } from '../domain/session.ts';
import type { Ids } from './ports.ts';
import type { BatchLedger } from './ports/ledger.ts';
import { requestKeyOf, type IdempotentRequest } from './post-journal.ts';

export interface PostBatchPorts {
  readonly batches: BatchLedger;
  readonly ids: Ids;
}

export interface PostBatchCommand {
  readonly mode: BatchMode;
  readonly journals: readonly Omit<BatchJournal, 'id'>[];
}

/** Posts many journals under one key. */
export async function postBatch(
  ports: PostBatchPorts,
  principal: Principal,
  { command, request }: { command: PostBatchCommand; request: IdempotentRequest },
): Promise<BatchOutcome> {
  return ports.batches.postBatch({
    id: ports.ids.next(),
    actor: principal.subject,
    mode: command.mode,
    ...requestKeyOf(principal, 'journalBatch', request),
    journals: command.journals.map((journal) => ({ id: ports.ids.next(), ...journal })),
  });
}
