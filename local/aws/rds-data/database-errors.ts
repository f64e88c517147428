import { DatabaseError } from 'pg';
import { AwsError } from '../service.ts';

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);
// admin_shutdown, crash_shutdown, cannot_connect_now
const shuttingDown = new Set(['57P01', '57P02', '57P03']);

/** What the Data API says for an error of `pg`; errors that are already its own pass through. */
export function dataApiError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof DatabaseError) return databaseError(error);
  const { code, message } = described(error);
  if (unreachable.has(code) || /connection|timeout exceeded when trying to connect/i.test(message)) {
    return unavailable(message, error);
  }
  return new AwsError('InternalServerErrorException', message, { status: 500, cause: error });
}

function described(error: unknown): { code: string; message: string } {
  if (typeof error !== 'object' || error === null) return { code: '', message: String(error) };
  return {
    code: 'code' in error ? String(error.code) : '',
    message: 'message' in error ? String(error.message) : 'unknown error',
  };
}

function unavailable(why: string, cause: unknown): AwsError {
  const message = `The writer instance in the DB cluster isn't available. (${why})`;
  return new AwsError('DatabaseUnavailableException', message, { status: 504, cause });
}

function databaseError(error: DatabaseError): AwsError {
  const state = error.code ?? '';
  if (shuttingDown.has(state)) return unavailable(error.message, error);
  const multiple = state === '42601' && error.message.startsWith('cannot insert multiple commands');
  if (multiple)
    return new AwsError('ValidationException', "Multistatements aren't supported.", { cause: error });
  return new AwsError(nameOf(state), textOf(error), { status: state === '3D000' ? 404 : 400, cause: error });
}

function nameOf(state: string): string {
  if (state === '57014') return 'StatementTimeoutException';
  if (state === '3D000') return 'DatabaseNotFoundException';
  return state.startsWith('28') ? 'InvalidSecretException' : 'DatabaseErrorException';
}

/** `ERROR: …`, then detail, hint and position on lines of their own, then the SQLSTATE. */
function textOf(error: DatabaseError): string {
  const extras = { Detail: error.detail, Hint: error.hint, Position: error.position };
  const lines = Object.entries(extras).flatMap(([name, text]) =>
    text === undefined ? [] : [`\n  ${name}: ${text}`],
  );
  return `${error.severity ?? 'ERROR'}: ${error.message}${lines.join('')}; SQLState: ${error.code ?? ''}`;
}
