import { describe, expect, it, jest } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { FunctionError } from '../functions/function-process.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from '../http/message.ts';
import { httpApi } from './http-api.ts';
import { parseRouteKey } from './route-key.ts';

type Answer = (event: APIGatewayProxyEventV2) => unknown;

function apiWith(
  routeKeys: readonly string[],
  answer: Answer = (event) => ({ routeKey: event.routeKey }),
  timeoutMs = 1000,
): HttpHandler {
  const target = {
    invoke: (event: unknown) => Promise.resolve(event as APIGatewayProxyEventV2).then(answer),
  };
  const routes = routeKeys.map((routeKey) => ({ ...parseRouteKey(routeKey), target, timeoutMs }));
  return httpApi(routes, { apiId: 'abc', domainName: 'origin-api.bank.localhost' });
}

function request(method: string, url: string, rest: Partial<HttpRequest> = {}): HttpRequest {
  const [path = '', query = ''] = url.split('?');
  return { method, path, query, headers: {}, body: Buffer.alloc(0), sourceIp: '10.0.0.9', ...rest };
}

function json(response: HttpResponse): unknown {
  return JSON.parse(response.body.toString());
}

describe('routes of an HTTP API', () => {
  const routes = [
    'GET /accounts',
    'GET /accounts/{id}',
    'GET /accounts/mine',
    'GET /accounts/{proxy+}',
    'POST /accounts',
    'ANY /{proxy+}',
    'ANY /',
    '$default',
  ];
  const api = apiWith(routes, ({ routeKey, pathParameters }) => ({ routeKey, pathParameters }));

  it.each([
    ['GET', '/accounts', 'GET /accounts', undefined],
    ['POST', '/accounts', 'POST /accounts', undefined],
    ['GET', '/accounts/mine', 'GET /accounts/mine', undefined],
    ['GET', '/accounts/acc_1', 'GET /accounts/{id}', { id: 'acc_1' }],
    ['GET', '/accounts/a%20b', 'GET /accounts/{id}', { id: 'a b' }],
    ['GET', '/accounts/acc_1/entries', 'GET /accounts/{proxy+}', { proxy: 'acc_1/entries' }],
    ['DELETE', '/accounts/acc_1', 'ANY /{proxy+}', { proxy: 'accounts/acc_1' }],
    ['GET', '/', 'ANY /', undefined],
    ['GET', '/accounts/', 'ANY /{proxy+}', { proxy: 'accounts/' }],
  ])('send %s %s to %s', async (method, path, ...expected) => {
    const [routeKey, pathParameters] = expected;
    const answer = await api(request(method, path));
    expect(json(answer)).toEqual({ routeKey, ...(pathParameters ? { pathParameters } : {}) });
  });

  it('fall back to $default', async () => {
    const answer = await apiWith(['GET /accounts', '$default'])(request('PUT', '/anything'));
    expect(json(answer)).toEqual({ routeKey: '$default' });
  });

  it.each([
    ['GET', '/transfers'],
    ['HEAD', '/accounts'],
    ['OPTIONS', '/accounts'],
    ['GET', '/accounts/'],
  ])('answer 404 to %s %s when none matches', async (method, path) => {
    const answer = await apiWith(['GET /accounts'])(request(method, path));
    expect(answer.status).toBe(404);
    expect(json(answer)).toEqual({ message: 'Not Found' });
  });
});

