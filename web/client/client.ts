import type { Route, RouteInput, RouteResponse } from '../../functions/contract/route.ts';
import { firstRoutes } from '../../functions/contract/first-routes.ts';
import type { OperationId, Routes } from '../../functions/contract/routes.ts';

/** How a request reaches the API: `fetch` in a browser, something that finds the host on a server. */
export type Transport = (path: string, init: TransportInit) => Promise<TransportAnswer>;
export interface TransportInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}
export interface TransportAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/** One invalid part of a request, by RFC 6901 pointer into its body or `/query/…`. */
export interface FieldFault {
  readonly pointer: string;
  readonly message: string;
}

export interface ProblemParts {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly traceId: string;
  readonly errors?: readonly FieldFault[];
}

/** A refusal as the API words it (RFC 9457). */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly traceId: string;
  readonly errors: readonly FieldFault[];

  constructor({ status, code, detail, traceId, errors = [] }: ProblemParts) {
    super(detail);
    this.name = 'ProblemError';
    this.status = status;
    this.code = code;
    this.traceId = traceId;
    this.errors = errors;
  }

  /** As plain data, for a store or a page that was rendered elsewhere. */
  toParts(): ProblemParts {
    const { status, code, message: detail, traceId, errors } = this;
    return { status, code, detail, traceId, errors };
  }
}

/** What stands for an answer that never came. Whether a write was done is not known; its key tells next time. */
export function unreachable(): ProblemError {
  return new ProblemError({
    status: 503,
    code: 'api-unreachable',
    detail: 'The bank could not be reached.',
    traceId: '',
  });
}

export interface CallOptions {
  readonly idempotencyKey?: string;
  readonly headers?: Record<string, string>;
}

export interface Reply<R extends Route> {
  readonly data: RouteResponse<R>;
  readonly headers: { get(name: string): string | null };
}

/** Input without the parts that the operation does not have. */
export type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };

export type Client = <Id extends OperationId>(
  operationId: Id,
  input: Given<RouteInput<Routes[Id]>>,
  options?: CallOptions,
) => Promise<Reply<Routes[Id]>>;

/** The answer to a request that was no dry run. */
export function posted<T extends { readonly status: string }>(answer: T): Extract<T, { status: 'posted' }> {
  if (isPosted(answer)) return answer;
  throw new TypeError('A dry run was answered where something was to be posted.');
}

function isPosted<T extends { readonly status: string }>(
  answer: T,
): answer is Extract<T, { status: 'posted' }> {
  return answer.status === 'posted';
}

interface LooseInput {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string | number | undefined>;
  readonly body?: unknown;
}

/** Path and query of a call, e.g. `/api/v1/accounts/acc_…?limit=10`. */
export function pathOf(route: Route, input: LooseInput): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_match, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

/** A client typed by the contract: one function for every operation. */
export function createClient(transport: Transport): Client {
  return async (operationId, input, options = {}) => {
    const route = await routeOf(operationId);
    const loose: LooseInput = input;
    const answer = await transport(pathOf(route, loose), {
      method: route.method,
      headers: {
        accept: 'application/json',
        ...(loose.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.idempotencyKey === undefined ? {} : { 'idempotency-key': options.idempotencyKey }),
        ...options.headers,
      },
      ...(loose.body === undefined ? {} : { body: JSON.stringify(loose.body) }),
    });
    const text = await answer.text();
    if (answer.status >= 400) throw problemOf(answer.status, text);
    return { data: parse(route, text), headers: answer.headers };
  };
}

const known: Partial<Record<OperationId, Route>> = firstRoutes;

async function routeOf(operationId: OperationId): Promise<Route> {
  return known[operationId] ?? (await import('../../functions/contract/routes.ts')).routes[operationId];
}

// The schema is the operation's own, so its output is the operation's response type.
function parse<R extends Route>(route: Route, text: string): RouteResponse<R> {
  return (
    route.response === undefined ? undefined : route.response.parse(JSON.parse(text))
  ) as RouteResponse<R>;
}

/** Something between us and the API may answer with no problem document; that is a problem too. */
function problemOf(status: number, text: string): ProblemError {
  const fallback = { status, code: 'unexpected-answer', detail: `The API answered ${status}.`, traceId: '' };
  try {
    return new ProblemError({ ...fallback, ...(JSON.parse(text) as object) });
  } catch {
    return new ProblemError(fallback);
  }
}
