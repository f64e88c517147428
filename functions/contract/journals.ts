import * as z from 'zod';
import { previewFields } from './preview.ts';
import { route } from './route.ts';
import {
  businessDate,
  idOf,
  instant,
  instantWithOffset,
  minorText,
  money,
  plainText,
  positiveMoney,
  reference,
} from './schemas.ts';

const maxEntries = 100;
const maxMetadataKeys = 50;

/** A customer's account by id, or an account of the bank itself by its code in the chart. */
export const target = z.union(
  [
    z.strictObject({ accountId: idOf('account') }),
    z.strictObject({ ledgerAccount: z.string().regex(/^\d{4}$/) }),
  ],
  'Give either an accountId or the four digits of a ledgerAccount.',
);

const entry = z
  .strictObject({
    accountId: idOf('account').optional(),
    ledgerAccount: z
      .string()
      .regex(/^\d{4}$/, 'Give the four digits of a ledger account.')
      .optional(),
    side: z.enum(['debit', 'credit']),
    amount: positiveMoney,
  })
  .refine(
    ({ accountId, ledgerAccount }) => (accountId === undefined) !== (ledgerAccount === undefined),
    'Give either an accountId or the four digits of a ledgerAccount.',
  );

/** Judged on the normal side of the account, right before the journal is posted. */
const condition = z
  .strictObject({
    accountId: idOf('account').optional(),
    ledgerAccount: z
      .string()
      .regex(/^\d{4}$/, 'Give the four digits of a ledger account.')
      .optional(),
    minBalanceMinor: minorText.optional(),
    version: z.int().nonnegative().optional(),
  })
  .refine(
    ({ accountId, ledgerAccount }) => (accountId === undefined) !== (ledgerAccount === undefined),
    'Give either an accountId or the four digits of a ledgerAccount.',
  )
  .refine(
    ({ minBalanceMinor, version }) => (minBalanceMinor === undefined) !== (version === undefined),
    'Give either a minBalanceMinor or a version.',
  );

const capture = z.strictObject({
  holdId: idOf('hold'),
  amount: positiveMoney.optional(),
  final: z.boolean().default(true),
});

export const metadata = z
  .record(
    z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/, 'Name a key with 1 to 40 letters, digits, dots, - or _.'),
    plainText(500),
  )
  .refine((pairs) => Object.keys(pairs).length <= maxMetadataKeys, `Attach at most ${maxMetadataKeys} keys.`);

/** A journal as a program or an accountant writes it. */
export const journalFields = {
  type: z.enum(['STANDARD', 'ADJUSTING']).default('STANDARD'),
  description: plainText(140).refine((text) => text !== '', 'Say what the journal is for.'),
  reference: reference.default(''),
  entries: z
    .array(entry)
    .min(2, 'Give two entries or more.')
    .max(maxEntries, `Give at most ${maxEntries} entries.`),
  /** The business date where absent. */
  valueDate: businessDate.optional(),
  /** A business date of an earlier month that is not closed for good; of adjusting journals only. */
  adjustsOn: businessDate.optional(),
  occurredAt: instantWithOffset.optional(),
  metadata: metadata.optional(),
  conditions: z.array(condition).max(maxEntries).optional(),
  captures: z.array(capture).max(maxEntries).optional(),
};
export const journalBody = z.strictObject(journalFields);
export type JournalBody = z.output<typeof journalBody>;

const postedEntryView = z.strictObject({
  /** Null for an account of the bank itself. */
  accountId: idOf('account').nullable(),
  ledgerAccount: z.string(),
  side: z.enum(['debit', 'credit']),
  amount: money,
  /** On the normal side of the account, right after this entry. */
  balanceAfter: money,
  version: z.number().int(),
});

const journalAnswer = {
  businessDate,
  valueDate: businessDate,
  metadata: z.record(z.string(), z.string()),
  entries: z.array(postedEntryView),
};

export const postedJournalView = z.strictObject({
  status: z.literal('posted'),
  id: idOf('journal'),
  sequence: z.string(),
  recordedAt: instant,
  ...journalAnswer,
});
export type PostedJournalView = z.output<typeof postedJournalView>;

export const journalPreviewView = z.strictObject({
  status: z.literal('previewed'),
  previewToken: z.string(),
  ...journalAnswer,
});
export type JournalPreviewView = z.output<typeof journalPreviewView>;

export const journalRefusals = [
  'unbalanced-journal',
  'invalid-entry',
  'account-not-found',
  'account-not-postable',
  'account-closed',
  'currency-mismatch',
  'amount-too-large',
  'insufficient-funds',
  'velocity-exceeded',
  'period-closed',
  'adjustment-refused',
  'business-date-refused',
  'condition-failed',
  'preview-outdated',
  'metadata-invalid',
  'approval-required',
] as const;

export const postJournal = route({
  operationId: 'postJournal',
  summary: 'Post a journal of two entries or more, or see what it would do',
  method: 'POST',
  path: '/api/v1/journals',
  service: 'api',
  permission: 'journal:post',
  idempotent: true,
  body: z.strictObject({ ...journalFields, ...previewFields }),
  status: 201,
  response: z.discriminatedUnion('status', [postedJournalView, journalPreviewView]),
  errors: [...journalRefusals, 'hold-not-active', 'hold-not-found'],
});

export const reverseJournal = route({
  operationId: 'reverseJournal',
  summary: 'Mirror a journal exactly, once at most, on its own value date',
  method: 'POST',
  path: '/api/v1/journals/{journalId}/reversals',
  service: 'api',
  permission: 'journal:post',
  idempotent: true,
  params: z.strictObject({ journalId: idOf('journal') }),
  body: z.strictObject({
    description: plainText(140).default('Reversal'),
    reference: reference.default(''),
    metadata: metadata.optional(),
    ...previewFields,
  }),
  status: 201,
  response: z.discriminatedUnion('status', [postedJournalView, journalPreviewView]),
  errors: ['not-found', 'reversal-refused', ...journalRefusals],
});
