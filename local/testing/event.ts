import type { APIGatewayProxyEventV2 } from 'aws-lambda';

export interface EventParts {
  readonly method?: string;
  /** With or without a query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly cookies?: readonly string[];
  /** Sent as JSON, or as it is when it is a string. */
  readonly body?: unknown;
  readonly sourceIp?: string;
  /** Of the invocation, such as the time that remains. */
  readonly context?: object;
}

/** An HTTP API event (payload format 2.0) as API Gateway sends it. */
export function anEvent(parts: EventParts): APIGatewayProxyEventV2 {
  const { method = 'GET', headers = {}, cookies, body, sourceIp = '198.51.100.7' } = parts;
  const url = new URL(parts.path, 'http://bank.localhost');
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const given = { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers };
  return {
    version: '2.0',
    routeKey: `${method} ${url.pathname}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries(
      Object.entries<string | undefined>(given).filter(([, value]) => value !== undefined),
    ),
    ...(cookies ? { cookies: [...cookies] } : {}),
    ...(url.search === '' ? {} : { queryStringParameters: Object.fromEntries(url.searchParams) }),
    ...(text === undefined ? {} : { body: text }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'bank.localhost',
      domainPrefix: 'bank',
      http: { method, path: url.pathname, protocol: 'HTTP/1.1', sourceIp, userAgent: 'test' },
      requestId: 'test',
      routeKey: `${method} ${url.pathname}`,
      stage: '$default',
      time: '15/Jan/2026:12:00:00 +0000',
      timeEpoch: 1_768_478_400_000,
    },
  };
}
