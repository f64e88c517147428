import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { AwsError } from './service.ts';
import type { AwsReply, AwsRequest } from './service.ts';

const agent = new Agent({ keepAlive: true });
// Both sides frame their own messages, and the inner server must see its own name.
const notForwarded = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']);

/** Hands a request to the server that does the work and returns its answer as it came. */
export function forward(target: URL, call: AwsRequest): Promise<AwsReply> {
  return new Promise((resolve, reject) => {
    const options = { agent, method: call.method, headers: carried(call.headers) };
    const outgoing = request(new URL(call.path, target), options, (incoming) => {
      replyOf(incoming).then(resolve, reject);
    });
    outgoing.on('error', (cause) => {
      reject(new AwsError('ServiceUnavailable', `${target.host} is out of reach.`, { status: 503, cause }));
    });
    outgoing.end(call.body);
  });
}

async function replyOf(incoming: IncomingMessage): Promise<AwsReply> {
  return {
    status: incoming.statusCode ?? 502,
    headers: carried(incoming.headers),
    body: await bodyOf(incoming),
  };
}

function carried(headers: IncomingMessage['headers']): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !notForwarded.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}

/** The whole body of a message. Rejects with RequestEntityTooLarge beyond `limit` bytes. */
export async function bodyOf(message: IncomingMessage, limit = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const bytes of message.iterator() as AsyncIterable<Buffer>) {
    size += bytes.length;
    if (size > limit)
      throw new AwsError('RequestEntityTooLarge', 'The request is too large.', { status: 413 });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
