import { BankError } from '../domain/errors.ts';
import { problemOf, statusOf } from './problem.ts';
import type { BankAnswer, Check } from './state.ts';

/** Everything that is no answer of ours says nothing about our insides. */
export function toBankError(error: unknown): BankError {
  if (error instanceof BankError) return error;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  if (status === 404) return new BankError('not-found', 'There is no such operation.', { cause: error });
  return new BankError(
    'internal-error',
    'Something went wrong on our side. Try again; if it stays, quote the trace id.',
    {
      cause: error,
    },
  );
}

function headersOf(error: BankError): Record<string, string> {
  const status = statusOf[error.code];
  return {
    'content-type': 'application/problem+json',
    ...(status === 401 ? { 'www-authenticate': 'Bearer realm="bank"' } : {}),
    ...(error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) }),
  };
}

/** Outermost: turns whatever was thrown into a problem document; the stack stays in our log. */
export const problemErrors: Check = {
  onError: (request) => {
    const error = toBankError(request.error);
    const { traceId } = request.event.bank;
    const path = request.event.rawPath;
    const answer: BankAnswer = {
      statusCode: statusOf[error.code],
      headers: headersOf(error),
      body: JSON.stringify(problemOf(error, { traceId, path })),
    };
    request.response = { ...answer, headers: { ...request.response?.headers, ...answer.headers } };
  },
};
