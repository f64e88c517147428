import type { Routes } from '../../contract/routes.ts';
import type { RouteResponse } from '../../contract/route.ts';
import { BankError } from '../../domain/errors.ts';
import { publicId } from '../../domain/ids.ts';
import type { BatchItem, JournalBatch } from '../../domain/journal-batch.ts';
import { postBatch, type PostBatchPorts } from '../../services/post-batch.ts';
import type { BatchLedger, BatchReader } from '../../services/ports/ledger.ts';
import { idempotentOf, principalOf, replayedHeader, type Operations } from '../operation.ts';
import { innerId } from './identify.ts';
import { journalOf } from './journal-input.ts';
import { pageRequest, pageView, type CursorScope, type PageQuery } from './paging.ts';
import { batchItemView } from './present-journal.ts';

export interface BatchOperationPorts extends PostBatchPorts {
  readonly batches: BatchLedger & BatchReader;
  readonly signingKey: () => Promise<string>;
}

/** As many results as the answer to the request itself brings along. */
const firstPage: PageQuery = { limit: 50 };

type BatchView = RouteResponse<Routes['getJournalBatch']>;
type ResultsView = RouteResponse<Routes['listBatchResults']>;

async function batchView(batches: BatchReader, batchId: string): Promise<BatchView> {
  const batch: JournalBatch | undefined = await batches.batch(batchId);
  if (!batch) throw new BankError('not-found', 'There is no batch with this id.');
  return { ...batch, id: publicId('batch', batch.id) };
}

interface ResultsQuery extends PageQuery {
  readonly outcome?: BatchItem['outcome'] | undefined;
}

async function resultsView(
  { batches, signingKey }: BatchOperationPorts,
  batchId: string,
  { outcome, ...query }: ResultsQuery,
): Promise<ResultsView> {
  const scope: CursorScope = { list: `batch:${batchId}:${outcome ?? 'all'}`, key: await signingKey() };
  const page = await batches.items(batchId, outcome, pageRequest(query, scope));
  return pageView(page, { view: batchItemView, keyOf: ({ index }) => String(index), scope });
}

export function batchOperations(
  ports: BatchOperationPorts,
): Operations<'postJournalBatch' | 'getJournalBatch' | 'listBatchResults'> {
  return {
    async postJournalBatch({ body, state }) {
      const command = { mode: body.mode, journals: body.journals.map(journalOf) };
      const request = idempotentOf(state);
      const { id, outcome } = await postBatch(ports, principalOf(state), { command, request });
      const batch = await batchView(ports.batches, id);
      return {
        body: { batch, results: await resultsView(ports, id, firstPage) },
        headers: { ...replayedHeader(outcome), location: `/api/v1/journal-batches/${batch.id}` },
      };
    },
    async getJournalBatch({ params }) {
      return { body: await batchView(ports.batches, innerId('batch', params.batchId)) };
    },
    async listBatchResults({ params, query }) {
      const batchId = innerId('batch', params.batchId);
      await batchView(ports.batches, batchId);
      return { body: await resultsView(ports, batchId, query) };
    },
  };
}