describe('the event of an HTTP API', () => {
  async function eventFor(sent: HttpRequest, routeKey = 'ANY /{proxy+}'): Promise<APIGatewayProxyEventV2> {
    const seen = jest.fn<Answer>().mockReturnValue(null);
    await apiWith([routeKey], seen)(sent);
    return seen.mock.calls[0]?.[0] as APIGatewayProxyEventV2;
  }

  it('has the shape of payload format 2.0', async () => {
    const event = await eventFor(
      request('POST', '/api/v1/a%20b?tag=x&tag=y%20z&n=1', {
        headers: {
          host: 'api.bank.localhost:8080',
          cookie: 'a=1; b=2',
          'content-type': 'application/json',
          'user-agent': 'curl/8',
          'x-forwarded-for': '203.0.113.7',
        },
        body: Buffer.from('{"amount":"5"}'),
      }),
      'POST /api/v1/{name}',
    );
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'POST /api/v1/{name}',
      rawPath: '/api/v1/a b',
      rawQueryString: 'tag=x&tag=y%20z&n=1',
      cookies: ['a=1', 'b=2'],
      headers: {
        host: 'origin-api.bank.localhost',
        'content-type': 'application/json',
        'content-length': '14',
        'user-agent': 'curl/8',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
        'x-forwarded-for': '203.0.113.7, 10.0.0.9',
        'x-forwarded-port': '443',
        'x-forwarded-proto': 'https',
      },
      queryStringParameters: { tag: 'x,y z', n: '1' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'abc',
        domainName: 'origin-api.bank.localhost',
        domainPrefix: 'origin-api',
        http: {
          method: 'POST',
          path: '/api/v1/a b',
          protocol: 'HTTP/1.1',
          sourceIp: '10.0.0.9',
          userAgent: 'curl/8',
        },
        requestId: expect.any(String),
        routeKey: 'POST /api/v1/{name}',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      pathParameters: { name: 'a b' },
      body: '{"amount":"5"}',
      isBase64Encoded: false,
    });
  });

  it('leaves out what the request does not have', async () => {
    const event = await eventFor(request('GET', '/x'), 'GET /x');
    expect(Object.keys(event)).not.toEqual(expect.arrayContaining(['cookies']));
    expect(event.queryStringParameters).toBeUndefined();
    expect(event.pathParameters).toBeUndefined();
    expect(event.body).toBeUndefined();
  });

  it.each([
    ['text/csv; charset=utf-8', false],
    ['application/json', false],
    ['application/xml', false],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    ['application/problem+json', true],
    [undefined, true],
  ])('hands over a body of type %s with isBase64Encoded %s', async (type, isBase64Encoded) => {
    const headers: Record<string, string> = type ? { 'content-type': type } : {};
    const event = await eventFor(request('POST', '/x', { headers, body: Buffer.from('a=1') }));
    expect(event).toMatchObject({ body: isBase64Encoded ? 'YT0x' : 'a=1', isBase64Encoded });
  });

  it('keeps a path that is no valid encoding as it came', async () => {
    expect((await eventFor(request('GET', '/100%'))).rawPath).toBe('/100%');
  });
});

describe('the answer of an HTTP API', () => {
  const answering = (answer: Answer, timeoutMs = 1000): Promise<HttpResponse> =>
    apiWith(['GET /x'], answer, timeoutMs)(request('GET', '/x'));

  it('is what the function says, cookies and base64 included', async () => {
    const answer = await answering(() => ({
      statusCode: 201,
      headers: { 'Content-Type': 'image/png', Connection: 'close', 'X-Count': 3 },
      cookies: ['a=1; HttpOnly', 'b=2'],
      body: 'AAEC',
      isBase64Encoded: true,
    }));
    expect(answer).toEqual({
      status: 201,
      headers: { 'content-type': 'image/png', 'x-count': '3', 'set-cookie': ['a=1; HttpOnly', 'b=2'] },
      body: Buffer.from([0, 1, 2]),
    });
  });

  it.each<[string, unknown, string]>([
    ['an object', { a: 1 }, '{"a":1}'],
    ['text', 'hello', 'hello'],
    ['nothing', null, 'null'],
  ])('is JSON with status 200 when the function returns %s without a status', async (_what, result, body) => {
    const answer = await answering(() => result);
    expect(answer).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body),
    });
  });

  it.each<[string, Answer]>([
    [
      'throws',
      () => {
        throw new FunctionError({ errorType: 'Error', errorMessage: 'boom' });
      },
    ],
    ['returns an impossible status', () => ({ statusCode: 'soon' })],
    ['returns a body that is no text', () => ({ statusCode: 200, body: { a: 1 } })],
    ['returns more than 6 MB', () => ({ statusCode: 200, body: 'x'.repeat(6 * 1024 * 1024) })],
  ])('is a bare 500 when the function %s', async (_what, answer) => {
    const response = await answering(answer);
    expect(response.status).toBe(500);
    expect(json(response)).toEqual({ message: 'Internal Server Error' });
  });

  it('is 503 when the function takes longer than the integration allows', async () => {
    const response = await answering(() => new Promise(() => undefined), 30);
    expect(response.status).toBe(503);
    expect(json(response)).toEqual({ message: 'Service Unavailable' });
  });

  it.each([
    ['11 MB of text', 'text/plain', 11],
    ['5 MB that grow beyond 6 MB in base64', 'application/octet-stream', 5],
  ])('is 413 for %s', async (_what, type, megabytes) => {
    const body = Buffer.alloc(megabytes * 1024 * 1024, 97);
    const response = await apiWith(['POST /x'])(
      request('POST', '/x', { headers: { 'content-type': type }, body }),
    );
    expect(response.status).toBe(413);
  });
});
