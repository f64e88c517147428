import * as z from 'zod';
import { importKinds, importStatuses, lineOutcomes } from '../domain/import-job.ts';
import { route } from './route.ts';
import { idOf, instant, money, pageOf, pageQuery, plainText } from './schemas.ts';

/** Characters of a file, and of the request around it; the file is text, one character a byte. */
export const maxFile = 4_000_000;
const maxImportBody = 4_800_000;

export const importView = z.strictObject({
  id: idOf('import'),
  kind: z.enum(importKinds),
  fileName: z.string(),
  /** Of the file; the same file is imported once, whatever it is called. */
  sha256: z.string(),
  status: z.enum(importStatuses),
  /** Lines with a posting, and how far they are. */
  progress: z.strictObject({
    done: z.number().int(),
    of: z.number().int(),
    posted: z.number().int(),
    refused: z.number().int(),
    skipped: z.number().int(),
  }),
  requestedBy: z.string(),
  requestedAt: instant,
  updatedAt: instant,
  /** Why the last attempt stopped; null while none has. */
  problem: z.strictObject({ code: z.string(), detail: z.string() }).nullable(),
});
export type ImportView = z.output<typeof importView>;

export const importLineView = z.strictObject({
  /** Line of the file, from 1. */
  line: z.number().int(),
  outcome: z.enum(lineOutcomes),
  account: z.string(),
  direction: z.enum(['credit', 'debit']).nullable(),
  amount: money.nullable(),
  journalId: idOf('journal').nullable(),
  problem: z.strictObject({ code: z.string(), detail: z.string() }).nullable(),
});
export type ImportLineView = z.output<typeof importLineView>;

const ofImport = z.strictObject({ importId: idOf('import') });

export const requestImport = route({
  operationId: 'requestImport',
  summary: 'Import a file of payments; the same file again changes nothing',
  method: 'POST',
  path: '/api/v1/imports',
  service: 'api',
  permission: 'import:post',
  idempotent: false,
  maxBody: maxImportBody,
  body: z.strictObject({
    kind: z.enum(importKinds),
    fileName: plainText(100).default(''),
    content: z
      .string()
      .min(1, 'Give the text of the file.')
      .max(maxFile, `Give a file of at most ${maxFile} characters.`),
  }),
  status: 202,
  response: importView,
  errors: [],
});

export const listImports = route({
  operationId: 'listImports',
  summary: 'The latest imports with their progress',
  method: 'GET',
  path: '/api/v1/imports',
  service: 'api',
  permission: 'import:read',
  idempotent: false,
  status: 200,
  /** The latest hundred. */
  response: z.strictObject({ items: z.array(importView) }),
  errors: [],
});

export const getImport = route({
  operationId: 'getImport',
  summary: 'How far an import is',
  method: 'GET',
  path: '/api/v1/imports/{importId}',
  service: 'api',
  permission: 'import:read',
  idempotent: false,
  params: ofImport,
  status: 200,
  response: importView,
  errors: ['not-found'],
});

export const listImportLines = route({
  operationId: 'listImportLines',
  summary: 'What became of each line of a file, in its order',
  method: 'GET',
  path: '/api/v1/imports/{importId}/lines',
  service: 'api',
  permission: 'import:read',
  idempotent: false,
  params: ofImport,
  query: z.strictObject({ outcome: z.enum(lineOutcomes).optional(), ...pageQuery }),
  status: 200,
  response: pageOf(importLineView),
  errors: ['not-found', 'cursor-invalid'],
});
