import * as z from 'zod';
import { batchModes, maxBatchJournals } from '../domain/journal-batch.ts';
import { journalBody } from './journals.ts';
import { route } from './route.ts';
import { businessDate, idOf, instant, pageOf, pageQuery } from './schemas.ts';

/** Characters of a batch's body. What the books are sent of it may have 4 MiB, names and all. */
const maxBatchBody = 4 * 1024 * 1024;

export const journalBatchView = z.strictObject({
  id: idOf('batch'),
  mode: z.enum(batchModes),
  items: z.number().int(),
  posted: z.number().int(),
  refused: z.number().int(),
  businessDate,
  recordedAt: instant,
});

export const batchItemView = z.strictObject({
  /** Place of the journal in the request, from 0. */
  index: z.number().int(),
  outcome: z.enum(['posted', 'refused']),
  journalId: idOf('journal').nullable(),
  sequence: z.string().nullable(),
  problem: z.strictObject({ code: z.string(), detail: z.string() }).nullable(),
});
export type BatchItemView = z.output<typeof batchItemView>;

export const postJournalBatch = route({
  operationId: 'postJournalBatch',
  summary: `Post up to ${maxBatchJournals} journals at once: all or none, or each for itself`,
  method: 'POST',
  path: '/api/v1/journals:batch',
  service: 'api',
  permission: 'journal:post',
  idempotent: true,
  maxBody: maxBatchBody,
  body: z.strictObject({
    mode: z.enum(batchModes).default('atomic'),
    journals: z
      .array(journalBody)
      .min(1, 'Give one journal or more.')
      .max(maxBatchJournals, `Give at most ${maxBatchJournals} journals.`),
  }),
  status: 201,
  response: z.strictObject({ batch: journalBatchView, results: pageOf(batchItemView) }),
  errors: [
    'unbalanced-journal',
    'account-not-found',
    'account-not-postable',
    'account-closed',
    'currency-mismatch',
    'amount-too-large',
    'insufficient-funds',
    'velocity-exceeded',
    'period-closed',
    'business-date-refused',
    'condition-failed',
    'metadata-invalid',
    'hold-not-active',
    'hold-not-found',
  ],
});

const ofBatch = z.strictObject({ batchId: idOf('batch') });

export const getJournalBatch = route({
  operationId: 'getJournalBatch',
  summary: 'A batch of journals: how many were posted and how many refused',
  method: 'GET',
  path: '/api/v1/journal-batches/{batchId}',
  service: 'api',
  permission: 'journal:read',
  idempotent: false,
  params: ofBatch,
  status: 200,
  response: journalBatchView,
  errors: ['not-found'],
});

export const listBatchResults = route({
  operationId: 'listBatchResults',
  summary: 'What became of each journal of a batch, in the order of the request',
  method: 'GET',
  path: '/api/v1/journal-batches/{batchId}/results',
  service: 'api',
  permission: 'journal:read',
  idempotent: false,
  params: ofBatch,
  query: z.strictObject({ outcome: z.enum(['posted', 'refused']).optional(), ...pageQuery }),
  status: 200,
  response: pageOf(batchItemView),
  errors: ['not-found', 'cursor-invalid'],
});
