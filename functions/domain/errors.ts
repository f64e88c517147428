/**
 * Every error a caller may see, by stable code. Defined once here; `functions/http/problem.ts` maps a code to
 * its HTTP status, and the SQL functions raise the `sqlState` beside it. Codes are never renamed or reused.
 */
interface ErrorDefinition {
  readonly title: string;
  readonly sqlState?: string;
}

export const errorDefinitions = {
  // Raised by the books. Class LB is outside the classes the SQL standard and Postgres reserve.
  'insufficient-funds': { title: 'There is not enough money in the account', sqlState: 'LB001' },
  'account-not-found': { title: 'The account does not exist', sqlState: 'LB002' },
  'account-not-postable': { title: 'The account takes no entries', sqlState: 'LB003' },
  'account-closed': { title: 'The account is closed', sqlState: 'LB004' },
  'unbalanced-journal': { title: 'Debits and credits differ', sqlState: 'LB005' },
  'invalid-entry': { title: 'A journal needs two entries or more, none of them zero', sqlState: 'LB006' },
  'currency-mismatch': { title: 'The currency is not the account’s', sqlState: 'LB007' },
  'idempotency-key-reused': { title: 'The idempotency key was used for another request', sqlState: 'LB008' },
  'period-closed': { title: 'The accounting period is closed', sqlState: 'LB009' },
  'append-only': { title: 'The books are append-only', sqlState: 'LB010' },
  'reversal-refused': { title: 'The journal can’t be reversed', sqlState: 'LB011' },
  'invalid-batch': { title: 'The batch can’t be read', sqlState: 'LB012' },
  'business-date-refused': { title: 'The business date does not allow this', sqlState: 'LB013' },
  'amount-too-large': { title: 'The amount is too large', sqlState: 'LB014' },
  'customer-not-found': { title: 'The customer does not exist', sqlState: 'LB015' },
  'journal-not-found': { title: 'The journal does not exist', sqlState: 'LB016' },
  'condition-failed': { title: 'The account is not as the request requires', sqlState: 'LB017' },
  'preview-outdated': { title: 'The books have moved since the preview', sqlState: 'LB018' },
  'hold-not-active': { title: 'The hold has nothing left', sqlState: 'LB019' },
  'hold-not-found': { title: 'The hold does not exist', sqlState: 'LB020' },
  'velocity-exceeded': { title: 'A limit on how much may leave the account is reached', sqlState: 'LB021' },
  'metadata-invalid': {
    title: 'The metadata has too many keys, or one that is not allowed',
    sqlState: 'LB022',
  },
  'day-blocked': { title: 'The day can’t end while the books disagree', sqlState: 'LB023' },
  'adjustment-refused': { title: 'The journal can’t adjust that day', sqlState: 'LB024' },
  'second-person-required': { title: 'Another person has to decide on this', sqlState: 'LB025' },
  'change-outdated': { title: 'The books have moved since this was asked for', sqlState: 'LB026' },
  'checklist-not-met': { title: 'The period can’t change its state yet', sqlState: 'LB027' },
  'period-change-not-found': { title: 'The change of a period does not exist', sqlState: 'LB028' },
  'standing-order-not-found': { title: 'The standing order does not exist', sqlState: 'LB040' },
  'standing-order-refused': { title: 'The standing order can’t be like this', sqlState: 'LB041' },
  'standing-order-changed': { title: 'The standing order has changed since you looked', sqlState: 'LB042' },
  'interest-refused': { title: 'The interest of the account does not allow this', sqlState: 'LB030' },
  'certificate-refused': { title: 'The certificate can’t be opened like this', sqlState: 'LB031' },
  'withdrawal-refused': { title: 'This can’t be withdrawn from the certificate', sqlState: 'LB032' },
  'accrual-refused': { title: 'The loan can’t return to accrual', sqlState: 'LB033' },
  'payment-not-reversible': { title: 'The payment can’t be taken back', sqlState: 'LB034' },
  'loan-not-found': { title: 'The loan does not exist', sqlState: 'LB035' },
  'loan-payment-refused': { title: 'The loan does not take this amount', sqlState: 'LB036' },
  'loan-settled': { title: 'Nothing is owed on the loan', sqlState: 'LB037' },
  'loan-terms-refused': { title: 'The loan can’t be made on these terms', sqlState: 'LB038' },
  'loan-not-postable': { title: 'A loan takes entries as a loan alone', sqlState: 'LB039' },
  'drawer-refused': { title: 'The drawer is not as this needs it', sqlState: 'LB043' },
  'check-returned-before': { title: 'The check was returned already', sqlState: 'LB044' },
  'approval-required': { title: 'Another person has to approve this', sqlState: 'LB050' },
  'approval-not-found': { title: 'The approval does not exist', sqlState: 'LB051' },
  'approval-closed': { title: 'It can’t be decided on any more', sqlState: 'LB052' },
  'limits-refused': { title: 'The account has no limits of its own', sqlState: 'LB053' },
  'report-refused': { title: 'The report does not add up', sqlState: 'LB070' },
  'report-step-refused': { title: 'The report is not at this step', sqlState: 'LB071' },
  'explanation-missing': { title: 'A rule asks for an explanation', sqlState: 'LB072' },
  'report-not-found': { title: 'The report has no such version', sqlState: 'LB073' },
  'report-file-differs': { title: 'The file was kept with other bytes', sqlState: 'LB074' },
  'amendment-unchanged': { title: 'The amendment changes nothing', sqlState: 'LB075' },
  // Raised outside the books.
  'rights-of-directory': { title: 'The directory of the bank gives these roles' },
  'rights-unchanged': { title: 'The user has these rights already' },
  'user-not-found': { title: 'The user does not exist' },
  'not-sealed': { title: 'The journal is not sealed yet' },
  'validation-failed': { title: 'The request has invalid fields' },
  'malformed-json': { title: 'The body is not valid JSON' },
  'idempotency-key-missing': { title: 'The Idempotency-Key header is missing or not usable' },
  'cursor-invalid': { title: 'The cursor is not one we issued' },
  'two-credentials': { title: 'Cookie and bearer token came together' },
  'session-required': { title: 'Sign in first' },
  'session-expired': { title: 'The session has ended' },
  'session-superseded': { title: 'Another sign-in has ended the session' },
  'session-revoked': { title: 'The session was ended from elsewhere' },
  'sign-in-outdated': { title: 'This sign-in can’t be completed' },
  'sign-in-refused': { title: 'The provider did not sign you in' },
  'sign-in-not-linked': { title: 'This account is no way into the bank' },
  'account-linked-before': { title: 'This account signs somebody else in' },
  'code-refused': { title: 'The code is wrong' },
  'code-not-sent': { title: 'The code could not be sent' },
  'password-refused': { title: 'The password is too weak' },
  'step-up-required': { title: 'Show again that it is you' },
  'totp-in-use': { title: 'You have an authenticator already' },
  'last-way-in': { title: 'This is the only way in' },
  'sign-in-blocked': { title: 'The bank has blocked this sign-in' },
  'staff-by-directory': { title: 'Staff have no password here' },
  'token-invalid': { title: 'The bearer token is not valid' },
  'credentials-refused': { title: 'The user name or password is wrong' },
  forbidden: { title: 'Your role does not allow this' },
  'csrf-refused': { title: 'The request did not come from our own page' },
  'not-found': { title: 'Nothing was found here' },
  'document-not-found': { title: 'There is no such document' },
  'not-acceptable': { title: 'It is not answered in such a format' },
  'unsupported-media-type': { title: 'Send application/json' },
  'payload-too-large': { title: 'The request is too large' },
  'rate-limited': { title: 'Too many requests' },
  'kept-file-damaged': { title: 'The kept file is not what the books have on record' },
  'files-unavailable': { title: 'The kept files are out of reach' },
  'queues-unavailable': { title: 'The queues are out of reach' },
  'books-unavailable': { title: 'The ledger is out of reach' },
  'outcome-unknown': { title: 'It is not known whether this was posted' },
  'timed-out': { title: 'This took too long' },
  'internal-error': { title: 'Something went wrong on our side' },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorDefinitions;

/** One invalid part of a request: RFC 6901 pointer, stable code, message that says what to do. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

/** The numbers of a refusal: which rule, what it allows, what was needed, what would pass. */
export type Refusal = Readonly<Record<string, string>>;

interface BankErrorOptions {
  readonly fields?: readonly FieldError[];
  readonly refusal?: Refusal | undefined;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** The one error type that reaches callers; anything else becomes `internal-error`. */
export class BankError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  readonly refusal: Refusal | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail: string = errorDefinitions[code].title,
    options: BankErrorOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = 'BankError';
    this.code = code;
    this.fields = options.fields ?? [];
    this.refusal = options.refusal;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

const bySqlState = new Map<string, ErrorCode>();
for (const [code, definition] of Object.entries(errorDefinitions)) {
  if ('sqlState' in definition && isErrorCode(code)) bySqlState.set(definition.sqlState, code);
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorDefinitions, code);
}

/** The code a SQLSTATE of the books stands for, or undefined where the database raised something else. */
export function errorCodeOfSqlState(sqlState: string): ErrorCode | undefined {
  return bySqlState.get(sqlState);
}
