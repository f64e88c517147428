import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { localAccount } from '../../aws/arns.ts';
import { decodedPath, type HttpRequest } from '../http/message.ts';

export interface ApiFacts {
  readonly apiId: string;
  /** Host under which the API was reached. */
  readonly domainName: string;
}

export interface MatchedRequest {
  readonly request: HttpRequest;
  readonly routeKey: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** API Gateway hands these over as text and everything else in base64, plain forms included. */
const textual = /^(text\/|application\/(json|xml|javascript)\s*(;|$))/i;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Time in the manner of access logs: 12/Mar/2026:19:03:58 +0000. */
function clfTime(at: Date): string {
  const day = String(at.getUTCDate()).padStart(2, '0');
  return `${day}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;
}

function queryParameters(query: string): Pick<APIGatewayProxyEventV2, 'queryStringParameters'> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return Object.keys(parameters).length > 0 ? { queryStringParameters: parameters } : {};
}

function bodyOf({ body, headers }: HttpRequest): Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'> {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = textual.test(headers['content-type'] ?? '');
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

/** Cookies have a field of their own in an event, and the connection ends at the gateway. */
const notInEvent = new Set(['cookie', 'connection']);

function headersOf(
  { headers, sourceIp, body }: HttpRequest,
  { domainName }: ApiFacts,
): Record<string, string> {
  const passed = Object.fromEntries(Object.entries(headers).filter(([name]) => !notInEvent.has(name)));
  const forwardedFor = passed['x-forwarded-for'];
  return {
    ...passed,
    host: domainName,
    'content-length': String(body.length),
    'x-amzn-trace-id': passed['x-amzn-trace-id'] ?? traceId(),
    'x-forwarded-for': forwardedFor ? `${forwardedFor}, ${sourceIp}` : sourceIp,
    // API Gateway speaks TLS only, so a function behind it never sees anything else.
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
}

function traceId(): string {
  const random = randomUUID().replaceAll('-', '');
  return `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${random.slice(0, 24)}`;
}

/** The event of payload format 2.0 for a request that matched a route. */
export function apiEvent(
  { request, routeKey, parameters }: MatchedRequest,
  api: ApiFacts,
): APIGatewayProxyEventV2 {
  const now = new Date();
  const path = decodedPath(request.path);
  const cookies = request.headers['cookie']?.split(/; */).filter((cookie) => cookie !== '');
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookies ? { cookies } : {}),
    headers: headersOf(request, api),
    ...queryParameters(request.query),
    requestContext: {
      accountId: localAccount,
      apiId: api.apiId,
      domainName: api.domainName,
      domainPrefix: api.domainName.split('.')[0] ?? '',
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: clfTime(now),
      timeEpoch: now.getTime(),
    },
    ...(Object.keys(parameters).length > 0 ? { pathParameters: parameters } : {}),
    ...bodyOf(request),
  };
}
