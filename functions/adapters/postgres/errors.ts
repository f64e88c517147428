import { BankError, errorCodeOfSqlState, type Refusal } from '../../domain/errors.ts';
import { numbersOf } from './refusal-numbers.ts';

interface DatabaseRefusal {
  readonly sqlState: string;
  readonly message: string;
  /** JSON that the rule gave beside its sentence. */
  readonly detail?: string | undefined;
}

/** Node’s codes and Postgres classes that mean nobody answers: 08 connection, 57P shutting down, 53 no room, 55P03 lock. */
const unreachableCodes = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|08...|57P..|53...|55P03)$/;
const unreachableNames = new Set([
  'DatabaseUnavailableException',
  'DatabaseResumingException',
  'ServiceUnavailableError',
  'StatementTimeoutException',
  'InternalServerErrorException',
  'TimeoutError',
]);
const noConnection = /timeout exceeded when trying to connect|Connection terminated|connection error/;

/** Failures after which the statement has surely not been carried out: it never began, or it was rolled back. */
const neverHappenedCodes = /^(ECONNREFUSED|ENOTFOUND|57P03|55000|53300|55P03)$/;
const neverHappenedNames = new Set(['DatabaseResumingException']);
const neverHappenedMessage = /timeout exceeded when trying to connect/;

const retryAfterSeconds = 5;

/** The errors inside one another; drizzle and the SDK wrap what they throw. */
function* chainOf(thrown: unknown): Generator<Error> {
  for (let error = thrown; error instanceof Error; error = error.cause) yield error;
}

/** Whatever the driver threw, in the bank's terms. */
export function toBankError(thrown: unknown): unknown {
  for (const error of chainOf(thrown)) {
    const refusal = refusalOf(error);
    const code = refusal && errorCodeOfSqlState(refusal.sqlState);
    if (code) {
      const told: Refusal | undefined = numbersOf(refusal.detail);
      return new BankError(code, refusal.message, { cause: thrown, refusal: told });
    }
    if (isUnreachable(error, refusal)) {
      const detail = 'The ledger is out of reach. Try again in a few seconds.';
      return new BankError('books-unavailable', detail, { retryAfterSeconds, cause: thrown });
    }
  }
  return thrown;
}

/**
 * The same for a posting: a connection that is lost, or an answer that does not come, leaves it open whether the
 * books were written. Whoever then takes a new key may pay twice, so it is said.
 */
export function toPostingError(thrown: unknown): unknown {
  const known = thrown instanceof BankError ? thrown : toBankError(thrown);
  if (!(known instanceof BankError && known.code === 'books-unavailable')) return known;
  if ([...chainOf(known.cause)].some(neverHappened)) {
    const detail = 'The ledger is out of reach. Nothing was posted; try again in a few seconds.';
    return new BankError('books-unavailable', detail, { retryAfterSeconds, cause: known.cause });
  }
  const detail =
    'It is not known whether this was posted. Send it again with the same Idempotency-Key: it is posted at most once.';
  return new BankError('outcome-unknown', detail, { retryAfterSeconds, cause: known.cause });
}

function neverHappened(error: Error): boolean {
  return (
    neverHappenedCodes.test(codeOf(error, refusalOf(error))) ||
    neverHappenedNames.has(error.name) ||
    neverHappenedMessage.test(error.message)
  );
}

function codeOf(error: Error, refusal: DatabaseRefusal | undefined): string {
  return refusal?.sqlState ?? ('code' in error && typeof error.code === 'string' ? error.code : '');
}

function refusalOf(error: Error): DatabaseRefusal | undefined {
  if (error.name === 'DatabaseErrorException') return dataApiRefusal(error.message);
  if (!('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)))
    return undefined;
  const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : undefined;
  return { sqlState: error.code, message: error.message, detail };
}

/** The Data API gives one text: the sentence, the detail on a line of its own, and the SQLSTATE. */
function dataApiRefusal(text: string): DatabaseRefusal | undefined {
  const sqlState = /SQLState: (\w{5})/.exec(text)?.[1];
  const message = /^(?:ERROR|FATAL): ([^\n]*?)(?:; SQLState: \w{5})?(?:\n|$)/.exec(text)?.[1] ?? '';
  const detail = /^ {2}Detail: (.*?)(?:; SQLState: \w{5})?$/m.exec(text)?.[1];
  return sqlState === undefined ? undefined : { sqlState, message, detail };
}

/** A FATAL error ends the session: whatever the reason, this connection can't answer. */
function isFatal(error: Error): boolean {
  return error.message.startsWith('FATAL:') || ('severity' in error && error.severity === 'FATAL');
}

function isUnreachable(error: Error, refusal: DatabaseRefusal | undefined): boolean {
  return (
    isFatal(error) ||
    unreachableCodes.test(codeOf(error, refusal)) ||
    unreachableNames.has(error.name) ||
    noConnection.test(error.message)
  );
}

/** Awaits a statement and words its failure as the bank does. */
export async function reachable<T>(statement: PromiseLike<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    throw toBankError(error);
  }
}
