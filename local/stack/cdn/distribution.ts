import { emptyResponse, type HttpHandler, type HttpRequest, type HttpResponse } from '../http/message.ts';
import { changedRequest, edgeRequest, edgeResponse, type EdgeResponse, httpResponse } from './edge-event.ts';
import type { EdgeEventType, EdgeFunction } from './edge-function.ts';
import { type Forwarding, type OriginFacts, originRequest } from './forwarding.ts';
import { applyHeaders, type ResponseHeadersPolicy } from './response-headers.ts';

export interface Origin extends OriginFacts {
  readonly handler: HttpHandler;
}

/** How requests below a path pattern are treated. */
export interface Behavior {
  readonly pattern: string;
  readonly methods: readonly string[];
  readonly origin: Origin;
  readonly forwarding: Forwarding;
  readonly headersPolicy: ResponseHeadersPolicy | undefined;
  readonly functions: Readonly<Partial<Record<EdgeEventType, EdgeFunction>>>;
}

export interface DistributionConfig {
  readonly id: string;
  readonly defaultRootObject: string;
  /** In the order of the template; the default behaviour comes last and matches all. */
  readonly behaviors: readonly Behavior[];
}

/** CloudFront wildcards: `*` stands for any characters, `?` for exactly one; a leading slash is optional. */
function matches(pattern: string, path: string): boolean {
  const source = pattern.replace(/^\//, '').replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^/${source.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(path);
}

/** What viewers see when an edge function fails; why, is for whoever runs the stack. */
function functionFailed(error: unknown): HttpResponse {
  console.error('An edge function failed:', error);
  return emptyResponse(503, { 'x-cache': 'FunctionExecutionError from cloudfront' });
}

type Outcome = { readonly request: HttpRequest } | { readonly response: HttpResponse };

async function atRequest(behavior: Behavior, viewer: HttpRequest, distributionId: string): Promise<Outcome> {
  const run = behavior.functions['viewer-request'];
  if (!run) return { request: viewer };
  const event = { eventType: 'viewer-request', distributionId, viewerIp: viewer.sourceIp } as const;
  const result = await run({ ...event, request: edgeRequest(viewer) });
  if ('statusCode' in result) return { response: httpResponse(result, Buffer.alloc(0)) };
  return { request: changedRequest(viewer, result) };
}

async function atResponse(
  behavior: Behavior,
  { request, response }: { readonly request: HttpRequest; readonly response: HttpResponse },
  distributionId: string,
): Promise<HttpResponse> {
  const run = behavior.functions['viewer-response'];
  // CloudFront leaves an origin's errors alone.
  if (!run || response.status >= 400) return response;
  const event = { eventType: 'viewer-response', distributionId, viewerIp: request.sourceIp } as const;
  const result = await run({ ...event, request: edgeRequest(request), response: edgeResponse(response) });
  return httpResponse(result as EdgeResponse, response.body);
}

/**
 * A CloudFront distribution that caches nothing: picks the behaviour, runs its functions, asks its origin.
 * It treats every viewer as one on HTTPS, which on localhost a browser does too.
 */
export function distribution({ id, defaultRootObject, behaviors }: DistributionConfig): HttpHandler {
  return async (viewer) => {
    const behavior = behaviors.find(({ pattern }) => matches(pattern, viewer.path));
    if (!behavior?.methods.includes(viewer.method)) return emptyResponse(403);
    const outcome = await atRequest(behavior, viewer, id).catch((error: unknown) => ({
      response: functionFailed(error),
    }));
    if ('response' in outcome) return applyHeaders(outcome.response, behavior.headersPolicy);
    const { request } = outcome;
    const asked =
      request.path === '/' && defaultRootObject ? { ...request, path: `/${defaultRootObject}` } : request;
    const { origin, forwarding, headersPolicy } = behavior;
    const answer = await origin.handler(originRequest(asked, forwarding, origin));
    const exchange = { request, response: applyHeaders(answer, headersPolicy) };
    return atResponse(behavior, exchange, id).catch(functionFailed);
  };
}
