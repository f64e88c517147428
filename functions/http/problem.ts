import { errorDefinitions, type BankError, type ErrorCode, type Refusal } from '../domain/errors.ts';

/** The one table from error code to HTTP status (conventions: 404 also for what is not yours, 422 for rules). */
export const statusOf: Record<ErrorCode, number> = {
  'insufficient-funds': 422,
  'account-not-found': 404,
  'account-not-postable': 422,
  'account-closed': 422,
  'unbalanced-journal': 422,
  'invalid-entry': 422,
  'currency-mismatch': 422,
  'idempotency-key-reused': 422,
  'period-closed': 409,
  'append-only': 409,
  'reversal-refused': 409,
  'invalid-batch': 400,
  'business-date-refused': 409,
  'amount-too-large': 422,
  'customer-not-found': 404,
  'journal-not-found': 404,
  'condition-failed': 409,
  'preview-outdated': 409,
  'hold-not-active': 409,
  'hold-not-found': 404,
  'velocity-exceeded': 422,
  'metadata-invalid': 422,
  'day-blocked': 409,
  'adjustment-refused': 422,
  'second-person-required': 403,
  'change-outdated': 409,
  'checklist-not-met': 409,
  'period-change-not-found': 404,
  'standing-order-not-found': 404,
  'standing-order-refused': 422,
  'standing-order-changed': 409,
  'interest-refused': 409,
  'certificate-refused': 422,
  'withdrawal-refused': 422,
  'accrual-refused': 409,
  'payment-not-reversible': 409,
  'loan-not-found': 404,
  'loan-payment-refused': 422,
  'loan-settled': 409,
  'loan-terms-refused': 422,
  'loan-not-postable': 422,
  'drawer-refused': 409,
  'check-returned-before': 409,
  'report-refused': 409,
  'report-step-refused': 409,
  'explanation-missing': 422,
  'report-not-found': 404,
  'approval-required': 403,
  'approval-not-found': 404,
  'approval-closed': 409,
  'limits-refused': 422,
  'rights-of-directory': 409,
  'user-not-found': 404,
  'not-sealed': 409,
  'validation-failed': 400,
  'malformed-json': 400,
  'idempotency-key-missing': 400,
  'cursor-invalid': 400,
  'two-credentials': 400,
  'session-required': 401,
  'session-expired': 401,
  'session-superseded': 401,
  'session-revoked': 401,
  'sign-in-outdated': 400,
  'sign-in-refused': 400,
  'sign-in-not-linked': 403,
  'account-linked-before': 409,
  'code-refused': 422,
  'code-not-sent': 422,
  'password-refused': 422,
  'step-up-required': 403,
  'totp-in-use': 409,
  'last-way-in': 409,
  'sign-in-blocked': 403,
  'staff-by-directory': 403,
  'token-invalid': 401,
  'credentials-refused': 401,
  forbidden: 403,
  'csrf-refused': 403,
  'not-found': 404,
  'unsupported-media-type': 415,
  'payload-too-large': 413,
  'rate-limited': 429,
  'books-unavailable': 503,
  'outcome-unknown': 503,
  'timed-out': 503,
  'internal-error': 500,
};

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: ErrorCode;
  readonly traceId: string;
  readonly errors?: readonly { pointer: string; code: string; message: string }[];
  readonly refusal?: Refusal;
}

/** The RFC 9457 document of an error. Its `type` is a page of this API that explains the code. */
export function problemOf(error: BankError, place: { traceId: string; path: string }): Problem {
  return {
    type: `/api/problems/${error.code}`,
    title: errorDefinitions[error.code].title,
    status: statusOf[error.code],
    detail: error.message,
    instance: place.path,
    code: error.code,
    traceId: place.traceId,
    ...(error.fields.length > 0 ? { errors: error.fields } : {}),
    ...(error.refusal === undefined ? {} : { refusal: error.refusal }),
  };
}
