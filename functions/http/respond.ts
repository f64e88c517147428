import { createHash } from 'node:crypto';
import type { Route } from '../contract/route.ts';
import type { FileToKeep } from '../domain/file-to-keep.ts';
import type { Operation } from './operation.ts';
import type { BankAnswer, BankEvent } from './state.ts';

/**
 * Runs the operation and renders its answer. The response schema is applied to what we send: a field that the
 * contract does not name is a fault of ours and ends in a 500, it never leaks.
 */
export function respond(
  route: Route,
  operation: Operation<Route>,
): (event: BankEvent) => Promise<BankAnswer> {
  return async (event) => {
    const { input } = event.bank;
    const request = { params: input?.params, query: input?.query, body: input?.body, state: event.bank };
    const answer = await operation(request as Parameters<typeof operation>[0]);
    if (answer.file) return fileAnswer(route.status, answer.file, answer.headers);
    const rendered = route.response === undefined ? undefined : route.response.parse(answer.body);
    return {
      statusCode: answer.status ?? route.status,
      headers: {
        ...(rendered === undefined ? {} : { 'content-type': 'application/json' }),
        ...answer.headers,
      },
      ...(answer.cookies ? { cookies: [...answer.cookies] } : {}),
      ...(rendered === undefined ? {} : { body: JSON.stringify(rendered) }),
    };
  };
}

/** Something to keep: no browser shows it in the place of a page of ours. */
function fileAnswer(
  statusCode: number,
  { name, mediaType, bytes }: FileToKeep,
  headers: Record<string, string> = {},
): BankAnswer {
  return {
    statusCode,
    headers: {
      ...headers,
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${name}"`,
      etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
    },
    body: Buffer.from(bytes).toString('base64'),
    isBase64Encoded: true,
  };
}
