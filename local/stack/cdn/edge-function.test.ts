import { describe, expect, it } from '@jest/globals';
import { changedRequest, edgeRequest } from './edge-event.ts';
import { compileEdgeFunction, type EdgeEvent } from './edge-function.ts';
import type { HttpRequest } from '../http/message.ts';

const viewer: HttpRequest = {
  method: 'GET',
  path: '/a%20b',
  query: 'tag=x&tag=y%2F&empty',
  headers: { host: 'bank.localhost', cookie: 'a=1; b=2=3' },
  body: Buffer.alloc(0),
  sourceIp: '10.0.0.9',
};

function eventOf(request: HttpRequest): EdgeEvent {
  const facts = { distributionId: 'E1', viewerIp: request.sourceIp };
  return { ...facts, eventType: 'viewer-request', request: edgeRequest(request) };
}

describe('a CloudFront function', () => {
  it('sees the event structure of CloudFront', async () => {
    const run = compileEdgeFunction(
      'spy',
      `function handler(event) {
      return { statusCode: 200, body: JSON.stringify(event) }; }`,
    );
    const result = await run(eventOf(viewer));
    expect(JSON.parse('body' in result && typeof result.body === 'string' ? result.body : '')).toEqual({
      version: '1.0',
      context: { eventType: 'viewer-request', distributionId: 'E1', requestId: expect.any(String) },
      viewer: { ip: '10.0.0.9' },
      request: {
        method: 'GET',
        uri: '/a%20b',
        querystring: {
          tag: { value: 'x', multiValue: [{ value: 'x' }, { value: 'y%2F' }] },
          empty: { value: '' },
        },
        headers: { host: { value: 'bank.localhost' } },
        cookies: { a: { value: '1' }, b: { value: '2=3' } },
      },
    });
  });

  it('passes a request on unchanged', async () => {
    const run = compileEdgeFunction('identity', 'function handler(event) { return event.request; }');
    const result = await run(eventOf(viewer));
    expect('uri' in result && changedRequest(viewer, result)).toEqual(viewer);
  });

  it.each([
    ['the network', 'fetch("http://x")', 'fetch is not defined'],
    ['this process', 'process.exit()', 'process is not defined'],
    ['timers', 'setTimeout(() => {}, 1)', 'setTimeout is not defined'],
    ['code from text', 'new Function("return 1")()', 'Code generation from strings disallowed'],
  ])('cannot reach %s', async (_what, code, message) => {
    const run = compileEdgeFunction('curious', `function handler(event) { ${code}; return event.request; }`);
    await expect(run(eventOf(viewer))).rejects.toThrow(message);
  });

  it('is stopped when it computes too long', async () => {
    const run = compileEdgeFunction('endless', 'function handler(event) { while (true); }');
    await expect(run(eventOf(viewer))).rejects.toThrow('timed out');
  });

  it('can import nothing but what CloudFront offers', () => {
    expect(() =>
      compileEdgeFunction('importer', "import fs from 'fs';\nfunction handler(e) { return e.request; }"),
    ).toThrow('CloudFront functions cannot import fs');
  });
});
