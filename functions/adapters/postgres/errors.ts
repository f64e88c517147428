import { BankError, errorCodeOfSqlState } from '../../domain/errors.ts';

interface DatabaseRefusal {
  readonly sqlState: string;
  readonly message: string;
}

/** Node’s codes and Postgres classes that mean nobody is there to answer: 08 connection, 57P shutting down, 53 no room. */
const unreachableCodes = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|08...|57P..|53...)$/;
const unreachableNames = new Set([
  'DatabaseUnavailableException',
  'DatabaseResumingException',
  'ServiceUnavailableError',
  'StatementTimeoutException',
  'InternalServerErrorException',
  'TimeoutError',
]);
const noConnection = /timeout exceeded when trying to connect|Connection terminated/;

/** Whatever the driver threw, in the bank's terms; drizzle and the SDK wrap it, so the causes are searched. */
export function toBankError(thrown: unknown): unknown {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const refusal = refusalOf(error);
    const code = refusal && errorCodeOfSqlState(refusal.sqlState);
    if (code) return new BankError(code, refusal.message, { cause: thrown });
    if (isUnreachable(error, refusal)) {
      return new BankError(
        'books-unavailable',
        'The ledger is out of reach. Nothing was posted; try again in a few seconds.',
        {
          retryAfterSeconds: 5,
          cause: thrown,
        },
      );
    }
  }
  return thrown;
}

function refusalOf(error: Error): DatabaseRefusal | undefined {
  if (error.name === 'DatabaseErrorException') {
    const sqlState = /SQLState: (\w{5})/.exec(error.message)?.[1];
    const message = /^ERROR: ([^\n]*?)(?:; SQLState: \w{5})?(?:\n|$)/.exec(error.message)?.[1] ?? '';
    return sqlState === undefined ? undefined : { sqlState, message };
  }
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)) {
    return { sqlState: error.code, message: error.message };
  }
  return undefined;
}

/** A FATAL error ends the session: whatever the reason, this connection can't answer. */
function isFatal(error: Error): boolean {
  return error.message.startsWith('FATAL:') || ('severity' in error && error.severity === 'FATAL');
}

function isUnreachable(error: Error, refusal: DatabaseRefusal | undefined): boolean {
  const code = refusal?.sqlState ?? ('code' in error && typeof error.code === 'string' ? error.code : '');
  return (
    isFatal(error) ||
    unreachableCodes.test(code) ||
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
