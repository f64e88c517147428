import middy from '@middy/core';
import httpRouter, { type Route as RouterRoute } from '@middy/http-router';
import type { Context } from 'aws-lambda';
import type { Route } from '../contract/route.ts';
import { BankError } from '../domain/errors.ts';
import { permissions } from '../domain/permissions.ts';
import { routes, type OperationId } from '../contract/routes.ts';
import type { Clock, CustomerReader, EventLog, RateLimiter, TokenVerifier } from '../services/ports.ts';
import type { SessionStore } from '../services/ports/sessions.ts';
import { accessLog, type AccessLogPorts } from './access-log.ts';
import { answerHeaders } from './answer-headers.ts';
import { authorizeRoute } from './authorize-route.ts';
import { bearerToken } from './bearer-token.ts';
import { csrf } from './csrf.ts';
import { edgeGuard } from './edge-guard.ts';
import { idempotency } from './idempotency.ts';
import type { Operation, Operations } from './operation.ts';
import { parseAndValidate } from './parse-and-validate.ts';
import { problemErrors } from './problem-errors.ts';
import { rateLimitAddress } from './rate-limit-address.ts';
import { rateLimitUser } from './rate-limit-user.ts';
import { requestContext } from './request-context.ts';
import { respond } from './respond.ts';
import { sessionLoad } from './session-load.ts';
import { staffPasses } from './staff-pass.ts';
import type { BankAnswer, BankEvent, Check } from './state.ts';
import { viewer } from './viewer.ts';

export interface ChainPorts {
  readonly clock: Clock;
  readonly sessions: SessionStore;
  readonly tokens: TokenVerifier;
  readonly customers: CustomerReader;
  readonly limiter: RateLimiter;
  readonly log: EventLog;
  readonly print: (line: string) => void;
  readonly signingKey: () => Promise<string>;
  readonly edgeToken: () => Promise<string>;
  readonly passKey: () => Promise<string>;
  /** Scheme, host and port of the one site whose pages may write with a cookie. */
  readonly bankOrigin: string;
}

/** The checks of every request, outermost first. `after` and `onError` run in reverse, so errors are rendered last. */
export function chainOf(ports: ChainPorts): readonly (readonly [name: string, check: Check])[] {
  return [
    ...publicChainOf(ports),
    ['viewer', viewer(ports.edgeToken)],
    ['rateLimitAddress', rateLimitAddress(ports.limiter)],
    ['sessionLoad', sessionLoad(ports.sessions, ports.clock)],
    ['staffPasses', staffPasses(ports)],
    ['bearerToken', bearerToken(ports)],
    ['csrf', csrf(ports.bankOrigin, ports.signingKey)],
  ];
}

/** For answers that are the same for everybody and need no session: no credential is even looked at. */
export function publicChainOf(
  ports: AccessLogPorts & Pick<ChainPorts, 'edgeToken'>,
): readonly (readonly [name: string, check: Check])[] {
  return [
    ['requestContext', requestContext(ports.clock)],
    ['answerHeaders', answerHeaders],
    ['problemErrors', problemErrors],
    ['accessLog', accessLog(ports)],
    ['edgeGuard', edgeGuard(ports.edgeToken)],
  ];
}

/** The checks that need to know the route, in their order; then the operation itself. */
export function routeChainOf(
  route: Route,
  limiter: RateLimiter | undefined,
): readonly (readonly [name: string, check: Check])[] {
  return [
    ...(limiter ? ([['rateLimitUser', rateLimitUser(route, limiter)]] as const) : []),
    ['authorizeRoute', authorizeRoute(route)],
    ['parseAndValidate', parseAndValidate(route)],
    ['idempotency', idempotency(route)],
  ];
}

/** So long before the function would be killed it gives up by itself, while it can still answer and log. */
const deadline = {
  timeoutEarlyInMillis: 1500,
  timeoutEarlyResponse: (): never => {
    const detail = 'This took too long. If it moves money, send it again with the same Idempotency-Key.';
    throw new BankError('timed-out', detail, { retryAfterSeconds: 5 });
  },
};

/** Who may ask for it is part of a route; one that says nothing is a mistake, and the function does not start. */
function declared(route: Route, limiter: RateLimiter | undefined): Route {
  const { operationId, permission } = route;
  if (!permissions.includes(permission))
    throw new Error(`${operationId} declares no permission that is known.`);
  if (permission !== 'public' && !limiter) throw new Error(`Nobody would count who asks for ${operationId}.`);
  return route;
}

export type ApiHandler = (event: BankEvent, context: Context) => Promise<BankAnswer>;

/**
 * One Lambda handler for all operations given, behind the whole chain.
 * @param limiter counts people; whoever asks for what is public alone is nobody
 * @throws Error for a route that does not say who may ask for it, and for one that would not be counted
 */
export function apiHandler<Id extends OperationId>(
  chain: readonly (readonly [string, Check])[],
  operations: Operations<Id>,
  limiter?: RateLimiter,
): ApiHandler {
  const routerRoutes = Object.entries<Operation<Route>>(operations).map(([id, operation]) => {
    const route = declared(routes[id as OperationId], limiter);
    // The outer handler watches the time.
    const handler = middy<BankEvent, BankAnswer>({ timeoutEarlyInMillis: 0 });
    for (const [, check] of routeChainOf(route, limiter)) handler.use(check);
    return { method: route.method, path: route.path, handler: handler.handler(respond(route, operation)) };
  });
  const handler = middy<BankEvent, BankAnswer>(deadline);
  for (const [, check] of chain) handler.use(check);
  // The router’s types let an answer be missing; ours never is, an unknown route throws.
  return handler.handler(httpRouter(routerRoutes as RouterRoute<BankEvent, BankAnswer>[]));
}
