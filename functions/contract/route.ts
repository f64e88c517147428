import type * as z from 'zod';
import type { Permission } from '../domain/permissions.ts';
import type { LimitedFlow } from '../domain/rate-limits.ts';
import type { ErrorCode } from '../domain/errors.ts';

export type Method = 'GET' | 'POST' | 'DELETE';
/** The function of `functions/manifest.ts` that answers the route. */
export type RouteService = 'api' | 'auth' | 'health' | 'docs';

/** One operation of the API. Everything else about it is derived from this value. */
export interface Route {
  readonly operationId: string;
  readonly summary: string;
  readonly method: Method;
  readonly path: string;
  readonly service: RouteService;
  readonly permission: Permission;
  /** A write that moves money: `Idempotency-Key` is required and the answer is kept for good. */
  readonly idempotent: boolean;
  /** The flow of the business it is part of, where that has a rate limit of its own. */
  readonly flow?: LimitedFlow;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** Largest body in characters; 256 KiB unless said. A Lambda takes 6 MB, the books 4 MiB in one statement. */
  readonly maxBody?: number;
  readonly status: 200 | 201 | 202 | 204 | 303;
  /** Absent exactly when the status is 204, or 303: that answer is a place to go to; or when a file is answered. */
  readonly response?: z.ZodType;
  /** Media types of the files that it answers. */
  readonly files?: readonly string[];
  /** A file may be too large for an answer; then the answer is 303, with the address where it is. */
  readonly filesElsewhere?: boolean;
  /** Error codes special to this operation, beside those every route of its kind can answer with. */
  readonly errors: readonly ErrorCode[];
}

/** Keeps the literal types of a route, so that clients and handlers are typed from it. */
export function route<const R extends Route>(definition: R): R {
  return definition;
}

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
type Input<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a handler receives after validation. */
export interface RouteRequest<R extends Route> {
  readonly params: Output<R['params']>;
  readonly query: Output<R['query']>;
  readonly body: Output<R['body']>;
}
/** What a handler must answer and a client receives. */
export type RouteResponse<R extends Route> = Output<R['response']>;
/** What a client sends. */
export interface RouteInput<R extends Route> {
  readonly params: Input<R['params']>;
  readonly query: Input<R['query']>;
  readonly body: Input<R['body']>;
}
