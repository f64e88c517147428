import type { SessionView } from '../../functions/contract/session.ts';
import type { RouteInput, RouteResponse } from '../../functions/contract/route.ts';
import type { OperationId, Routes } from '../../functions/contract/routes.ts';
import type { Given } from './client.ts';

/** Operations that only read; a port may ask them again at any time. */
export type ReadId = {
  [Id in OperationId]: Routes[Id]['method'] extends 'GET' ? Id : never;
}[OperationId];
export type WriteId = Exclude<OperationId, ReadId>;

type Input<Id extends OperationId> = Given<RouteInput<Routes[Id]>>;
export type Data<Id extends OperationId> = RouteResponse<Routes[Id]>;

/** What a form carries besides what was typed. */
export interface WriteProof {
  /** The session's token, which only a page of ours can know. */
  readonly csrf?: string;
  /** One key for one intention: sent twice, it happens once. */
  readonly idempotencyKey?: string;
}

/**
 * How screens reach the bank: the only difference between the two sites. In browsers it is a store over `fetch`,
 * on the server a client over HTTP that carries the viewer's cookie.
 * All calls throw ProblemError, also when nothing answered.
 */
export interface Port {
  /** Who is signed in, or null. Asked once for a page, however many parts of it want to know. */
  session(): Promise<SessionView | null>;
  /** Once that was answered with null: the code by which the API says why the browser's session is over, if it had one. */
  ending(): string | null;
  read<Id extends ReadId>(id: Id, input: Input<Id>): Promise<Data<Id>>;
  write<Id extends WriteId>(id: Id, input: Input<Id>, proof: WriteProof): Promise<Data<Id>>;
}
