import http from 'node:http';
import https from 'node:https';
import type { TransportAnswer, TransportInit } from '../web/client/client.ts';

const timeoutMs = 8000;

/** A transport that hands over files, too. */
export type ApiTransport = (
  path: string,
  init: TransportInit,
) => Promise<TransportAnswer & { bytes(): Promise<Buffer> }>;

/**
 * The API over HTTP. Names under `.localhost` are this machine by RFC 6761, but only browsers resolve them by
 * themselves, so they are connected to directly with the name in the Host header.
 * @param deadline milliseconds since 1970 UTC after which no answer is of use
 */
export function apiTransport(origin: string, deadline = Number.POSITIVE_INFINITY): ApiTransport {
  return (path, { method, headers, body }) =>
    new Promise((resolve, reject) => {
      const url = new URL(path, origin);
      const address = url.hostname.endsWith('.localhost') ? '127.0.0.1' : url.hostname;
      const options = {
        method,
        headers: { ...headers, host: url.host },
        hostname: address,
        // Waits no longer than whoever waits for us.
        signal: AbortSignal.timeout(Math.max(1, Math.min(timeoutMs, deadline - Date.now()))),
      };
      const request = (url.protocol === 'https:' ? https : http).request(url, options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          resolve({
            status: answer.statusCode ?? 502,
            headers: { get: (name) => answer.headers[name.toLowerCase()]?.toString() ?? null },
            bytes: () => Promise.resolve(Buffer.concat(chunks)),
            text: () => Promise.resolve(Buffer.concat(chunks).toString('utf8')),
          });
        });
      });
      request.on('error', reject);
      request.end(body);
    });
}
