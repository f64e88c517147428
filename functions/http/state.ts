import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { IdempotentRequest } from '../services/post-journal.ts';
import type { Ending, Principal, Session, Site } from '../domain/session.ts';

/** Whoever is at the other end: their address, which of our sites they look at, and with what. */
export interface Viewer {
  readonly address: string;
  readonly site: Site;
  /** Words of ours, never the browser's own text. */
  readonly device: string;
  /** Fetch metadata: where the page stood that sent the browser here. */
  readonly cameFrom: string | undefined;
}

/** What the checks learn about a request, in the order in which they run. */
export interface RequestState {
  readonly traceId: string;
  readonly startedAt: number;
  /** Set by the route, once it is known. */
  operationId: string;
  credential: 'none' | 'cookie' | 'bearer';
  viewer?: Viewer;
  /** A cookie came that names no live session, and why. */
  sessionEnded?: Ending | 'expired';
  sessionToken?: string;
  /** Of a sign-in under way in this browser. */
  transactionToken?: string;
  /** Of a sign-up that this browser has begun. */
  signUpToken?: string;
  session?: Session;
  /** Of a bearer token: when its sign-in was, in milliseconds since 1970 UTC. */
  authenticatedAt?: number;
  principal?: Principal;
  input?: { params: unknown; query: unknown; body: unknown };
  idempotent?: IdempotentRequest;
  /** Media types that the caller takes, as the header says. */
  readonly accept: string | undefined;
  /** Headers that checks add to the answer, whatever it is. */
  readonly answerHeaders: Record<string, string>;
}

export interface BankEvent extends APIGatewayProxyEventV2 {
  bank: RequestState;
}

export type BankAnswer = APIGatewayProxyStructuredResultV2;
export type Check = MiddlewareObj<BankEvent, BankAnswer>;

/** The header's value; API Gateway sends names in lower case. */
export function headerOf(event: APIGatewayProxyEventV2, name: string): string | undefined {
  return event.headers[name];
}
