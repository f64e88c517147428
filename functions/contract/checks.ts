import * as z from 'zod';
import { longHoldReasons } from '../domain/availability.ts';
import { checkKinds, returnReasons } from '../domain/check-deposit.ts';
import { route } from './route.ts';
import { businessDate, idOf, instant, money, positiveMoney, reference } from './schemas.ts';

export const checkDepositView = z.strictObject({
  journalId: idOf('journal'),
  kind: z.enum(checkKinds),
  accountId: idOf('account'),
  accountNumber: z.string(),
  amount: money,
  reference: z.string(),
  businessDate,
  recordedAt: instant,
  balanceAfter: money,
  /** When how much of it can be spent, from the start of a business day on (Regulation CC). */
  availability: z.array(
    z.strictObject({
      availableOn: businessDate,
      amount: money,
      /** Why it is held longer than usual; null where it is not. */
      reason: z.enum(longHoldReasons).nullable(),
    }),
  ),
  /** Null while it is in collection. */
  collectedOn: businessDate.nullable(),
  /** Null unless it came back unpaid. */
  returned: z.strictObject({ on: businessDate, reason: z.string(), journalId: idOf('journal') }).nullable(),
});
export type CheckDepositView = z.output<typeof checkDepositView>;

const ofCheck = z.strictObject({ journalId: idOf('journal') });

export const depositCheck = route({
  operationId: 'depositCheck',
  summary: 'Take a check at the counter; it becomes available part by part',
  method: 'POST',
  path: '/api/v1/check-deposits',
  service: 'api',
  permission: 'cash:post',
  idempotent: true,
  body: z.strictObject({
    accountId: idOf('account'),
    amount: positiveMoney,
    kind: z.enum(checkKinds),
    reference: reference.default(''),
  }),
  status: 201,
  response: checkDepositView,
  errors: ['account-not-found', 'account-closed', 'currency-mismatch', 'condition-failed'],
});

export const getCheckDeposit = route({
  operationId: 'getCheckDeposit',
  summary: 'A check that was taken at the counter, by the journal that credited it',
  method: 'GET',
  path: '/api/v1/check-deposits/{journalId}',
  service: 'api',
  permission: 'cash:post',
  idempotent: false,
  params: ofCheck,
  status: 200,
  response: checkDepositView,
  errors: ['not-found'],
});

export const returnCheck = route({
  operationId: 'returnCheck',
  summary: 'Book a check that came back unpaid; the account may be overdrawn by it',
  method: 'POST',
  path: '/api/v1/check-deposits/{journalId}/returns',
  service: 'api',
  permission: 'cash:post',
  idempotent: true,
  params: ofCheck,
  body: z.strictObject({ reason: z.enum(returnReasons) }),
  status: 201,
  response: checkDepositView,
  errors: ['journal-not-found', 'check-returned-before', 'account-closed'],
});
