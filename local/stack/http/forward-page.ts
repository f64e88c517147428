import { request as httpRequest } from 'node:http';
import type { HttpRequest, HttpResponse } from './message.ts';

const hopByHop = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive']);

/** Hands a request to a server of this machine, under the name the browser knows, and returns its answer as it came. */
export function forwardPage(
  port: number,
  { method, path, query, headers, body }: HttpRequest,
): Promise<HttpResponse> {
  const kept = Object.entries(headers).filter(([name]) => !hopByHop.has(name));
  return new Promise((resolve, reject) => {
    const place = query === '' ? path : `${path}?${query}`;
    const options = { host: '127.0.0.1', port, method, path: place, headers: Object.fromEntries(kept) };
    const outgoing = httpRequest(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const answered = Object.entries(incoming.headers).filter(([name]) => !hopByHop.has(name));
        resolve({
          status: incoming.statusCode ?? 502,
          headers: Object.fromEntries(answered.map(([name, value]) => [name, value ?? ''])),
          body: Buffer.concat(chunks),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
