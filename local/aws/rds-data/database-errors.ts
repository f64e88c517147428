import { types } from 'node:util';
import { DatabaseError } from 'pg';
import { AwsError } from '../service.ts';

const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);
// crash_shutdown, admin_shutdown, cannot_connect_now, database_dropped
const shuttingDown = new Set(['57P01', '57P02', '57P03', '57P05']);

/** What the Data API says for an error of `pg`; errors that are already its own pass through. */
export function dataApiError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof DatabaseError) return databaseError(error);
  if (!types.isNativeError(error))
    return new AwsError('InternalServerErrorException', String(error), { status: 500 });
  const code = 'code' in error ? String(error.code) : '';
  if (unreachable.has(code) || /connection|timeout exceeded when trying to connect/i.test(error.message)) {
    return unavailable(error);
  }
  return new AwsError('InternalServerErrorException', error.message, { status: 500, cause: error });
}

function unavailable(cause: Error): AwsError {
  const message = `The writer instance in the DB cluster isn't available. (${cause.message})`;
  return new AwsError('DatabaseUnavailableException', message, { status: 504, cause });
}

function databaseError(error: DatabaseError): AwsError {
  const state = error.code ?? 'XX000';
  if (shuttingDown.has(state)) return unavailable(error);
  if (state === '57014') return new AwsError('StatementTimeoutException', textOf(error), { cause: error });
  if (state === '3D000')
    return new AwsError('DatabaseNotFoundException', textOf(error), { status: 404, cause: error });
  if (state.startsWith('28')) return new AwsError('InvalidSecretException', textOf(error), { cause: error });
  if (state === '42601' && error.message.startsWith('cannot insert multiple commands')) {
    return new AwsError('ValidationException', "Multistatements aren't supported.", { cause: error });
  }
  return new AwsError('DatabaseErrorException', textOf(error), { cause: error });
}

/** `ERROR: …`, then detail, hint and position on lines of their own, then the SQLSTATE. */
function textOf(error: DatabaseError): string {
  const extras = { Detail: error.detail, Hint: error.hint, Position: error.position };
  const lines = Object.entries(extras).flatMap(([name, text]) =>
    text === undefined ? [] : [`\n  ${name}: ${text}`],
  );
  return `${error.severity ?? 'ERROR'}: ${error.message}${lines.join('')}; SQLState: ${error.code ?? 'XX000'}`;
}
