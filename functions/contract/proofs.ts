import * as z from 'zod';
import { route } from './route.ts';
import { idOf, instant } from './schemas.ts';

/** SHA-256 in hexadecimal. */
const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Positive numbers that may outgrow a float. */
const ordinal = z.string().regex(/^[1-9]\d{0,18}$/, 'Give a whole number above zero.');

/** A text as it was sealed; null where the caller may know its hash alone. */
const sealedPart = z.strictObject({ hash, text: z.string().nullable() });

const publishedFields = {
  number: ordinal,
  lastSequence: ordinal,
  journals: z.number().int().positive(),
  root: hash,
  hash,
  sealedAt: instant,
};

export const publishedBlockView = z.strictObject(publishedFields);
export type PublishedBlockView = z.output<typeof publishedBlockView>;

export const journalProofView = z.strictObject({
  journalId: idOf('journal'),
  /** The journal as it was sealed: what all who have a part in it may know. */
  journal: z.string(),
  /** Who asked for it and how: for the bank alone. */
  origin: sealedPart,
  /** Its entries in their order. A customer reads those on their own accounts. */
  entries: z.array(z.strictObject({ line: z.number().int(), ...sealedPart.shape })),
  leaf: hash,
  /** Place of the leaf in its block, from 0. */
  position: z.number().int().nonnegative(),
  path: z.array(z.strictObject({ side: z.enum(['left', 'right']), hash })).max(20),
  /** What the hash of the block is the hash of. */
  header: z.string(),
  block: z.strictObject({ ...publishedFields, firstSequence: ordinal, previousHash: hash }),
});
export type JournalProofView = z.output<typeof journalProofView>;

export const getJournalProof = route({
  operationId: 'getJournalProof',
  summary:
    'Proof that a journal is in the books as it was sealed; for customers, of journals on their accounts',
  method: 'GET',
  path: '/api/v1/journals/{journalId}/proof',
  service: 'api',
  permission: 'proof:read',
  idempotent: false,
  params: z.strictObject({ journalId: idOf('journal') }),
  status: 200,
  response: journalProofView,
  errors: ['not-found', 'not-sealed'],
});

export const getPublishedBlock = route({
  operationId: 'getPublishedBlock',
  summary: 'A block of journals as it was published outside the books when it was sealed',
  method: 'GET',
  path: '/api/v1/published-blocks/{number}',
  service: 'api',
  permission: 'proof:read',
  idempotent: false,
  params: z.strictObject({ number: ordinal }),
  status: 200,
  response: publishedBlockView,
  errors: ['not-sealed'],
});
