import * as z from 'zod';
import type { ErrorCode } from '../domain/errors.ts';
import { limitsOf } from './limits.ts';
import { answerHeaders, headersOf, limitTexts } from './openapi-headers.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** HTTP status of an error code; given by the caller because the table belongs to `functions/http`. */
export type StatusOf = (code: ErrorCode) => number;

const problem: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'traceId'],
  properties: {
    type: { type: 'string', description: 'A page of this API that explains the code.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string' },
    traceId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    refusal: {
      type: 'object',
      description:
        'The numbers of a rule that refused: rule, limitMinor, neededMinor, wouldPassMinor and others.',
      additionalProperties: { type: 'string' },
    },
  },
};

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const document: Json = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== '$schema'));
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  return Object.entries<z.ZodType>(schema.shape).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || !part.safeParse(undefined).success,
    schema: schemaOf(part, 'input'),
  }));
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Chosen by the caller. The same key with the same body answers the first result again.',
  schema: { type: 'string', minLength: 8, maxLength: 128 },
};

const csrfToken: Json = {
  name: 'X-CSRF',
  in: 'header',
  required: false,
  description: 'The csrfToken of the session; required with a session cookie, not with a bearer token.',
  schema: { type: 'string' },
};

const background: Json = {
  name: 'X-Background',
  in: 'header',
  required: false,
  description: 'Sent by a page that refreshes itself: the request does not count as use of the session.',
  schema: { type: 'string', enum: ['true'] },
};

/** Codes that come with what a route takes or demands. */
const errorsByKind: readonly (readonly [applies: (route: Route) => boolean, codes: readonly ErrorCode[]])[] =
  [
    [(route) => (route.query ?? route.body) !== undefined, ['validation-failed']],
    [(route) => route.params !== undefined, ['not-found']],
    [(route) => route.body !== undefined, ['malformed-json', 'unsupported-media-type', 'payload-too-large']],
    [
      (route) => route.permission !== 'public',
      ['session-required', 'session-expired', 'session-superseded', 'session-revoked', 'forbidden'],
    ],
    [(route) => route.method !== 'GET', ['csrf-refused']],
    [(route) => route.idempotent, ['idempotency-key-missing', 'idempotency-key-reused']],
    [(route) => limitsOf(route).length > 0, ['rate-limited']],
    [() => true, ['internal-error']],
  ];

/** Codes a route can answer with: its own, and those of its kind. */
export function errorsOf(route: Route): readonly ErrorCode[] {
  const ofKind = errorsByKind.filter(([applies]) => applies(route)).flatMap(([, codes]) => codes);
  return [...new Set<ErrorCode>([...route.errors, ...ofKind])];
}

/** A dry run moves nothing, and needs no key. */
function takesDryRun({ body }: Route): boolean {
  return body !== undefined && 'dryRun' in body.shape;
}

const binary: Json = { schema: { type: 'string', format: 'binary' } };

function doneOf({ files, response }: Route): Json {
  if (files)
    return { description: 'The file', content: Object.fromEntries(files.map((type) => [type, binary])) };
  if (!response) return { description: 'Done' };
  return {
    description: 'Done',
    content: { 'application/json': { schema: schemaOf(response, 'output') } },
  };
}

/** Answers of success beside the one of the route's status. */
function otherWays(route: Route, success: Json): Json {
  if (takesDryRun(route)) return { 200: { ...success, description: 'Previewed; nothing was posted' } };
  return route.filesElsewhere ? { 303: elsewhere } : {};
}

const elsewhere: Json = {
  description:
    'The file is too large for an answer: it is at this address, for five minutes and for whoever knows it',
  headers: { Location: { schema: { type: 'string', format: 'uri' } } },
};

function responsesOf(route: Route, statusOf: StatusOf): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(route))
    byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  const problems: [string, unknown][] = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, codes]) => [
      String(status),
      {
        description: codes.join(', '),
        ...headersOf(route, status),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]);
  const success = { ...doneOf(route), ...headersOf(route, route.status) };
  return {
    ...otherWays(route, success),
    [String(route.status)]: success,
    ...Object.fromEntries<unknown>(problems),
  };
}

function operationOf(route: Route, statusOf: StatusOf): Json {
  return {
    operationId: route.operationId,
    summary: route.summary,
    'x-permission': route.permission,
    ...limitTexts(route),
    security: route.permission === 'public' ? [] : [{ session: [] }, { bearer: [] }],
    parameters: [
      ...parametersOf(route.params, 'path'),
      ...parametersOf(route.query, 'query'),
      ...(route.idempotent ? [{ ...idempotencyKey, required: !takesDryRun(route) }] : []),
      ...(route.method === 'GET' ? [] : [csrfToken]),
      ...(route.method === 'GET' && route.permission !== 'public' ? [background] : []),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }
      : {}),
    responses: responsesOf(route, statusOf),
  };
}

/** The OpenAPI 3.1 document of the routes. */
export function openApiOf(routes: readonly Route[], statusOf: StatusOf): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, statusOf) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ledgerbank API',
      version: '1.0.0',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: problem },
      headers: answerHeaders,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-bank_sid' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
    },
  };
}
