import * as z from 'zod';
import { approvalDecisions, approvalKinds, approvalStates } from '../domain/approval.ts';
import { roles } from '../domain/permissions.ts';
import { journalBody, journalRefusals } from './journals.ts';
import { route } from './route.ts';
import { businessDate, idOf, minorText, plainText } from './schemas.ts';

const reason = plainText(500).refine((text) => text !== '', 'Say why it is needed.');

const effect = z.array(z.strictObject({ what: z.string(), before: z.string(), after: z.string() }));

export const approvalView = z.strictObject({
  id: idOf('approval'),
  kind: z.enum(approvalKinds),
  /** What it is about, in words for people. */
  subject: z.string(),
  reason: z.string(),
  /** As it was when it was asked for. */
  effect,
  requestedBy: z.string(),
  requestedOn: businessDate,
  /** The last business date on which it can be approved. */
  expiresOn: businessDate,
  state: z.enum(approvalStates),
  decidedBy: z.string().nullable(),
  decidedOn: businessDate.nullable(),
  note: z.string().nullable(),
  journalId: idOf('journal').nullable(),
  /** False for an approved change of a user that could not be made yet: approve it again. */
  carriedOut: z.boolean(),
});
export type ApprovalView = z.output<typeof approvalView>;

const asking = {
  method: 'POST',
  service: 'api',
  idempotent: true,
  status: 201,
  response: approvalView,
} as const;

export const requestJournalApproval = route({
  ...asking,
  operationId: 'requestJournalApproval',
  summary: 'Ask another person to approve a journal, which is posted then',
  path: '/api/v1/approvals/journals',
  permission: 'journal:post',
  body: z.strictObject({ reason, journal: journalBody }),
  errors: [...journalRefusals, 'hold-not-active', 'hold-not-found'],
});

export const requestReversalApproval = route({
  ...asking,
  operationId: 'requestReversalApproval',
  summary: 'Ask another person to approve that a journal is reversed, which is done then',
  path: '/api/v1/approvals/reversals',
  permission: 'journal:post',
  body: z.strictObject({
    reason,
    journalId: idOf('journal'),
    description: plainText(140).default('Reversal'),
  }),
  errors: ['not-found', 'reversal-refused', ...journalRefusals],
});

/** Null for no lowest balance at all. */
const floorMinor = z
  .string()
  .regex(/^-?\d{1,15}$/, 'Give whole minor units (cents).')
  .nullable();

export const getAccountLimits = route({
  operationId: 'getAccountLimits',
  summary: 'The limits of a customer’s account as they are',
  method: 'GET',
  path: '/api/v1/accounts/{accountId}/limits',
  service: 'api',
  permission: 'approval:read',
  idempotent: false,
  params: z.strictObject({ accountId: idOf('account') }),
  status: 200,
  response: z.strictObject({
    floorMinor,
    overdraftMinor: z.string(),
    velocity: z.array(
      z.strictObject({
        windowDays: z.int(),
        maxMinor: z.string().nullable(),
        maxCount: z.int().nullable(),
      }),
    ),
  }),
  errors: ['not-found'],
});

export const requestLimitsChange = route({
  ...asking,
  operationId: 'requestLimitsChange',
  summary: 'Ask another person to approve other limits of a customer’s account',
  path: '/api/v1/approvals/account-limits',
  permission: 'limits:change',
  body: z.strictObject({
    reason,
    accountId: idOf('account'),
    floorMinor,
    overdraftMinor: minorText,
    velocity: z
      .array(
        z
          .strictObject({
            windowDays: z.int().min(1).max(366),
            maxMinor: minorText.nullable(),
            maxCount: z.int().min(1).max(1_000_000).nullable(),
          })
          .refine(({ maxMinor, maxCount }) => maxMinor !== null || maxCount !== null, {
            message: 'Limit the amount, the number of payments, or both.',
          }),
      )
      .max(10, 'Give at most 10 limits.'),
  }),
  errors: ['account-not-found', 'limits-refused', 'invalid-batch'],
});

export const requestUserChange = route({
  ...asking,
  operationId: 'requestUserChange',
  summary: 'Ask another person to approve other roles of a user, or to let them in or out',
  path: '/api/v1/approvals/user-rights',
  permission: 'user:change',
  body: z.strictObject({
    reason,
    userName: z.string().min(1).max(128),
    roles: z.array(z.enum(roles)).max(roles.length),
    enabled: z.boolean(),
  }),
  errors: ['user-not-found', 'rights-of-directory', 'rights-unchanged'],
});

export const listApprovals = route({
  operationId: 'listApprovals',
  summary: 'What waits for the decision of another person, or what became of it; the latest hundred',
  method: 'GET',
  path: '/api/v1/approvals',
  service: 'api',
  permission: 'approval:read',
  idempotent: false,
  query: z.strictObject({ which: z.enum(['pending', 'over']).default('pending') }),
  status: 200,
  response: z.strictObject({ items: z.array(approvalView) }),
  errors: [],
});

const params = z.strictObject({ approvalId: idOf('approval') });

export const getApproval = route({
  operationId: 'getApproval',
  summary: 'One approval; while it waits, with what it would change now',
  method: 'GET',
  path: '/api/v1/approvals/{approvalId}',
  service: 'api',
  permission: 'approval:read',
  idempotent: false,
  params,
  status: 200,
  response: z.strictObject({
    approval: approvalView,
    /** Null once it is decided, or when it could not be carried out now. */
    now: effect.nullable(),
    /** Why it could not be carried out now. */
    refusal: z.string().nullable(),
  }),
  errors: ['approval-not-found'],
});

export const decideApproval = route({
  operationId: 'decideApproval',
  summary: 'Approve or reject what somebody else asked for, or withdraw what one asked for oneself',
  method: 'POST',
  path: '/api/v1/approvals/{approvalId}/decision',
  service: 'api',
  permission: 'approval:read',
  idempotent: false,
  params,
  body: z.strictObject({ decision: z.enum(approvalDecisions), note: plainText(500).default('') }),
  status: 200,
  response: approvalView,
  errors: [
    'approval-not-found',
    'approval-closed',
    'second-person-required',
    'user-not-found',
    ...journalRefusals,
  ],
});
