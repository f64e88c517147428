import type { Route, RouteRequest, RouteResponse } from '../contract/route.ts';
import type { OperationId, Routes } from '../contract/routes.ts';
import { BankError } from '../domain/errors.ts';
import type { FileToKeep } from '../domain/file-to-keep.ts';
import type { Principal } from '../domain/session.ts';
import type { IdempotentRequest } from '../services/post-journal.ts';
import type { RequestState } from './state.ts';

/** What an operation answers: the body of the contract, and headers or cookies beside it. */
export interface Answer<R extends Route> {
  readonly body: RouteResponse<R>;
  readonly headers?: Record<string, string>;
  readonly cookies?: readonly string[];
  /** In place of the body, where the contract names media types. */
  readonly file?: FileToKeep;
  /** Only where the contract's status does not fit, e.g. 503 of a health check. */
  readonly status?: number;
}

export interface OperationRequest<R extends Route> extends RouteRequest<R> {
  readonly state: RequestState;
}

export type Operation<R extends Route> = (request: OperationRequest<R>) => Promise<Answer<R>>;

/** The operations of one function, each typed by its route. */
export type Operations<Id extends OperationId> = { readonly [K in Id]: Operation<Routes[K]> };

/** The principal that `authorize-route` has made sure of. */
export function principalOf(state: RequestState): Principal {
  if (!state.principal) throw new BankError('session-required', 'Sign in, or send a bearer token.');
  return state.principal;
}

/** The key and hash that `idempotency` has made sure of. */
export function idempotentOf(state: RequestState): IdempotentRequest {
  if (!state.idempotent) throw new Error(`${state.operationId} moves money but is not declared idempotent`);
  return state.idempotent;
}

/** Tells a caller that the answer is the one an earlier request under this key got. */
export function replayedHeader(outcome: 'posted' | 'replayed'): Record<string, string> {
  return outcome === 'replayed' ? { 'idempotency-replayed': 'true' } : {};
}
