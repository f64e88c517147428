import { setTimeout as delay } from 'node:timers/promises';
import { FunctionError } from '../functions/function-process.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import {
  decodedPath,
  type HttpHandler,
  type HttpRequest,
  type HttpResponse,
  jsonResponse,
} from '../http/message.ts';
import { type ApiFacts, apiEvent, type MatchedRequest } from './event.ts';
import { apiResponse, internalServerError } from './response.ts';
import { bySpecificity, matchRoute, type RoutePattern } from './route-key.ts';

export interface ApiRoute extends RoutePattern {
  readonly target: Pick<LambdaFunction, 'invoke'>;
  readonly timeoutMs: number;
}

const requestLimit = 10 * 1024 * 1024;
/** Lambda's limit on an event, which a body in base64 reaches before the gateway's own. */
const eventLimit = 6 * 1024 * 1024;

const notFound = jsonResponse(404, { message: 'Not Found' });
const tooLarge = jsonResponse(413, { message: 'Request Entity Too Large' });
const unavailable = jsonResponse(503, { message: 'Service Unavailable' });

const timedOut = Symbol('timed out');

async function integrate({ target, timeoutMs }: ApiRoute, event: unknown): Promise<HttpResponse> {
  const patience = new AbortController();
  const timeout = delay(timeoutMs, timedOut, { signal: patience.signal });
  try {
    const invocation = target.invoke(event);
    const result = await Promise.race([invocation, timeout]);
    // The function goes on, as it would in the cloud; nobody hears how it ends.
    if (result === timedOut) invocation.catch(() => undefined);
    return result === timedOut ? unavailable : apiResponse(result);
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    // The function's log says more; API Gateway does not.
    return internalServerError;
  } finally {
    patience.abort();
    timeout.catch(() => undefined);
  }
}

/** An HTTP API of API Gateway, serving one host. */
export function httpApi(routes: readonly ApiRoute[], facts: ApiFacts): HttpHandler {
  const sorted = bySpecificity(routes);
  return async (request: HttpRequest): Promise<HttpResponse> => {
    if (request.body.length > requestLimit) return tooLarge;
    const match = matchRoute(sorted, request.method, decodedPath(request.path));
    if (!match) return notFound;
    const matched: MatchedRequest = { request, routeKey: match.route.routeKey, parameters: match.parameters };
    const event = apiEvent(matched, facts);
    if (Buffer.byteLength(JSON.stringify(event)) > eventLimit) return tooLarge;
    return integrate(match.route, event);
  };
}
