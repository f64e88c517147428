import { BankError } from '../domain/errors.ts';
import { problemOf, statusOf, type Problem } from './problem.ts';
import { headerOf, type BankAnswer, type BankEvent, type Check } from './state.ts';

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

/** A browser on its way through a sign-in shows what it gets to a person. */
function isNavigation(event: BankEvent): boolean {
  const { method } = event.requestContext.http;
  const wantsPage = (headerOf(event, 'accept') ?? '').includes('text/html');
  return method === 'GET' && event.rawPath.startsWith('/auth/') && wantsPage;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/** Without a style, since the headers allow none. The detail may quote what the caller sent. */
function problemPage({ title, traceId, ...problem }: Problem): string {
  const detail = escape(problem.detail);
  const head = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title>`;
  return `${head}<main><h1>${title}</h1><p>${detail}</p><p><a href="/sign-in">Sign in</a></p><p>Trace id ${traceId}</p></main></html>`;
}

/** Outermost: turns whatever was thrown into a problem document; the stack stays in our log. */
export const problemErrors: Check = {
  onError: (request) => {
    const error = toBankError(request.error);
    const { traceId } = request.event.bank;
    const path = request.event.rawPath;
    const problem = problemOf(error, { traceId, path });
    const answer: BankAnswer = {
      statusCode: problem.status,
      headers: headersOf(error),
      body: JSON.stringify(problem),
    };
    if (isNavigation(request.event)) {
      answer.headers = { ...answer.headers, 'content-type': 'text/html; charset=utf-8' };
      answer.body = problemPage(problem);
    }
    request.response = { ...answer, headers: { ...request.response?.headers, ...answer.headers } };
  },
};
